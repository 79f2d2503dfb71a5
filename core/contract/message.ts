import { z } from 'zod';

/**
 * The states of a message, each with who sets it and what a crash in it means. Transitions: docs/delivery.md.
 *
 * - `pending`: saved, waits for its `dueAt`. A crash changes nothing.
 * - `sending`: claimed on an open connection; as far as anyone can know, its bytes have left. After a crash it goes back
 *   to `pending` with `possiblyDelivered`.
 * - `sent`: a valid positive ACK with our control id. Final.
 * - `failed`: needs a person: refused, cannot be built, or gave up. Its `problem` says which.
 * - `superseded`: replaced by a corrected or rebuilt message. Final.
 * - `cancelled`: taken out by an admin with a reason. Final.
 */
export const messageStates = ['pending', 'sending', 'sent', 'failed', 'superseded', 'cancelled'] as const;

export type MessageState = (typeof messageStates)[number];

/** Why a message waits or failed, as one code that the catalog turns into a title, a sentence and who must act. */
export const problemCodes = [
  'NET_OFFLINE',
  'NET_UNREACHABLE',
  'NET_TIMEOUT_BEFORE_SEND',
  'NO_REPLY_AFTER_SEND',
  'TLS_EXPIRED',
  'TLS_UNTRUSTED',
  'TLS_NAME',
  'TLS_CLIENT_CERTIFICATE',
  'PROXY',
  'PROXY_SIGN_IN',
  'AUTH',
  'WRONG_ADDRESS',
  'SIGN_IN_PAGE',
  'RATE',
  'SERVER',
  'LOCKED',
  'NACK_ID',
  'NACK_REQUIRED',
  'NACK_FORMAT',
  'NACK_CODE',
  'NACK_TYPE',
  'NACK_CONFIG',
  'NACK_UNKNOWN_KEY',
  'DUPLICATE',
  'REFUSED_OTHER',
  'BAD_REPLY',
  'LOCAL_BUILD',
  'CONFIG',
  'POISON',
  'RESTORED',
  'IMPORTED',
  'MOVED',
  'EXPIRED',
  'GAVE_UP',
  'FOLDER_MISSING',
  'FOLDER_DENIED',
  'FOLDER_FULL',
  'FOLDER_TAKEN',
  'UNCONFIRMED',
] as const;

export type ProblemCode = (typeof problemCodes)[number];

/** The outcome classes of one delivery attempt: docs/delivery.md, table of outcomes. */
export const outcomeClasses = [
  'delivered',
  'rejected',
  'wait',
  'transient',
  'configuration',
  'noAnswer',
  'unreachable',
] as const;

export type OutcomeClass = (typeof outcomeClasses)[number];

/** The HL7 interface a message travels on; a profile may give each its own address. */
export const interfaces = ['ADT', 'ORU', 'PPR'] as const;

export type Interface = (typeof interfaces)[number];

const epochMs = z.number().int();

/**
 * What happens next to a message, computed when it is read and never stored. `at` is epoch milliseconds; a countdown and
 * a timestamp on the screen both come from it.
 */
export const nextStepSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('sendingShortly') }),
  z.object({ kind: z.literal('sendingNow') }),
  z.object({ kind: z.literal('nextTry'), at: epochMs }),
  z.object({ kind: z.literal('mayHaveArrived'), at: epochMs }),
  z.object({ kind: z.literal('waitsForInternet') }),
  z.object({ kind: z.literal('destinationUnreachable'), at: epochMs.nullable() }),
  z.object({
    kind: z.literal('paused'),
    problem: z.enum(problemCodes).nullable(),
    until: epochMs.nullable(),
  }),
  z.object({ kind: z.literal('waitingFor'), messageId: z.number().int() }),
  z.object({ kind: z.literal('problem'), problem: z.enum(problemCodes) }),
  z.object({ kind: z.literal('accepted'), at: epochMs, duplicate: z.boolean() }),
  /** A file in a folder: nobody has accepted it. */
  z.object({ kind: z.literal('written'), at: epochMs, duplicate: z.boolean() }),
  z.object({ kind: z.literal('superseded'), by: z.number().int().nullable() }),
  z.object({ kind: z.literal('cancelled') }),
]);

