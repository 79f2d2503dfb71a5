import { Button } from '@fluentui/react-components';
import {
  ArrowClockwiseRegular,
  CheckmarkCircleFilled,
  ClockRegular,
  DismissCircleRegular,
  ErrorCircleFilled,
} from '@fluentui/react-icons';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MessageDetail } from '../../core/contract/message.ts';
import { useIsAdmin } from '../api-hooks.ts';
import { useNow } from '../now.ts';
import { useFormat } from '../shell/format.ts';
import { useProblemWords } from '../shell/words.ts';
import { FixButton } from '../student/FixButton.tsx';
import { useFix } from '../student/use-fix.ts';
import { CancelMessage } from './CancelMessage.tsx';
import styles from './DetailPane.module.css';
import { nextStepWords } from './next-step-words.ts';
import { ProblemButton } from './ProblemButton.tsx';
import { ResendButton } from './ResendButton.tsx';
import { isFixable, isRefused, isRetryable } from './retryable.ts';
import { SendAgain } from './SendAgain.tsx';

/** In one box: what is the matter, what happens next, who must act, and the button for it. */
export function MessageCause({
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
  const now = useNow(1000);
  const wordsOf = useProblemWords();
  const isAdmin = useIsAdmin();
  const { row, reply } = detail;
  const fix = useFix(row.id, isFixable(row));
  // Saving a correction sends the message by itself: a second button for that would only be a question more.
  const sentOnByHand = isRefused(row) && (fix === null || fix?.resends === false);
  const { next, state } = row;
  const problem = next.kind === 'problem' || next.kind === 'paused' ? next.problem : row.problem;
  const open = state === 'pending' || state === 'failed';
  const words =
    problem === null || !open
      ? null
      : wordsOf(problem, { field: row.problemField, text: reply?.text ?? null });
  const step = nextStepWords(row, t, format, now).text;
  const look = state === 'failed' ? 'failed' : state === 'sent' ? 'sent' : open ? 'waiting' : 'closed';
  const Icon = icons[look];
  return (
    <section className={`${styles.cause} ${styles[look]}`} aria-label={t('detail.cause')}>
      <Icon aria-hidden className={styles.causeIcon ?? ''} />
      <div className={styles.causeWords}>
        <h3>{words ? words.title : step}</h3>
        {words && (
          <>
            <p>{words.sentence}</p>
            {state !== 'failed' && step !== words.title && <p>{step}</p>}
            <p className={styles.quiet}>{words.who}</p>
          </>
        )}
        {row.possiblyDelivered && open && next.kind !== 'mayHaveArrived' && (
          <p>{t('detail.possiblyDelivered')}</p>
        )}
        {mayRetry && sentOnByHand && <p>{t('detail.howToCorrect')}</p>}
        {detail.cancelled && (
          <p>{t('cancelMessage.by', { name: detail.cancelled.by, reason: detail.cancelled.reason })}</p>
        )}
        {open && (
          <div className={styles.causeButtons}>
            {isFixable(row) && <FixButton key={`fix-${row.id}`} id={row.id} />}
            {problem !== null && (
              <ProblemButton problem={problem} detail={detail} primary={isRefused(row) && fix === null} />
            )}
            {mayRetry && sentOnByHand && <ResendButton id={row.id} onOpen={onOpen} />}
            {mayRetry && isRetryable(row) && (
              // Another message is asked anew.
              <RetryHere key={row.id} detail={detail} retrying={retrying} onRetry={onRetry} />
            )}
            {isAdmin && <CancelMessage key={`cancel-${row.id}`} row={row} />}
          </div>
        )}
        {isAdmin && state === 'sent' && (
          <div className={styles.causeButtons}>
            <SendAgain key={row.id} row={row} onOpen={onOpen} />
          </div>
        )}
      </div>
    </section>
  );
}

/** Retry; for content that was refused it asks first, because the same will be refused again. */
function RetryHere({
  detail: { row },
  retrying,
  onRetry,
}: {
  readonly detail: MessageDetail;
  readonly retrying: boolean;
  readonly onRetry: (id: number) => void;
}) {
  const { t } = useTranslation('queue');
  const [asking, setAsking] = useState(false);
  const refused = isRefused(row);
  if (asking && refused) {
    return (
      <div className={styles.ask}>
        <span role="status">{t('detail.askRefused')}</span>
        <Button size="small" autoFocus onClick={() => setAsking(false)}>
          {t('common:cancel')}
        </Button>
        <Button
          size="small"
          disabledFocusable={retrying}
          onClick={() => {
            setAsking(false);
            onRetry(row.id);
          }}
        >
          {t('detail.retryAnyway')}
        </Button>
      </div>
    );
  }
  return (
    <Button
      size="small"
      appearance={row.state === 'failed' && !refused ? 'primary' : 'secondary'}
      icon={<ArrowClockwiseRegular />}
      disabledFocusable={retrying}
      onClick={() => (refused ? setAsking(true) : onRetry(row.id))}
    >
      {retrying ? t('retrying') : t('retry.button')}
    </Button>
  );
}

const icons = {
  failed: ErrorCircleFilled,
  waiting: ClockRegular,
  sent: CheckmarkCircleFilled,
  closed: DismissCircleRegular,
} as const;
