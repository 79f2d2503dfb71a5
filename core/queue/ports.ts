import type { Actor } from '../assessments/ports.ts';
import type { AttemptView, MessageState, OutcomeClass, ProblemCode } from '../contract/message.ts';
import type { ProblemCounts, QueueFilter, SortOrder } from '../contract/queue.ts';

/** A message as stored, with the names the list shows; what happens next is computed from it by `core/queue/next-step.ts`. */
export interface StoredRow {
  readonly id: number;
  readonly rev: number;
  readonly state: MessageState;
  readonly assessmentId: string | null;
  readonly studentId: number;
  readonly studentName: string;
  readonly studentNameArabic: string | null;
  readonly studentNumber: string;
  readonly kind: string;
  readonly controlId: string | null;
  readonly schoolId: number;
  readonly schoolName: string;
  readonly destinationId: string;
  readonly retryCount: number;
  readonly possiblyDelivered: boolean;
  readonly duplicate: boolean;
  readonly problem: ProblemCode | null;
  readonly problemField: string | null;
  readonly outcome: OutcomeClass | null;
  /** The unsent message this one waits for, by order within visit and student. */
  readonly blockedBy: number | null;
  readonly dueAt: number | null;
  readonly createdAt: number;
  readonly finishedAt: number | null;
  readonly lastAttemptAt: number | null;
  /** By which transport a sent message went; null while it is not sent. */
  readonly sentBy: string | null;
  readonly supersededBy: number | null;
}

export interface StoredCounts {
  readonly all: number;
  readonly pending: number;
  readonly failed: number;
  readonly sent: number;
  readonly sent7d: number;
  readonly finished7d: number;
  /** The seven days one by one, oldest first; `from` is the start of each in epoch milliseconds. */
  readonly successDays: readonly {
    readonly from: number;
    readonly sent: number;
    readonly finished: number;
  }[];
  readonly oldestPendingAt: number | null;
  readonly lastManualRetryAt: number | null;
  readonly nextDueAt: number | null;
  readonly lastAcceptedAt: number | null;
}

/** What a retry would meet, by the ids it covers. */
export interface RetryCandidate {
  readonly id: number;
  readonly state: MessageState;
  readonly problem: ProblemCode | null;
  readonly outcome: OutcomeClass | null;
  readonly possiblyDelivered: boolean;
}

export interface QueueStore {
  /** `more`: a text finds more than `total`, which is then as far as matches are counted and listed, newest first. */
  page(
    filter: QueueFilter,
    offset: number,
    limit: number,
    sort?: SortOrder,
  ): { readonly rows: readonly StoredRow[]; readonly total: number; readonly more?: boolean };
  /** The rows of ids that are known, in the order of the ids. */
  rows(ids: readonly number[]): readonly StoredRow[];
  /** Everything that matches, newest first; with `asOf` only what has been under its tab since then or longer. */
  ids(filter: QueueFilter, asOf?: number): readonly number[];
  /** Messages by problem under the other filters. */
  problemCounts(filter: QueueFilter): ProblemCounts;
  rowsOfAssessment(assessmentId: string): readonly StoredRow[];
  row(id: number): StoredRow | null;
  counts(now: number): StoredCounts;
  attempts(messageId: number): readonly AttemptView[];
  manualRetries(messageId: number): readonly { readonly at: number; readonly by: string }[];
  /** MSA-1, ERR code, ERR-2 and the receiver's text of the last reply. */
  reply(messageId: number): {
    readonly ackCode: string;
    readonly errCode: string | null;
    readonly location: string | null;
    readonly text: string | null;
    readonly ackRaw: Uint8Array | null;
  } | null;
  links(messageId: number): {
    readonly supersedes: number | null;
    readonly supersedesSent: boolean;
    readonly supersededBy: number | null;
    readonly createdBy: string | null;
  };
  /** The frozen bytes; null for what could not be built. */
  bytes(messageId: number): Uint8Array | null;
  candidates(ids: readonly number[]): readonly RetryCandidate[];
  /** Ids of a state, created or changed to it no later than `asOf`. */
  idsInState(status: 'pending' | 'failed', asOf: number): readonly number[];
  /**
   * Puts messages back to `pending`, due now, `retryCount` and strikes 0, attempts kept, with one audit row for all. Only
   * rows that are still `pending` or `failed` and have bytes change; returns their ids. One transaction. An operation on many
   * calls it several times; a message that the operation has had before is counted and not touched again.
   */
  retry(ids: readonly number[], actor: Actor, operationId: string, now: number): readonly number[];
  /**
   * Takes a retry back for the messages that nothing has touched since (at most `limit` of them): they are as before it.
   * Returns their ids. One transaction with one audit row; the 10 s that a person has are core's to keep.
   */
  undo(operationId: string, actor: Actor, now: number, limit?: number): readonly number[];
  /**
   * Takes messages out for good, with everything of a visit that waits for its opener. Only `pending` and `failed` ones change;
   * returns their ids. One transaction with one audit row.
   */
  cancel(ids: readonly number[], reason: string, actor: Actor, now: number): readonly number[];
  /** Who took a message out, when and why; null as a rule. */
  cancellation(
    messageId: number,
  ): { readonly at: number; readonly by: string; readonly reason: string } | null;
}
