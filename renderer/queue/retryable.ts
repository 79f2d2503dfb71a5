import type { ProblemCode, QueueRow } from '../../core/contract/message.ts';

const aboutContent: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  'NACK_ID',
  'NACK_REQUIRED',
  'NACK_FORMAT',
  'NACK_CODE',
  'NACK_TYPE',
  'NACK_UNKNOWN_KEY',
  'REFUSED_OTHER',
]);

/**
 * Whether a retry makes sense: sent, replaced and cancelled messages are final, one in flight is being tried, and one that was
 * moved is sent from another PC.
 */
export function isRetryable({ state, problem }: Pick<QueueRow, 'state' | 'problem'>): boolean {
  return state === 'pending' || (state === 'failed' && problem !== 'MOVED');
}

/** Whether the receiver refused it for its content: the same bytes would be refused again. */
export function isRefused({ state, problem }: Pick<QueueRow, 'state' | 'problem'>): boolean {
  return state === 'failed' && problem !== null && aboutContent.has(problem);
}

/** Whether a person can correct what made it fail: refused, or never built for something that was entered. */
export function isFixable(row: Pick<QueueRow, 'state' | 'problem'>): boolean {
  return isRefused(row) || (row.state === 'failed' && row.problem === 'LOCAL_BUILD');
}
