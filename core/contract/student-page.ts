import { z } from 'zod';
import { problemCodes } from './message.ts';
import { conditionChangeSchema } from './record.ts';
import { calendarDate, studentSchema, studentViewSchema } from './student.ts';

/** A student as a person changed it. `changeId` is the form's own UUID: the same form changes nothing twice. */
export const studentSaveSchema = z.strictObject({
  changeId: z.uuid(),
  id: z.number().int(),
  student: studentSchema,
});

/** A record that may be of the child that somebody adds, and what both have. */
export const alikeStudentSchema = z.object({
  student: studentViewSchema,
  same: z.enum(['emiratesId', 'nameAndBirth']),
});

export type AlikeStudent = z.infer<typeof alikeStudentSchema>;

/**
 * A student that a person types. `changeId` is the form's own UUID: the same form adds one student. `seen` are the records
 * that were shown as alike and are of somebody else.
 */
export const studentAddSchema = z.strictObject({
  changeId: z.uuid(),
  schoolId: z.number().int(),
  student: studentSchema,
  seen: z.array(z.number().int()).max(200).default([]),
});

/** The student after the commit, or the records that a person must look at first. */
export const studentAddedSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('added'), student: studentViewSchema }),
  z.object({ kind: z.literal('alike'), alike: z.array(alikeStudentSchema) }),
]);

export type StudentAdded = z.infer<typeof studentAddedSchema>;

/** A chronic condition that was changed or withdrawn outside of an assessment. */
export const studentConditionSchema = z.strictObject({
  changeId: z.uuid(),
  studentId: z.number().int(),
  condition: conditionChangeSchema,
});

/** What the page of a student shows beside the history of assessments. */
export const studentRecordSchema = z.object({
  student: studentViewSchema,
  conditions: z.array(
    z.object({
      instanceId: z.string(),
      code: z.string().optional(),
      text: z.string(),
      onset: calendarDate.optional(),
    }),
  ),
  /** The last answer to "consent signed", and when it was given; null where it was never asked. */
  consent: z.object({ signed: z.boolean(), at: z.number().int() }).nullable(),
  /** The record that this one was merged into; it is then only there to be read. */
  mergedInto: z.number().int().nullable(),
});

export type StudentRecord = z.infer<typeof studentRecordSchema>;

/** What a merge would do, or why it cannot be done. */
export const mergePreviewSchema = z.object({
  keep: studentViewSchema,
  duplicate: studentViewSchema,
  /** Names of the fields in which the two differ: those of the student that stays remain. */
  differences: z.array(z.string()),
  visits: z.number().int(),
  /** Messages of the duplicate that wait: they are built again for the student that stays. */
  unsent: z.number().int(),
  /** Whether the receiver is told (ADT^A40). */
  willTell: z.boolean(),
  refusal: z.enum(['sameStudent', 'otherSchool', 'alreadyMerged', 'beingSent']).nullable(),
});

export type MergePreview = z.infer<typeof mergePreviewSchema>;

/** Where a person corrects what a receiver refused: a page, the field as a path of ours, and what is asked for. */
export const fixTargetSchema = z.object({
  page: z.enum(['student', 'assessment', 'schools', 'people', 'destination', 'none']),
  studentId: z.number().int(),
  assessmentId: z.string().nullable(),
  /** `student.emiratesId`, `measurements.heightCm`, ...; null where nobody named one. */
  field: z.string().nullable(),
  problem: z.enum(problemCodes).nullable(),
  /** The receiver's complaint in plain words, where its number is known. */
  hint: z.object({ english: z.string(), arabic: z.string() }).nullable(),
});

export type FixTarget = z.infer<typeof fixTargetSchema>;
