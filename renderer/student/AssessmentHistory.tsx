import { Button, mergeClasses } from '@fluentui/react-components';
import { EditRegular, ReceiptRegular } from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';
import { type MeasurementKey, measurementKeys, measurements } from '../../core/clinical/measurements.ts';
import type { AssessmentVersion, AssessmentView } from '../../core/contract/assessment.ts';
import { confirmationOf } from '../../core/contract/confirmation.ts';
import { useChannel } from '../api-hooks.ts';
import { useNow } from '../now.ts';
import { nextStepWords } from '../queue/next-step-words.ts';
import { StatusChip } from '../queue/StatusChip.tsx';
import { ConfirmationChip } from '../reports/ConfirmationChip.tsx';
import { useFormat } from '../shell/format.ts';
import { useNavigation } from '../shell/navigation.ts';
import page from '../shell/Page.module.css';
import { errorWords } from '../shell/words.ts';
import { EnteredInError } from './EnteredInError.tsx';
import styles from './Student.module.css';

/** All assessments of a student, newest first: what they say, every version, what was sent and what was answered. */
export function AssessmentHistory({ studentId }: { readonly studentId: number }) {
  const { t } = useTranslation('student');
  const history = useChannel('assessment.history', { studentId }, { staleTime: 0 });
  return (
    <section className={mergeClasses(page.card, styles.card)} aria-labelledby="student-history">
      <h2 id="student-history" className={styles.heading}>
        {t('sections.history')}
      </h2>
      {history.error && (
        <p role="alert" className={styles.errorNote}>
          {errorWords(t, history.error)}
        </p>
      )}
      {history.data?.length === 0 && <p className={styles.quiet}>{t('history.none')}</p>}
      <ul className={styles.list}>
        {history.data?.map((assessment) => (
          <Entry key={assessment.id} assessment={assessment} studentId={studentId} />
        ))}
      </ul>
    </section>
  );
}

function Entry({
  assessment,
  studentId,
}: {
  readonly assessment: AssessmentView;
  readonly studentId: number;
}) {
  const { t } = useTranslation('student');
  const format = useFormat();
  const { go } = useNavigation();
  const { id, kind, measuredAt, savedAt, savedBy, versions, enteredInError, messages } = assessment;
  const date = format.date(measuredAt);
  return (
    <li className={mergeClasses(styles.entry, enteredInError !== null && styles.struck)}>
      <div className={styles.head}>
        <h3 className={mergeClasses(styles.entryTitle, styles.grow)}>
          {t(`assessment:kind.${kind}`)}
          {t('assessment:listComma')}
          {date}
        </h3>
        <ConfirmationChip state={confirmationOf(messages, enteredInError !== null)} />
      </div>
      {enteredInError && (
        <p className={styles.errorNote}>
          {t('history.errorBy', {
            name: enteredInError.by,
            at: format.dateTime(enteredInError.at),
            reason: enteredInError.reason,
          })}
        </p>
      )}
      <Values content={assessment} />
      <p className={styles.quiet}>{t('history.savedBy', { name: savedBy, at: format.dateTime(savedAt) })}</p>
      {versions.length > 0 && <Versions versions={versions} />}
      <Messages assessment={assessment} />
      <div className={styles.line}>
        <Button
          size="small"
          icon={<ReceiptRegular />}
          aria-label={t('history.receiptOf', { date })}
          onClick={() => go({ page: 'receipt', assessmentId: id })}
        >
          {t('history.receipt')}
        </Button>
        {!enteredInError && (
          <>
            <Button
              size="small"
              icon={<EditRegular />}
              aria-label={t('history.correctOf', { date })}
              onClick={() => go({ page: 'correction', assessmentId: id, studentId })}
            >
              {t('history.correct')}
            </Button>
            <EnteredInError id={id} date={date} />
          </>
        )}
      </div>
    </li>
  );
}

function Values({
  content,
}: {
  readonly content: Pick<AssessmentView, 'measurements' | 'vision' | 'notes'>;
}) {
  const { t } = useTranslation('student');
  const measured = measurementKeys.filter((key) => content.measurements[key] !== undefined);
  const eyes = (['right', 'left', 'rightCorrected', 'leftCorrected'] as const).filter(
    (eye) => typeof content.vision[eye] === 'string',
  );
  if (measured.length === 0 && eyes.length === 0 && content.notes === '')
    return <p className={styles.quiet}>{t('history.noValues')}</p>;
  return (
    <>
      <dl className={styles.values}>
        {measured.map((key) => (
          <div key={key}>
            <dt>{t(`assessment:fields.${key}`)}</dt>
            <dd>
              <bdi dir="ltr">{measuredText(key, content.measurements[key])}</bdi>
            </dd>
          </div>
        ))}
        {eyes.map((eye) => (
          <div key={eye}>
            <dt>{t(`assessment:fields.${eye}`)}</dt>
            <dd>
              <bdi dir="ltr">{String(content.vision[eye])}</bdi>
            </dd>
          </div>
        ))}
      </dl>
      {content.notes !== '' && <p className={styles.quiet}>{t('history.notes', { text: content.notes })}</p>}
    </>
  );
}

function measuredText(key: MeasurementKey, value: number | undefined): string {
  const { decimals, unit } = measurements[key];
  return value === undefined ? '' : `${value.toFixed(decimals)} ${unit}`;
}

function Versions({ versions }: { readonly versions: readonly AssessmentVersion[] }) {
  const { t } = useTranslation('student');
  const format = useFormat();
  return (
    <details>
      <summary>{t('history.versions', { count: versions.length })}</summary>
      <ol className={styles.versions}>
        {versions.map((version) => (
          <li key={version.number}>
            {t('history.version', {
              at: format.dateTime(version.until),
              name: version.changedBy,
              reason: version.reason,
            })}
            <Values content={version} />
          </li>
        ))}
      </ol>
    </details>
  );
}

function Messages({ assessment: { messages } }: { readonly assessment: AssessmentView }) {
  const { t } = useTranslation('student');
  const format = useFormat();
  const now = useNow(1000);
  if (messages.length === 0) return null;
  return (
    <details>
      <summary>{t('history.messages')}</summary>
      <ul className={styles.list}>
        {messages.map((row) => (
          <li key={row.id} className={styles.line}>
            <StatusChip row={row} t={t} />
            <bdi>{row.kind}</bdi>
            <bdi className={styles.quiet}>{row.controlId ?? `#${row.id}`}</bdi>
            <span className={styles.quiet}>{nextStepWords(row, t, format, now).text}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}
