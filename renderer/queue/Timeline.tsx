import {
  ArrowClockwiseRegular,
  CheckmarkCircleFilled,
  ClockRegular,
  DocumentAddRegular,
  ErrorCircleFilled,
  PersonClockRegular,
} from '@fluentui/react-icons';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { AttemptView, MessageDetail } from '../../core/contract/message.ts';
import { useNow } from '../now.ts';
import { useFormat } from '../shell/format.ts';
import { useProblemWords } from '../shell/words.ts';
import styles from './DetailPane.module.css';
import { nextStepWords } from './next-step-words.ts';
import { type TimelineEntry, timelineOf } from './timeline-entries.ts';

/** Every attempt with its time, duration and result, who put the message back, and what it waits for. */
export function Timeline({ detail }: { readonly detail: MessageDetail }) {
  const { t } = useTranslation('queue');
  return (
    <ol className={styles.timeline} aria-label={t('detail.timeline')}>
      {timelineOf(detail).map((entry, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a story only grows at its end
        <li key={at}>
          <Entry entry={entry} detail={detail} />
        </li>
      ))}
    </ol>
  );
}

function Entry({ entry, detail }: { readonly entry: TimelineEntry; readonly detail: MessageDetail }) {
  const { t } = useTranslation('queue');
  const format = useFormat();
  const now = useNow(1000);
  const { createdBy } = detail;
  const createdWords = createdBy === null ? t('detail.created') : t('detail.createdBy', { name: createdBy });
  switch (entry.kind) {
    case 'created':
      return <Line icon={<DocumentAddRegular />} title={createdWords} at={entry.at} />;
    case 'retry':
      return (
        <Line
          icon={<ArrowClockwiseRegular />}
          title={t('detail.retriedBy', { name: entry.by })}
          at={entry.at}
        />
      );
    case 'attempt':
      return <Attempt attempt={entry.attempt} />;
    case 'stopped':
      return <Line icon={<PersonClockRegular />} title={t('detail.stopped')} at={entry.at} />;
    case 'waits':
      return (
        <Line icon={<ClockRegular />} title={nextStepWords(detail.row, t, format, now).text} at={null} />
      );
  }
}

function Attempt({ attempt }: { readonly attempt: AttemptView }) {
  const { t } = useTranslation('queue');
  const wordsOf = useProblemWords();
  const format = useFormat();
  const { number, outcome, problem, latencyMs, httpStatus, startedAt, transport } = attempt;
  // A file in a folder is nobody's acceptance.
  const shown = outcome === 'delivered' && transport === 'folder' ? 'written' : outcome;
  const result = shown === null ? t('detail.open') : t(`detail.outcomes.${shown}`);
  const took =
    latencyMs === null
      ? []
      : latencyMs < 1000
        ? [t('detail.tookMs', { number: format.number(Math.round(latencyMs)) })]
        : [t('detail.tookSeconds', { number: format.number(Math.round(latencyMs / 100) / 10) })];
  const http = httpStatus === null ? [] : [`HTTP ${httpStatus}`];
  const facts = [...took, ...http].join(' · ');
  return (
    <Line
      icon={
        outcome === 'delivered' ? (
          <CheckmarkCircleFilled className={styles.good ?? ''} />
        ) : outcome === 'rejected' ? (
          <ErrorCircleFilled className={styles.bad ?? ''} />
        ) : (
          <ClockRegular />
        )
      }
      title={t('detail.try', { number: format.number(number), result })}
      detail={problem === null ? '' : wordsOf(problem).title}
      facts={facts}
      at={startedAt}
    />
  );
}

function Line({
  icon,
  title,
  detail = '',
  facts = '',
  at,
}: {
  readonly icon: ReactNode;
  readonly title: string;
  readonly detail?: string;
  readonly facts?: string;
  readonly at: number | null;
}) {
  const format = useFormat();
  return (
    <>
      <span className={styles.timelineIcon} aria-hidden>
        {icon}
      </span>
      <div>
        <strong>{title}</strong> {facts !== '' && <bdi className={styles.quiet}>{facts}</bdi>}
        {detail !== '' && <div>{detail}</div>}
        {at !== null && <div className={styles.quiet}>{format.exactTime(at)}</div>}
      </div>
    </>
  );
}
