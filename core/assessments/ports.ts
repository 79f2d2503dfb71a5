import type { Assessment, AssessmentView, Draft } from '../contract/assessment.ts';
import type { Interface, MessageState, ProblemCode } from '../contract/message.ts';

/** One message ready to be stored with its assessment: frozen bytes, or the reason why it could not be built. */
export type MessageToStore = {
  readonly destinationId: string;
  readonly profileVersion: number;
  readonly kind: string;
  readonly interface: Interface;
  /** True for the A04 that opens the visit: the others of the visit wait for it. */
  readonly opensVisit: boolean;
} & (
  | { readonly built: true; readonly controlId: string; readonly bytes: Uint8Array }
  | {
      readonly built: false;
      readonly problem: Extract<ProblemCode, 'CONFIG' | 'LOCAL_BUILD'>;
      readonly field: string | null;
    }
);

export interface AssessmentToStore {
  readonly assessment: Assessment;
  readonly visitNumber: string;
  readonly schoolId: number;
  readonly actor: Actor;
  readonly savedAt: number;
  readonly messages: readonly MessageToStore[];
}

/** Who acts, for the audit row. */
export interface Actor {
  readonly accountId: number;
  readonly name: string;
}

export type SaveOutcome =
  | { readonly kind: 'saved'; readonly messageIds: readonly number[] }
  /** The same draft was saved before: nothing was written. */
  | { readonly kind: 'alreadySaved'; readonly messageIds: readonly number[] }
  | { readonly kind: 'diskFull' }
  | { readonly kind: 'notSaved' };

export interface UnbuiltMessage {
  readonly messageId: number;
  readonly destinationId: string;
  readonly kind: string;
  readonly assessment: Assessment;
  readonly visitNumber: string;
  readonly accountId: number;
  readonly savedAt: number;
  /** Kinds of all messages stored for this assessment and destination, its own included. */
  readonly storedKinds: readonly string[];
}

/** An unsent message of an earlier version of its profile. */
export interface RebuildCandidate {
  readonly messageId: number;
  /** The visit it belongs to: all of one are replaced together. */
  readonly visit: number;
  readonly kind: string;
  readonly state: Extract<MessageState, 'pending' | 'sending' | 'failed'>;
  readonly possiblyDelivered: boolean;
}

/** What a stored message was built from. */
export interface MessageSource extends Omit<UnbuiltMessage, 'messageId' | 'storedKinds'> {
  readonly state: MessageState;
}

export interface AssessmentStore {
  /**
   * Writes assessment, messages, audit row and removes the draft in one IMMEDIATE transaction with one fsync. After an I/O
   * error on commit it reopens and looks the UUID up before it answers.
   */
  save(entry: AssessmentToStore): SaveOutcome;
  /** The message ids of a saved assessment, or null when the UUID was never saved. */
  find(id: string): readonly number[] | null;
  history(studentId: number): readonly Omit<AssessmentView, 'messages'>[];
  /** Messages that were stored without bytes, oldest first, with what is needed to build them once the cause is gone. */
  unbuilt(): readonly UnbuiltMessage[];
  /**
   * Gives an unbuilt message its bytes and makes it `pending`, due now, or notes a new reason. Only while it is still
   * `failed` without bytes; false otherwise. `missing` are messages of the same visit that were never stored, because the
   * profile could not be read at all: they are added in the same transaction.
   */
  complete(
    messageId: number,
    message: MessageToStore,
    missing: readonly MessageToStore[],
    now: number,
  ): boolean;
  /** What a message is built from again; null when there is none or it belongs to no assessment. */
  source(messageId: number): MessageSource | null;
  /**
   * Puts a newly built message in the place of a failed one, which becomes `superseded`; both are linked and the attempts of
   * the old one stay. One transaction with its audit row. Null when the old one is not `failed` any more.
   */
  replace(messageId: number, message: MessageToStore, actor: Actor, now: number): number | null;
  /** Unsent messages of a destination that an earlier version of its profile built, oldest first; those in flight too. */
  rebuildable(destinationId: string, profileVersion: number): readonly RebuildCandidate[];
  /**
   * Puts newly built messages of one visit in the places of old ones, which become `superseded`; one transaction with one
   * audit row. An old one that is not `pending` or `failed` any more, or may have been delivered meanwhile, is left alone.
   * Returns the ids of those that were replaced.
   */
  rebuild(
    replacements: readonly { readonly messageId: number; readonly message: MessageToStore }[],
    includePossiblyDelivered: boolean,
    actor: Actor,
    now: number,
  ): readonly number[];
  /**
   * Enqueues a newly built message after a sent one, which stays `sent`; the new one names it. One transaction with its audit
   * row. Null when the earlier one is not `sent`.
   */
  follow(messageId: number, message: MessageToStore, actor: Actor, now: number): number | null;
  /** The next visit number of the day, `V` + yymmdd + 5 digits, unique in this database. */
  nextVisitNumber(now: number): string;

  saveDraft(draft: Draft, accountId: number): void;
  getDraft(id: string): Draft | null;
  listDrafts(accountId: number): readonly Omit<Draft, 'fields'>[];
  discardDraft(id: string): void;
}
