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

/** A stored message with what it is built from again. */
export interface MessageSource {
  readonly messageId: number;
  readonly state: MessageState;
  readonly destinationId: string;
  readonly kind: string;
  readonly studentId: number;
  /** Null for a message about the student alone. */
  readonly assessmentId: string | null;
  readonly bytes: Uint8Array | null;
  /** A later message that corrects this one: it is not to be sent any more. */
  readonly correctedBy: number | null;
}

export interface UnbuiltMessage extends MessageSource {
  /** Kinds of all messages stored for its assessment and destination, its own included. */
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

/** A message of a visit or a student as a correction meets it. */
export interface StoredMessage {
  readonly id: number;
  readonly destinationId: string;
  readonly kind: string;
  readonly state: MessageState;
  /** False while nobody can say that the receiver has it: never left, or refused. */
  readonly mayHaveArrived: boolean;
  readonly opensVisit: boolean;
  /** Null for one that could not be built. */
  readonly bytes: Uint8Array | null;
}

/** A saved assessment as it stands, with what its messages are built from. */
export interface StoredVisit {
  readonly assessment: Assessment;
  readonly visitNumber: string;
  readonly schoolId: number;
  readonly accountId: number;
  readonly savedAt: number;
  readonly enteredInError: boolean;
}

/** One change of the outbox that goes with a change by a person; all of a list are made in one transaction. */
export type OutboxStep =
  | {
      readonly step: 'add';
      readonly message: MessageToStore;
      readonly studentId: number;
      readonly schoolId: number;
      /** Null for a message about the student alone. */
      readonly visitNumber: string | null;
      /** The message that the receiver has and that this one corrects. */
      readonly corrects: number | null;
    }
  | {
      readonly step: 'replace';
      readonly id: number;
      readonly message: MessageToStore;
      readonly studentId: number;
    }
  | { readonly step: 'cancel'; readonly id: number };

/** A person's change of something saved, known by the UUID of the form that made it. */
export interface ChangeToStore {
  readonly id: string;
  readonly at: number;
  readonly actor: Actor;
  readonly steps: readonly OutboxStep[];
}

export interface AssessmentChange extends ChangeToStore {
  readonly assessmentId: string;
  readonly reason: string;
  /** What the assessment is from now on; null says that it was entered in error. */
  readonly assessment: Assessment | null;
}

export type ChangeOutcome =
  | { readonly kind: 'saved'; readonly messageIds: readonly number[]; readonly cancelled: number }
  /** The same form made this change before: nothing was written. */
  | { readonly kind: 'alreadySaved' }
  /** A message moved meanwhile: plan again. Nothing was written. */
  | { readonly kind: 'moved' }
  | { readonly kind: 'diskFull' }
  | { readonly kind: 'notSaved' };

export interface AssessmentStore {
  visit(assessmentId: string): StoredVisit | null;
  /** All visits of a student, newest first. */
  visitsOf(studentId: number): readonly StoredVisit[];
  /** The messages of a visit, oldest first, those that were superseded or cancelled too. */
  messagesOf(visitNumber: string): readonly StoredMessage[];
  /** Messages about a student outside of any visit, oldest first. */
  personMessagesOf(studentId: number): readonly StoredMessage[];
  /**
   * Writes a correction or that an assessment was entered in error: what it was until now, what it is, the messages and one
   * audit row, in one transaction.
   */
  change(change: AssessmentChange): ChangeOutcome;
  /** Whether the form with this UUID made its change already. */
  isKnownChange(id: string): boolean;

  /**
   * Writes assessment, messages, audit row and removes the draft in one IMMEDIATE transaction with one fsync. After an I/O
   * error on commit it reopens and looks the UUID up before it answers.
   */
  save(entry: AssessmentToStore): SaveOutcome;
  /** The message ids of a saved assessment, or null when the UUID was never saved. */
  find(id: string): readonly number[] | null;
  history(studentId: number): readonly Omit<AssessmentView, 'messages'>[];
  /** Messages that were stored without bytes, oldest first. */
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
  /** What a message is built from again; null when there is none. */
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
  getDraft(id: string, accountId: number): Draft | null;
  listDrafts(accountId: number): readonly Omit<Draft, 'fields'>[];
  discardDraft(id: string, accountId: number): void;
}
