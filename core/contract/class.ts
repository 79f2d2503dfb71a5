import { z } from 'zod';
import { studentViewSchema } from './student.ts';

/** Why a student of the class was not screened on the day. */
export const absences = ['absent', 'refused'] as const;

export type Absence = (typeof absences)[number];

/** Where a student stands in the screening of a day. A saved screening counts before a mark. */
export const screeningStates = ['done', ...absences, 'notYet'] as const;

export type ScreeningState = (typeof screeningStates)[number];

/** A class of a school, as the roster names it. */
export const classKeySchema = z.strictObject({
  schoolId: z.number().int(),
  grade: z.string().trim().max(20),
  className: z.string().trim().max(20),
});

export type ClassKey = z.infer<typeof classKeySchema>;

export const classSummarySchema = classKeySchema.extend({
  schoolName: z.string(),
  students: z.number().int(),
  /** Students with a screening that was measured and saved today. */
  done: z.number().int(),
});

export type ClassSummary = z.infer<typeof classSummarySchema>;

export const classListSchema = z.object({
  /** By school, then from the youngest grade to the oldest. */
  classes: z.array(classSummarySchema),
  /** The class that this person opened today, to go on with after an interruption or a restart; null when there is none. */
  opened: classKeySchema.nullable(),
});

export type ClassList = z.infer<typeof classListSchema>;

export const classMemberSchema = z.object({
  student: studentViewSchema,
  state: z.enum(screeningStates),
  /** When the screening was saved or the mark was set, and by whom; null for `notYet`. */
  at: z.number().int().nullable(),
  by: z.string().nullable(),
});

export type ClassMember = z.infer<typeof classMemberSchema>;
