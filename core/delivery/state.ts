import type { MessageState } from '../contract/message.ts';

/** One row of the table of states in docs/delivery.md; a test compares the two. */
export interface Transition {
  /** Empty for a message that does not exist yet. */
  readonly from: readonly MessageState[];
  readonly event: StateEvent;
  /** The event in the words of docs/delivery.md. */
  readonly says: string;
  /** More than one only for an undo, which goes back to what was before. */
  readonly to: readonly MessageState[];
}

/** What can happen to a message. */
export type StateEvent =
  | 'enqueued'
  | 'enqueuedUnbuilt'
  | 'claimed'
  | 'acknowledged'
  | 'unanswered'
  | 'deferred'
  | 'waits'
  | 'refused'
  | 'gaveUp'
  | 'poisoned'
  | 'expired'
  | 'retried'
  | 'retryUndone'
  | 'replaced'
  | 'cancelled'
  | 'notAccepted'
  | 'unreadable'
  | 'completed';

/** Every way in which a message may change its state. What is not here does not happen. */
export const transitions: readonly Transition[] = [
  { from: [], event: 'enqueued', says: 'enqueue', to: ['pending'] },
  { from: [], event: 'enqueuedUnbuilt', says: 'enqueue, cannot be built', to: ['failed'] },
  { from: ['pending'], event: 'claimed', says: 'claim, on an **open** connection', to: ['sending'] },
  { from: ['sending'], event: 'acknowledged', says: 'positive ACK, MSA-2 = MSH-10', to: ['sent'] },
  {
    from: ['sending'],
    event: 'unanswered',
    says: 'bytes left and no valid ACK: timeout, reset, process died',
    to: ['pending'],
  },
  {
    from: ['sending'],
    event: 'deferred',
    says: 'transient reply (206, 207, HTTP 408/425/429/5xx)',
    to: ['pending'],
  },
  {
    from: ['sending'],
    event: 'waits',
    says: '204 while an earlier ADT of the student is unsent',
    to: ['pending'],
  },
  {
    from: ['sending'],
    event: 'refused',
    says: 'content rejected (100-103, 200, 201; HTTP 400/413/415/422)',
    to: ['failed'],
  },
  { from: ['sending'], event: 'gaveUp', says: 'strikes = maximum', to: ['failed'] },
  {
    from: ['sending'],
    event: 'poisoned',
    says: 'the same message ended the process or broke the drainer 3 times',
    to: ['failed'],
  },
  { from: ['pending'], event: 'expired', says: '`expireAfterHours` passed (off by default)', to: ['failed'] },
  { from: ['failed', 'pending'], event: 'retried', says: 'retry by a person', to: ['pending'] },
  {
    from: ['pending'],
    event: 'retryUndone',
    says: 'undo of that retry within 10 s, not claimed yet',
    to: ['failed', 'pending'],
  },
  {
    from: ['failed', 'pending'],
    event: 'replaced',
    says: 'corrected, or rebuilt after a change of student or profile',
    to: ['superseded'],
  },
  {
    from: ['pending', 'failed'],
    event: 'cancelled',
    says: 'cancelled by an admin, or withdrawn as entered in error, with a reason',
    to: ['cancelled'],
  },
  {
    from: ['sending'],
    event: 'notAccepted',
    says: 'configuration reply, or certain that no byte left',
    to: ['pending'],
  },
  { from: ['pending'], event: 'unreadable', says: 'its bytes cannot be read, 3 times', to: ['failed'] },
  { from: ['failed'], event: 'completed', says: 'built at last, its cause being gone', to: ['pending'] },
];

/** The one state that an event leads to. Throws for an illegal transition: that is a broken invariant, not an outcome. */
export function stateAfter<E extends StateEvent>(from: MessageState | null, event: E): MessageState {
  const to = targets(from, event);
  const [only] = to;
  if (!only || to.length !== 1) throw new Error(`illegal transition: ${from ?? 'none'} ${event}`);
  return only;
}

/** Whether the table allows this change. */
export function mayMove(from: MessageState | null, event: StateEvent, to: MessageState): boolean {
  return targets(from, event).includes(to);
}

function targets(from: MessageState | null, event: StateEvent): readonly MessageState[] {
  const row = transitions.find((candidate) => candidate.event === event);
  if (!row) return [];
  const starts = from === null ? row.from.length === 0 : row.from.includes(from);
  return starts ? row.to : [];
}
