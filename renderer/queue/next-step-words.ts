import type { TFunction } from 'i18next';
import type { QueueRow } from '../../core/contract/message.ts';
import type { Format } from '../shell/format.ts';
import { problemWords } from '../shell/words.ts';

/** How a next step is shown: its words, and how urgent they are. */
export interface NextStepWords {
  readonly text: string;
  readonly tone: 'quiet' | 'plain' | 'problem';
}

/**
 * "What happens next" in words. The countdown comes from the same `at` as the timestamp, so that the two never disagree; a
 * time that has come reads as "sending shortly", because the drainer is about to act.
 */
export function nextStepWords(
  { next, problem, problemField }: Pick<QueueRow, 'next' | 'problem' | 'problemField'>,
  t: TFunction,
  format: Format,
  now: number,
): NextStepWords {
  const plain = (text: string): NextStepWords => ({ text, tone: 'plain' });
  switch (next.kind) {
    case 'sendingShortly':
      return plain(t('queue:next.sendingShortly'));
    case 'sendingNow':
      return plain(t('queue:next.sendingNow'));
    case 'nextTry':
      return plain(
        next.at <= now
          ? t('queue:next.sendingShortly')
          : t('queue:next.nextTry', { duration: format.duration(next.at - now) }),
      );
    case 'mayHaveArrived':
      return plain(
        next.at <= now
          ? t('queue:next.mayHaveArrivedNow')
          : t('queue:next.mayHaveArrived', { duration: format.duration(next.at - now) }),
      );
    case 'waitsForInternet':
      return plain(t('queue:next.waitsForInternet'));
    case 'destinationUnreachable':
      return plain(
        next.at === null || next.at <= now
          ? t('queue:next.checkingNow')
          : t('queue:next.destinationUnreachable', { duration: format.duration(next.at - now) }),
      );
    case 'paused':
      if (next.problem) return { text: problemWords(t, next.problem).title, tone: 'problem' };
      return plain(
        next.until === null
          ? t('queue:next.paused')
          : t('queue:next.pausedUntil', { time: format.time(next.until) }),
      );
    case 'waitingFor':
      return plain(t('queue:next.waitingFor', { id: next.messageId }));
    case 'problem':
      return {
        text: problemWords(t, next.problem, { field: problem === next.problem ? problemField : null }).title,
        tone: 'problem',
      };
    case 'accepted':
      return {
        text: t(next.duplicate ? 'queue:next.acceptedBefore' : 'queue:next.accepted', {
          time: format.relative(next.at, now),
        }),
        tone: 'quiet',
      };
    case 'written':
      return {
        text: t(next.duplicate ? 'queue:next.writtenBefore' : 'queue:next.written', {
          time: format.relative(next.at, now),
        }),
        tone: 'quiet',
      };
    case 'superseded':
      return { text: t('queue:next.superseded', { id: next.by ?? '' }), tone: 'quiet' };
    case 'cancelled':
      return { text: t('queue:next.cancelled'), tone: 'quiet' };
  }
}
