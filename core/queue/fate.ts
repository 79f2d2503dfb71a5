import type { RetryPreview } from '../contract/queue.ts';
import type { RetryCandidate } from './ports.ts';

/** What a person chose in the dialog of a bulk retry. */
export interface RetryChoice {
  readonly includeRefused: boolean;
  readonly includePossiblyDelivered: boolean;
}

/** What a retry does with a message. */
export type Fate = 'retry' | 'alreadySent' | 'inFlight' | 'refused' | 'possiblyDelivered';

/** Final messages and those in flight are never touched; refused content and what may have arrived are the person's choice. */
export function fateOf(candidate: RetryCandidate, choice: RetryChoice): Fate {
  if (candidate.state === 'sending') return 'inFlight';
  if (candidate.state !== 'pending' && candidate.state !== 'failed') return 'alreadySent';
  if (candidate.state === 'failed' && isRefused(candidate) && !choice.includeRefused) return 'refused';
  if (candidate.possiblyDelivered && !choice.includePossiblyDelivered) return 'possiblyDelivered';
  return 'retry';
}

/** How many candidates have each fate. */
export function countFates(
  candidates: readonly RetryCandidate[],
  choice: RetryChoice,
): Readonly<Record<Fate, number>> {
  const counts = { retry: 0, alreadySent: 0, inFlight: 0, refused: 0, possiblyDelivered: 0 };
  for (const candidate of candidates) counts[fateOf(candidate, choice)] += 1;
  return counts;
}

/** The numbers of a preview: refused content left out, and those that may have arrived counted among the rest. */
export function previewOf(
  candidates: readonly RetryCandidate[],
): Omit<RetryPreview, 'token' | 'messagesPerSecond'> {
  const cautious = { includeRefused: false, includePossiblyDelivered: true };
  const { retry, alreadySent, inFlight, refused } = countFates(candidates, cautious);
  const mayHaveArrived = candidates.filter(
    (candidate) => candidate.possiblyDelivered && fateOf(candidate, cautious) === 'retry',
  );
  return {
    total: candidates.length,
    willRetry: retry,
    alreadySent,
    inFlight,
    refused,
    possiblyDelivered: mayHaveArrived.length,
  };
}

/** Refused for its content, or never built: sending the same again would fail again. */
function isRefused({ outcome, problem }: RetryCandidate): boolean {
  return outcome === 'rejected' || problem === 'LOCAL_BUILD' || problem === 'CONFIG';
}
