import { Button, mergeClasses } from '@fluentui/react-components';
import { ChevronLeftRegular, ChevronRightRegular, PrintRegular } from '@fluentui/react-icons';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EndOfDay } from '../../core/contract/report.ts';
import { useChannel, useSession } from '../api-hooks.ts';
import { fromPickerDate, today, toPickerDate } from '../assessment/visit-date.ts';
import { useNow } from '../now.ts';
import { nextStepWords } from '../queue/next-step-words.ts';
import { useFormat, useLanguage } from '../shell/format.ts';
import { useNavigation } from '../shell/navigation.ts';
import page from '../shell/Page.module.css';
import { errorWords } from '../shell/words.ts';
import student from '../student/Student.module.css';
import { ConfirmationChip } from './ConfirmationChip.tsx';
import { daySummary } from './day-summary.ts';
import styles from './Reports.module.css';
import { usePrint } from './use-print.ts';

/** The list of a day: every assessment and whether Malaffi has confirmed it. */
export function EndOfDayList() {
  const { t } = useTranslation('reports');
  const format = useFormat();
  const { go } = useNavigation();
  const session = useSession();
  const [day, setDay] = useState(today);
  const report = useChannel('report.endOfDay', { day }, { staleTime: 0, keepPrevious: true });
  const { print, busy } = usePrint({ document: 'endOfDay', subject: day });
  const { data } = report;
  const shift = (days: number) => {
    const date = toPickerDate(day);
    if (date) setDay(fromPickerDate(new Date(date.getFullYear(), date.getMonth(), date.getDate() + days)));
  };
  const name = session?.state === 'signedIn' ? session.name : '';
  return (
    <section className={mergeClasses(page.card, styles.sheet)} aria-labelledby="end-of-day">
      <div className={styles.head}>
        <h2 id="end-of-day" className={mergeClasses(styles.heading, styles.grow)}>
          {t('day.title')}: {format.calendarDate(day)}
        </h2>
        <Button
          icon={
            <span className={student.mirrored}>
              <ChevronLeftRegular />
            </span>
          }
          onClick={() => shift(-1)}
        >
          {t('day.previous')}
        </Button>
        <Button
          icon={
            <span className={student.mirrored}>
              <ChevronRightRegular />
            </span>
          }
          iconPosition="after"
          disabled={day >= today()}
          onClick={() => shift(1)}
        >
          {t('day.next')}
        </Button>
        <Button
          appearance="primary"
          icon={<PrintRegular />}
          disabledFocusable={busy || !data}
          onClick={() => void print()}
        >
          {t(busy ? 'saving' : 'print')}
        </Button>
      </div>
      {report.error && (
        <p role="alert" className={styles.error}>
          {errorWords(t, report.error)}
        </p>
      )}
      {data && (
        <>
          <p role="status" className={styles.summary}>
            {data.rows.length === 0 ? t('day.none') : daySummary(data.counts, t, format)}
          </p>
          {data.rows.length > 0 && data.counts.waiting + data.counts.needsPerson === 0 && (
            <p className={styles.quiet}>{t('day.allConfirmed')}</p>
          )}
          {data.earlier > 0 && (
            <div className={styles.head}>
              <p className={styles.error}>{t('day.earlier', { count: data.earlier })}</p>
              <Button size="small" onClick={() => go({ page: 'queue', status: 'failed' })}>
                {t('day.openQueue')}
              </Button>
            </div>
          )}
          {data.rows.length > 0 && <Rows rows={data.rows} />}
          <p className={mergeClasses(styles.quiet, styles.paperOnly)}>
            {t('day.printedBy', { at: format.dateTime(Date.now()), name })}
          </p>
        </>
      )}
    </section>
  );
}

function Rows({ rows }: { readonly rows: EndOfDay['rows'] }) {
  const { t } = useTranslation('reports');
  const format = useFormat();
  const arabic = useLanguage() === 'ar';
  const now = useNow(1000);
  const { go } = useNavigation();
  return (
    <div className={styles.scroll}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('day.student')}</th>
            <th scope="col">{t('day.class')}</th>
            <th scope="col">{t('day.savedAt')}</th>
            <th scope="col">{t('day.savedBy')}</th>
            <th scope="col">{t('day.state')}</th>
            <th scope="col">{t('day.what')}</th>
            <th scope="col" data-screen-only>
              {t('day.receipt')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const name = (arabic && row.studentNameArabic) || row.studentName;
            return (
              <tr key={row.assessmentId}>
                <td>
                  <bdi>{name}</bdi>
                  <bdi className={styles.second}>{row.studentNumber}</bdi>
                </td>
                <td>
                  <bdi>{row.className}</bdi>
                </td>
                <td>{format.time(row.savedAt)}</td>
                <td>
                  <bdi>{row.savedBy}</bdi>
                </td>
                <td>
                  <ConfirmationChip state={row.state} />
                </td>
                <td>{row.message ? nextStepWords(row.message, t, format, now).text : ''}</td>
                <td data-screen-only>
                  <Button
                    size="small"
                    aria-label={t('student:history.receiptOf', { date: name })}
                    onClick={() => go({ page: 'receipt', assessmentId: row.assessmentId })}
                  >
                    {t('day.receipt')}
                  </Button>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
