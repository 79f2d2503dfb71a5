import { z } from 'zod';
import { assessmentViewSchema } from './assessment.ts';
import { attemptViewSchema, problemCodes, queueRowSchema } from './message.ts';
import { calendarDate, studentViewSchema } from './student.ts';

const epochMs = z.number().int();

/** One message on a receipt: what was sent, when, under which number, and what was answered. */
export const receiptMessageSchema = z.object({
  row: queueRowSchema,
  destination: z.string(),
  attempts: z.array(attemptViewSchema),
  reply: z
    .object({
      ackCode: z.string(),
      errCode: z.string().nullable(),
      location: z.string().nullable(),
      text: z.string().nullable(),
    })
    .nullable(),
  supersededBy: z.number().int().nullable(),
});

/** The delivery receipt of one assessment. */
export const receiptSchema = z.object({
  student: studentViewSchema,
  assessment: assessmentViewSchema,
  messages: z.array(receiptMessageSchema),
  issuedAt: epochMs,
  issuedBy: z.string(),
});

export type Receipt = z.infer<typeof receiptSchema>;

/** What became of an assessment as a whole. `taken` means entered in error, and the receiver knows. */
export const confirmations = ['confirmed', 'waiting', 'needsPerson', 'notSent', 'takenBack'] as const;

export type Confirmation = (typeof confirmations)[number];

export const endOfDaySchema = z.object({
  day: calendarDate,
  counts: z.object({
    assessments: z.number().int(),
    confirmed: z.number().int(),
    waiting: z.number().int(),
    needsPerson: z.number().int(),
    notSent: z.number().int(),
    takenBack: z.number().int(),
  }),
  /** Assessments of earlier days that are not confirmed yet. */
  earlier: z.number().int(),
  rows: z.array(
    z.object({
      assessmentId: z.string(),
      studentId: z.number().int(),
      studentName: z.string(),
      studentNameArabic: z.string().nullable(),
      studentNumber: z.string(),
      className: z.string(),
      savedAt: epochMs,
      savedBy: z.string(),
      state: z.enum(confirmations),
      /** What holds it: the first message that is not confirmed. */
      message: queueRowSchema.nullable(),
    }),
  ),
});

export type EndOfDay = z.infer<typeof endOfDaySchema>;

/** A refusal by a receiver, with who read it and who corrected it. */
export const refusalSchema = z.object({
  attemptId: z.number().int(),
  at: epochMs,
  row: queueRowSchema,
  problem: z.enum(problemCodes).nullable(),
  ackCode: z.string().nullable(),
  errCode: z.string().nullable(),
  location: z.string().nullable(),
  acknowledged: z.object({ at: epochMs, by: z.string() }).nullable(),
  /** How it ended: a new message in its place, the same one accepted later, or taken out. */
  settled: z
    .object({
      how: z.enum(['corrected', 'acceptedLater', 'cancelled']),
      at: epochMs,
      by: z.string().nullable(),
      newId: z.number().int().nullable(),
    })
    .nullable(),
});

export type Refusal = z.infer<typeof refusalSchema>;

export const refusalDaySchema = z.object({
  day: calendarDate,
  refused: z.number().int(),
  acknowledged: z.number().int(),
  settled: z.number().int(),
});

/** Refusals of a span of days, newest first, with the counts of each day that had any. */
export const refusalListSchema = z.object({
  refusals: z.array(refusalSchema),
  days: z.array(refusalDaySchema),
  open: z.number().int(),
  unread: z.number().int(),
});

export type RefusalList = z.infer<typeof refusalListSchema>;

export const refusalQuerySchema = z.strictObject({
  /** Calendar days in Dubai, both included. */
  from: calendarDate,
  to: calendarDate,
  openOnly: z.boolean().default(false),
});
