import { Button, mergeClasses } from '@fluentui/react-components';
import { PrintRegular } from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';
import { confirmationOf } from '../../core/contract/confirmation.ts';
import type { Receipt } from '../../core/contract/report.ts';
import { useChannel } from '../api-hooks.ts';
import { useStudentName } from '../assessment/student-name.ts';
import { type Format, useFormat } from '../shell/format.ts';
import page from '../shell/Page.module.css';
import { Page } from '../shell/Page.tsx';
import { errorWords, useProblemWords } from '../shell/words.ts';
import { BackButton } from '../student/StudentPage.tsx';
import { ConfirmationChip } from './ConfirmationChip.tsx';
import styles from './Reports.module.css';
import { usePrint } from './use-print.ts';

type ReceiptMessage = Receipt['messages'][number];

/** The delivery receipt of one assessment, on the screen and on paper. */
export function ReceiptPage({ assessmentId }: { readonly assessmentId: string }) {
  const { t } = useTranslation('reports');
  const receipt = useChannel('assessment.receipt', { id: assessmentId }, { staleTime: 0 });
  const { print, busy } = usePrint({ document: 'receipt', subject: assessmentId });
  return (
    <Page
      title={t('receipt.heading')}
      actions={
        <>
          <BackButton />
          <Button
            appearance="primary"
            icon={<PrintRegular />}
            disabledFocusable={busy || !receipt.data}
            onClick={() => void print()}
          >
            {t(busy ? 'saving' : 'print')}
          </Button>
        </>
      }
    >
      {receipt.error && (
        <p role="alert" className={styles.error}>
          {errorWords(t, receipt.error)}
        </p>
      )}
      {receipt.data && <Sheet receipt={receipt.data} />}
      {!receipt.data && !receipt.error && <p role="status">{t('receipt.loading')}</p>}
    </Page>
  );
}

function Sheet({ receipt }: { readonly receipt: Receipt }) {
  const { t } = useTranslation('reports');
  const format = useFormat();
  const nameOf = useStudentName();
  const { student, assessment, messages, issuedAt, issuedBy } = receipt;
  const facts: readonly (readonly [string, string])[] = [
    [t('receipt.number'), student.studentNumber],
    [t('receipt.born'), format.calendarDate(student.dateOfBirth)],
    [t('receipt.school'), student.schoolName],
    [t('receipt.visit'), assessment.visitNumber],
    [t('receipt.kind'), t(`assessment:kind.${assessment.kind}`)],
    [t('receipt.saved'), format.dateTime(assessment.savedAt)],
    [t('receipt.by'), assessment.savedBy],
    [t('receipt.version'), format.number(assessment.versions.length + 1)],
  ];
  return (
    <article className={mergeClasses(page.card, styles.sheet)} aria-label={t('receipt.heading')}>
      <div className={styles.head}>
        <h2 className={mergeClasses(styles.heading, styles.grow)}>
          <bdi>{nameOf(student)}</bdi>
        </h2>
        <ConfirmationChip state={confirmationOf(assessment.messages, assessment.enteredInError !== null)} />
      </div>
      {assessment.enteredInError && (
        <p className={styles.error}>
          {t('student:history.errorBy', {
            name: assessment.enteredInError.by,
            at: format.dateTime(assessment.enteredInError.at),
            reason: assessment.enteredInError.reason,
          })}
        </p>
      )}
      <dl className={styles.facts}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <bdi>{value}</bdi>
            </dd>
          </div>
        ))}
      </dl>
      <h3 id="receipt-messages" className={styles.sub}>
        {t('receipt.messages')}
      </h3>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: at 200 % it scrolls, and nothing in it takes the keyboard */}
      <section className={styles.scroll} aria-labelledby="receipt-messages" tabIndex={0}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t('receipt.message')}</th>
              <th scope="col">{t('receipt.controlId')}</th>
              <th scope="col">{t('receipt.destination')}</th>
              <th scope="col">{t('receipt.sentAt')}</th>
              <th scope="col">{t('receipt.tries')}</th>
              <th scope="col">{t('receipt.answer')}</th>
            </tr>
          </thead>
          <tbody>
            {messages.map((message) => (
              <MessageRow
                key={message.row.id}
                message={message}
                replacement={messages.find(({ row }) => row.id === message.supersededBy)?.row}
                format={format}
              />
            ))}
          </tbody>
        </table>
      </section>
      <p className={styles.quiet}>
        {t('receipt.issued', { at: format.exactTime(issuedAt), name: issuedBy })}
      </p>
    </article>
  );
}

interface MessageRowProps {
  readonly message: ReceiptMessage;
  /** The message in its place, where there is one. */
  readonly replacement: ReceiptMessage['row'] | undefined;
  readonly format: Format;
}

function MessageRow({ message, replacement, format }: MessageRowProps) {
  const { t, i18n } = useTranslation('reports');
  const { row, destination, attempts } = message;
  const last = attempts.at(-1);
  const [kind = row.kind] = /^PPR\^PC\d/.exec(row.kind) ?? [row.kind];
  const known = i18n.exists(`reports:receipt.kinds.${kind}`, { nsSeparator: ':' });
  return (
    <tr>
      <td>
        {known ? t(`receipt.kinds.${kind}`) : row.kind}
        <bdi className={styles.second}>{row.kind}</bdi>
      </td>
      <td>
        <bdi className={styles.mono}>{row.controlId ?? `#${row.id}`}</bdi>
      </td>
      <td>
        <bdi>{destination}</bdi>
      </td>
      <td>
        {last
          ? format.exactTime(last.startedAt)
          : t(row.state === 'pending' || row.state === 'sending' ? 'receipt.notSentYet' : 'receipt.notSent')}
      </td>
      <td>{format.number(attempts.length)}</td>
      <td>
        <Answer message={message} replacement={replacement} />
      </td>
    </tr>
  );
}

/** What the receiver said, in words, and its own codes below. */
function Answer({
  message: { row, reply, supersededBy },
  replacement,
}: Pick<MessageRowProps, 'message' | 'replacement'>) {
  const { t } = useTranslation('reports');
  const wordsOf = useProblemWords();
  const codes = reply && [reply.ackCode, reply.errCode, reply.location].filter((each) => each).join(' ');
  const words = () => {
    switch (row.state) {
      case 'sent':
        return t(
          row.next.kind === 'accepted' && row.next.duplicate ? 'receipt.acceptedBefore' : 'receipt.accepted',
        );
      case 'failed':
        return row.problem
          ? t('receipt.refused', { title: wordsOf(row.problem, { field: row.problemField }).title })
          : t('receipt.notSent');
      case 'superseded':
        return t('receipt.replaced', { id: replacement?.controlId ?? `#${supersededBy ?? ''}` });
      case 'cancelled':
        return t('receipt.cancelled');
      case 'pending':
      case 'sending':
        return t(row.possiblyDelivered ? 'receipt.mayHaveArrived' : 'receipt.notSentYet');
    }
  };
  return (
    <>
      {words()}
      {codes && <bdi className={mergeClasses(styles.second, styles.mono)}>{codes}</bdi>}
    </>
  );
}