export type NextStep = z.infer<typeof nextStepSchema>;

/** One row of the queue: no message text, only what the list shows. */
export const queueRowSchema = z.object({
  id: z.number().int(),
  rev: z.number().int(),
  state: z.enum(messageStates),
  assessmentId: z.string().nullable(),
  studentId: z.number().int(),
  studentName: z.string(),
  studentNameArabic: z.string().nullable(),
  studentNumber: z.string(),
  kind: z.string(),
  controlId: z.string().nullable(),
  schoolId: z.number().int(),
  schoolName: z.string(),
  retryCount: z.number().int(),
  possiblyDelivered: z.boolean(),
  problem: z.enum(problemCodes).nullable(),
  problemField: z.string().nullable(),
  next: nextStepSchema,
  createdAt: epochMs,
  lastAttemptAt: epochMs.nullable(),
});

export type QueueRow = z.infer<typeof queueRowSchema>;

export const attemptViewSchema = z.object({
  number: z.number().int(),
  startedAt: epochMs,
  finishedAt: epochMs.nullable(),
  outcome: z.enum(outcomeClasses).nullable(),
  problem: z.enum(problemCodes).nullable(),
  ackCode: z.string().nullable(),
  errCode: z.string().nullable(),
  errText: z.string().nullable(),
  httpStatus: z.number().int().nullable(),
  latencyMs: z.number().nullable(),
  /** `mllp`, `mllps`, `http` or `folder`; null while it is open. */
  transport: z.string().nullable(),
});

export type AttemptView = z.infer<typeof attemptViewSchema>;

/** A message with its timeline. `reply` is the receiver's own words (MSA and ERR), which may name a patient's field. */
export const messageDetailSchema = z.object({
  row: queueRowSchema,
  attempts: z.array(attemptViewSchema),
  manualRetries: z.array(z.object({ at: epochMs, by: z.string() })),
  reply: z
    .object({
      ackCode: z.string(),
      errCode: z.string().nullable(),
      location: z.string().nullable(),
      text: z.string().nullable(),
      /** ERR-5, the receiver's own number. */
      number: z.string().nullable(),
      /** What its numbers mean, in both languages, and the field to go to; null where nobody has words. */
      hint: z.object({ path: z.string().nullable(), english: z.string(), arabic: z.string() }).nullable(),
    })
    .nullable(),
  /** Who saved what it was built from; null where no assessment is behind it. */
  createdBy: z.string().nullable(),
  supersedes: z.number().int().nullable(),
  /** It was made by sending an accepted message again: the one it follows stays sent. */
  supersedesSent: z.boolean(),
  supersededBy: z.number().int().nullable(),
  /** Who took it out and why, in his own words. */
  cancelled: z.object({ at: epochMs, by: z.string(), reason: z.string() }).nullable(),
});

export type MessageDetail = z.infer<typeof messageDetailSchema>;

/** One field of a segment as it was sent. A hidden value never leaves main: `value` is null where `hidden` is true. */
export const fieldViewSchema = z.object({
  /** As the standard counts it: `PID-19`. */
  place: z.string(),
  /** Repetitions of a field stand one by one, counted from 1. */
  repetition: z.number().int(),
  value: z.string().nullable(),
  hidden: z.boolean(),
  /** The receiver named this field in its answer. */
  named: z.boolean(),
});

export type FieldView = z.infer<typeof fieldViewSchema>;

export const segmentViewSchema = z.object({
  name: z.string(),
  /** Which of the segments of that name, counted from 1. */
  sequence: z.number().int(),
  /** The line of the message, with an ellipsis in place of what is hidden. */
  text: z.string(),
  fields: z.array(fieldViewSchema),
});

export type SegmentView = z.infer<typeof segmentViewSchema>;

/** A message field by field; without segments it could not be built yet. */
export const messageFieldsSchema = z.object({
  masked: z.boolean(),
  segments: z.array(segmentViewSchema),
});

export type MessageFields = z.infer<typeof messageFieldsSchema>;
