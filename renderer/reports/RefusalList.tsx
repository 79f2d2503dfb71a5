import { Button, Checkbox, Field, Input, mergeClasses } from '@fluentui/react-components';
import { ArrowDownloadRegular, CheckmarkRegular } from '@fluentui/react-icons';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RefusalList as List, Refusal } from '../../core/contract/report.ts';
import { useCall, useChannel } from '../api-hooks.ts';
import { formatDay, fromPickerDate, parseDay, today, toPickerDate } from '../assessment/visit-date.ts';
import { saveTextFile } from '../save-file.ts';
import { useFormat, useLanguage } from '../shell/format.ts';
import { useNotify } from '../shell/notices.tsx';
import page from '../shell/Page.module.css';
import { errorWords, fieldName, useProblemWords } from '../shell/words.ts';
import { FixButton } from '../student/FixButton.tsx';
import styles from './Reports.module.css';

const weekDays = 7;

/** What receivers refused, with who read it and who corrected it: to be gone through every day. */
export function RefusalList() {
  const { t } = useTranslation('reports');
  const notify = useNotify();
  const [from, setFrom] = useState(() => daysAgo(weekDays - 1));
  const [to, setTo] = useState(today);
  const [openOnly, setOpenOnly] = useState(false);
  const asked = { from, to, openOnly };
  const report = useChannel('report.refusals', asked, { staleTime: 0, keepPrevious: true });
  const { run: acknowledge, busy } = useCall('report.acknowledgeRefusals', {
    refreshes: ['report.refusals'],
  });
  const { run: exportCsv, busy: exporting } = useCall('report.exportRefusals');
  const unread = report.data?.refusals.filter(({ acknowledged }) => acknowledged === null) ?? [];
  const read = async (refusals: readonly Refusal[]) => {
    const result = await acknowledge({ attemptIds: refusals.map(({ attemptId }) => attemptId) });
    if (!result.ok) return notify({ kind: 'error', text: errorWords(t, result.error) });
    const count = result.value.acknowledged;
    notify({
      kind: 'success',
      text: count > 0 ? t('refusals.acknowledged', { count }) : t('refusals.nothingNew'),
    });
  };
  const download = async () => {
    const result = await exportCsv(asked);
    if (!result.ok)
      return notify({ kind: 'error', text: t('refusals.exportFailed'), detail: errorWords(t, result.error) });
    saveTextFile(result.value.fileName, result.value.csv, 'text/csv');
    notify({ kind: 'success', text: t('refusals.exported') });
  };
  return (
    <section className={mergeClasses(page.card, styles.sheet)} aria-labelledby="refusals">
      <div className={styles.head}>
        <h2 id="refusals" className={mergeClasses(styles.heading, styles.grow)}>
          {t('refusals.title')}
        </h2>
        {unread.length > 1 && (
          <Button icon={<CheckmarkRegular />} disabledFocusable={busy} onClick={() => void read(unread)}>
            {t('refusals.acknowledgeAll', { count: unread.length })}
          </Button>
        )}
        <Button icon={<ArrowDownloadRegular />} disabledFocusable={exporting} onClick={() => void download()}>
          {t('refusals.export')}
        </Button>
      </div>
      <p className={styles.quiet}>{t('refusals.intro')}</p>
      <div className={styles.filters} data-screen-only>
        <DayInput label={t('refusals.from')} day={from} onChange={setFrom} />
        <DayInput label={t('refusals.to')} day={to} onChange={setTo} />
        <Checkbox
          label={t('refusals.openOnly')}
          checked={openOnly}
          onChange={(_, { checked }) => setOpenOnly(checked === true)}
        />
      </div>
      {report.error && (
        <p role="alert" className={styles.error}>
          {errorWords(t, report.error)}
        </p>
      )}
      {report.data && (
        <>
          <p role="status" className={styles.summary}>
            {report.data.days.length === 0
              ? t('refusals.none')
              : report.data.refusals.length === 0
                ? t('refusals.noneOpen')
                : t('refusals.counts', { open: report.data.open, unread: report.data.unread })}
          </p>
          {report.data.refusals.length > 0 && (
            <Refusals
              refusals={report.data.refusals}
              busy={busy}
              onRead={(refusal) => void read([refusal])}
            />
          )}
          {report.data.days.length > 0 && <Days days={report.data.days} />}
        </>
      )}
    </section>
  );
}

