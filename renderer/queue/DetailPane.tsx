import { Button } from '@fluentui/react-components';
import { ArrowClockwiseRegular, DismissRegular } from '@fluentui/react-icons';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { AttemptView, MessageDetail } from '../../core/contract/message.ts';
import { useChannel } from '../api-hooks.ts';
import { useNow } from '../now.ts';
import { useFormat, useLanguage } from '../shell/format.ts';
import { errorWords, useProblemWords } from '../shell/words.ts';
import { nextStepWords } from './next-step-words.ts';
import styles from './Queue.module.css';
import { StatusChip } from './QueueRowLine.tsx';

/** One message: what is the matter and what to do, every attempt, and what the receiver answered. */
export function DetailPane({
  id,
  mayRetry,
  retrying,
  onRetry,
  onOpen,
  onClose,
}: {
  readonly id: number;
  readonly mayRetry: boolean;
  readonly retrying: boolean;
  readonly onRetry: (id: number) => void;
  readonly onOpen: (id: number) => void;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation('queue');
  const detail = useChannel('message.detail', { id });
  const heading = useRef<HTMLHeadingElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another message moves the keyboard to its heading
  useEffect(() => heading.current?.focus(), [id]);
  return (
    <aside
      className={styles.pane}
      aria-labelledby="message-detail"
      onKeyDown={(event) => {
        if (event.key === 'Escape') onClose();
      }}
    >
      <header className={styles.paneHead}>
        <h2 id="message-detail" ref={heading} tabIndex={-1}>
          {t('detail.title')}
        </h2>
        <Button
          appearance="subtle"
          icon={<DismissRegular />}
          aria-label={t('common:close')}
          onClick={onClose}
        />
      </header>
      {detail.error && <p className={styles.bad}>{errorWords(t, detail.error)}</p>}
      {detail.data && (
        <Detail
          detail={detail.data}
          mayRetry={mayRetry}
          retrying={retrying}
          onRetry={onRetry}
          onOpen={onOpen}
        />
      )}
    </aside>
  );
}

function Detail({
  detail,
  mayRetry,
  retrying,
  onRetry,
  onOpen,
}: {
  readonly detail: MessageDetail;
  readonly mayRetry: boolean;
  readonly retrying: boolean;
  readonly onRetry: (id: number) => void;
  readonly onOpen: (id: number) => void;
}) {
  const { t } = useTranslation('queue');
  const format = useFormat();
  const arabic = useLanguage() === 'ar';
  const now = useNow(1000);
  const wordsOf = useProblemWords();
  const { row, reply, supersedes, supersededBy } = detail;
  const problem = row.next.kind === 'problem' || row.next.kind === 'paused' ? row.next.problem : row.problem;
  const words =
    problem === null ? null : wordsOf(problem, { field: row.problemField, text: reply?.text ?? null });
  const canRetry = mayRetry && (row.state === 'pending' || row.state === 'failed');
  const link = (label: string, target: number | null) =>
    target !== null && (
      <Button size="small" appearance="transparent" onClick={() => onOpen(target)}>
        {t(label, { id: target })}
      </Button>
    );
  return (
    <>
      <p className={styles.paneWho}>
        <strong>{(arabic && row.studentNameArabic) || row.studentName}</strong> <bdi>{row.studentNumber}</bdi>
        <br />
        <span className={styles.muted}>
          <bdi>{row.kind}</bdi> · <bdi className={styles.mono}>{row.controlId ?? `#${row.id}`}</bdi> ·{' '}
          {row.schoolName}
        </span>
      </p>
      <p>
        <StatusChip row={row} t={t} /> {nextStepWords(row, t, format, now).text}
      </p>
      {words && row.state !== 'sent' && (
        <section className={row.state === 'failed' ? styles.problem : styles.waitingBox}>
          <h3>{words.title}</h3>
          <p>{words.sentence}</p>
          <p className={styles.muted}>{words.who}</p>
        </section>
      )}
      {row.possiblyDelivered && row.state !== 'sent' && <p>{t('detail.possiblyDelivered')}</p>}
      {canRetry && (
        <Button icon={<ArrowClockwiseRegular />} disabled={retrying} onClick={() => onRetry(row.id)}>
          {retrying ? t('retrying') : t('retry.button')}
        </Button>
      )}
      {link('detail.supersedes', supersedes)}
      {link('detail.supersededBy', supersededBy)}
      <h3>{t('detail.timeline')}</h3>
      <ol className={styles.timeline}>
        {timelineOf(detail).map((entry) => (
          <li key={`${entry.at} ${entry.kind === 'attempt' ? entry.attempt.number : entry.kind}`}>
            <span className={styles.muted}>{format.exactTime(entry.at)}</span>
            <br />
            {entry.kind === 'created' && t('detail.created')}
            {entry.kind === 'retry' && t('detail.retriedBy', { name: entry.by })}
            {entry.kind === 'attempt' && <AttemptLine attempt={entry.attempt} />}
          </li>
        ))}
      </ol>
      {reply && (
        <>
          <h3>{t('detail.reply')}</h3>
          <dl className={styles.reply} dir="ltr">
            <dt>MSA-1</dt>
            <dd>{reply.ackCode}</dd>
            {reply.errCode && (
              <>
                <dt>ERR-3</dt>
                <dd>{reply.errCode}</dd>
              </>
            )}
            {reply.location && (
              <>
                <dt>ERR-2</dt>
                <dd>{reply.location}</dd>
              </>
            )}
            {reply.text && (
              <>
                <dt>ERR-8</dt>
                <dd>{reply.text}</dd>
              </>
            )}
          </dl>
        </>
      )}
    </>
  );
}

function AttemptLine({ attempt }: { readonly attempt: AttemptView }) {
  const { t } = useTranslation('queue');
  const wordsOf = useProblemWords();
  const format = useFormat();
  const { number, outcome, problem, latencyMs, httpStatus } = attempt;
  const result =
    problem !== null
      ? wordsOf(problem).title
      : outcome === null
        ? t('detail.open')
        : t(`detail.outcomes.${outcome}`);
  const facts = [
    ...(latencyMs === null ? [] : [t('detail.tookMs', { ms: format.number(Math.round(latencyMs)) })]),
    ...(httpStatus === null ? [] : [`HTTP ${httpStatus}`]),
  ];
  return (
    <>
      {t('detail.try', { number, result })}
      {facts.length > 0 && <span className={styles.muted}> ({facts.join(', ')})</span>}
    </>
  );
}

type Entry =
  | { readonly kind: 'created'; readonly at: number }
  | { readonly kind: 'retry'; readonly at: number; readonly by: string }
  | { readonly kind: 'attempt'; readonly at: number; readonly attempt: AttemptView };

function timelineOf({ row, attempts, manualRetries }: MessageDetail): readonly Entry[] {
  const entries: Entry[] = [
    { kind: 'created', at: row.createdAt },
    ...attempts.map((attempt): Entry => ({ kind: 'attempt', at: attempt.startedAt, attempt })),
    ...manualRetries.map(({ at, by }): Entry => ({ kind: 'retry', at, by })),
  ];
  return entries.sort((a, b) => a.at - b.at);
}
