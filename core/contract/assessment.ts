import { z } from 'zod';
import { acuities, lenses } from '../clinical/acuity.ts';
import { type MeasurementKey, measurementKeys, measurements } from '../clinical/measurements.ts';
import { requiredTogether } from '../clinical/required-together.ts';
import { queueRowSchema } from './message.ts';
import { recordSchema } from './record.ts';
import { studentChangeSchema } from './student.ts';

export const visitKinds = ['annual', 'comprehensive', 'clinic'] as const;

function measurementSchema(key: MeasurementKey) {
  const { min, max } = measurements[key];
  return z.number().min(min).max(max).optional();
}

const measured = Object.fromEntries(measurementKeys.map((key) => [key, measurementSchema(key)])) as Record<
  MeasurementKey,
  ReturnType<typeof measurementSchema>
>;

/**
 * What the form hands over. Only what was entered in this assessment is in it: a missing key was not measured, and a zero
 * is a zero. Limits outside of which a value cannot be true refuse the save; everything else never blocks it.
 */
export const assessmentInputSchema = z
  .strictObject({
    /** The draft's UUID: saving the same draft again changes nothing. */
    id: z.uuid(),
    studentId: z.number().int(),
    kind: z.enum(visitKinds),
    visitStartedAt: z.number().int(),
    measuredAt: z.number().int(),
    measurements: z.strictObject(measured),
    vision: z
      .strictObject({
        right: z.enum(acuities).optional(),
        left: z.enum(acuities).optional(),
        rightCorrected: z.enum(acuities).optional(),
        leftCorrected: z.enum(acuities).optional(),
        wearsGlasses: z.boolean().optional(),
        colour: z.enum(['normal', 'abnormal']).optional(),
        /** False needs a reason (element 23); left out, acuity speaks for itself. */
        performed: z.boolean().optional(),
        /** Eyes that were tried and gave no answer: recorded here, never sent. */
        notTestable: z
          .array(z.enum(['right', 'left', 'rightCorrected', 'leftCorrected']))
          .max(4)
          .optional(),
        notPerformedReason: z.string().trim().max(199).optional(),
        lens: z.enum(lenses).optional(),
        lensOther: z.string().trim().max(150).optional(),
      })
      .default({}),
    notes: z.string().max(2000).default(''),
    record: recordSchema.optional(),
    /** Written to the student in the same transaction, and sent with the visit. */
    studentChange: studentChangeSchema.optional(),
  })
  .superRefine((input, context) => {
    for (const { path, rule } of requiredTogether(input)) {
      context.addIssue({ code: 'custom', path: [...path], message: rule });
    }
  });

export type AssessmentInput = z.input<typeof assessmentInputSchema>;
export type Assessment = z.output<typeof assessmentInputSchema>;

/** The answer to a save, given only after the commit. */
export const savedSchema = z.object({
  assessmentId: z.string(),
  messageIds: z.array(z.number().int()),
  willSend: z.enum(['now', 'whenOnline', 'afterSetup']),
});

export type Saved = z.infer<typeof savedSchema>;

/** What one version of an assessment says. */
const contentShape = {
  kind: z.enum(visitKinds),
  visitStartedAt: z.number().int(),
  measuredAt: z.number().int(),
  measurements: z.record(z.string(), z.number()),
  vision: z.record(z.string(), z.union([z.string(), z.boolean(), z.array(z.string())])),
  notes: z.string(),
  /** What else was recorded, without the depression screening. */
  record: recordSchema.optional(),
};

/** What an assessment was until somebody corrected it, and why. Number 1 is what was saved first. */
export const assessmentVersionSchema = z.object({
  number: z.number().int(),
  until: z.number().int(),
  changedBy: z.string(),
  reason: z.string(),
  ...contentShape,
});

export type AssessmentVersion = z.infer<typeof assessmentVersionSchema>;

export const assessmentViewSchema = z.object({
  id: z.string(),
  visitNumber: z.string(),
  savedAt: z.number().int(),
  savedBy: z.string(),
  ...contentShape,
  messages: z.array(queueRowSchema),
  /** Earlier versions, oldest first; empty for an assessment that nobody corrected. */
  versions: z.array(assessmentVersionSchema),
  enteredInError: z.object({ at: z.number().int(), by: z.string(), reason: z.string() }).nullable(),
});

/** Why something that was saved is changed: in the words of who changes it, kept beside it. */
export const changeReasonSchema = z.string().trim().min(3).max(200);

/** A saved assessment as it should have been. `changeId` is the form's own UUID; the assessment keeps its id. */
export const correctionSchema = z.strictObject({
  changeId: z.uuid(),
  reason: changeReasonSchema,
  assessment: assessmentInputSchema,
});

/** What a change of something saved came to, given only after the commit. */
export const changedSchema = z.object({
  /** New messages: corrections, replacements, withdrawals. */
  messageIds: z.array(z.number().int()),
  /** Messages that were taken out before they were sent. */
  cancelled: z.number().int(),
  willSend: z.enum(['now', 'whenOnline', 'afterSetup', 'nothing']),
});

export type Changed = z.infer<typeof changedSchema>;

export type AssessmentView = z.infer<typeof assessmentViewSchema>;

/** A draft is the form as it stands, valid or not: text by field and rows as JSON, so that nothing typed is ever lost. */
export const draftSchema = z.strictObject({
  id: z.uuid(),
  studentId: z.number().int().nullable(),
  fields: z.record(z.string().max(60), z.string().max(20_000)),
  updatedAt: z.number().int(),
});

export type Draft = z.infer<typeof draftSchema>;