/** A day as typed; what is no day leaves the last one that was. */
function DayInput({
  label,
  day,
  onChange,
}: {
  readonly label: string;
  readonly day: string;
  readonly onChange: (day: string) => void;
}) {
  const { t } = useTranslation('reports');
  const [typed, setTyped] = useState(() => formatDay(toPickerDate(day)));
  const read = parseDay(typed, '2000-01-01', today());
  return (
    <Field
      label={label}
      hint={read ? t('student:hints.date') : null}
      validationMessage={read ? null : t('common:rules.notADate')}
    >
      <Input
        dir="ltr"
        value={typed}
        autoComplete="off"
        onChange={(_, { value }) => {
          setTyped(value);
          const date = parseDay(value, '2000-01-01', today());
          if (date) onChange(fromPickerDate(date));
        }}
      />
    </Field>
  );
}

function Refusals({
  refusals,
  busy,
  onRead,
}: {
  readonly refusals: readonly Refusal[];
  readonly busy: boolean;
  readonly onRead: (refusal: Refusal) => void;
}) {
  const { t } = useTranslation('reports');
  const format = useFormat();
  const arabic = useLanguage() === 'ar';
  const wordsOf = useProblemWords();
  return (
    <div className={styles.scroll}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('refusals.columns.at')}</th>
            <th scope="col">{t('refusals.columns.message')}</th>
            <th scope="col">{t('refusals.columns.student')}</th>
            <th scope="col">{t('refusals.columns.why')}</th>
            <th scope="col">{t('refusals.columns.read')}</th>
            <th scope="col">{t('refusals.columns.settled')}</th>
          </tr>
        </thead>
        <tbody>
          {refusals.map((refusal) => {
            const { attemptId, at, row, problem, location, errCode, acknowledged, settled } = refusal;
            const codes = [errCode, location].filter((each) => each).join(' ');
            return (
              <tr key={attemptId}>
                <td>{format.shortDateTime(at)}</td>
                <td>
                  <bdi>{row.kind}</bdi>
                  <bdi className={mergeClasses(styles.second, styles.mono)}>{row.controlId}</bdi>
                </td>
                <td>
                  <bdi>{(arabic && row.studentNameArabic) || row.studentName}</bdi>
                  <bdi className={styles.second}>{row.studentNumber}</bdi>
                </td>
                <td>
                  {problem ? wordsOf(problem, { field: location }).title : ''}
                  {location && fieldName(t, location) !== location && (
                    <span className={styles.second}>{fieldName(t, location)}</span>
                  )}
                  <bdi className={mergeClasses(styles.second, styles.mono)}>{codes}</bdi>
                </td>
                <td>
                  {acknowledged ? (
                    t('refusals.readBy', {
                      name: acknowledged.by,
                      at: format.shortDateTime(acknowledged.at),
                    })
                  ) : (
                    <Button
                      size="small"
                      disabledFocusable={busy}
                      aria-label={t('refusals.acknowledgeOf', { id: row.id })}
                      onClick={() => onRead(refusal)}
                    >
                      {t('refusals.acknowledge')}
                    </Button>
                  )}
                </td>
                <td>
                  {settled ? (
                    t(`refusals.how.${settled.how}`, {
                      name: settled.by ?? '',
                      at: format.shortDateTime(settled.at),
                    })
                  ) : (
                    <>
                      <span className={styles.error}>{t('refusals.notSettled')}</span>{' '}
                      <FixButton id={row.id} />
                    </>
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function Days({ days }: { readonly days: List['days'] }) {
  const { t } = useTranslation('reports');
  const format = useFormat();
  return (
    <>
      <h3 className={styles.sub}>{t('refusals.days')}</h3>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('refusals.day')}</th>
            <th scope="col">{t('refusals.refused')}</th>
            <th scope="col">{t('refusals.readCount')}</th>
            <th scope="col">{t('refusals.settledCount')}</th>
          </tr>
        </thead>
        <tbody>
          {days.map(({ day, refused, acknowledged, settled }) => (
            <tr key={day}>
              <td>{format.calendarDate(day)}</td>
              <td>{format.number(refused)}</td>
              <td>{format.number(acknowledged)}</td>
              <td>{format.number(settled)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

function daysAgo(days: number): string {
  const date = toPickerDate(today()) ?? new Date();
  return fromPickerDate(new Date(date.getFullYear(), date.getMonth(), date.getDate() - days));
}
