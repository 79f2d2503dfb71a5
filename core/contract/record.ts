import { z } from 'zod';
import {
  type LocalMeasurementKey,
  localMeasurementKeys,
  localMeasurements,
} from '../clinical/local-measurements.ts';
import { conditionChanges, dispositions, medicationRoutes, visitReasons } from '../clinical/record-lists.ts';
import { calendarDate } from './student.ts';

const line = z.string().trim().max(199);
const text = z.string().trim().max(2000);

function localSchema(key: LocalMeasurementKey) {
  const { min, max } = localMeasurements[key];
  return z.number().int().min(min).max(max).optional();
}

const localMeasured = Object.fromEntries(
  localMeasurementKeys.map((key) => [key, localSchema(key)]),
) as Record<LocalMeasurementKey, ReturnType<typeof localSchema>>;

/** A chronic condition that was added, changed or withdrawn in this assessment. */
export const conditionChangeSchema = z
  .strictObject({
    change: z.enum(conditionChanges),
    /** The number the condition got when it was added: required to change or withdraw it. */
    instanceId: z.string().trim().min(1).max(22).optional(),
    /** SNOMED CT, from the list of conditions; text alone where the list has none. */
    code: z.string().trim().max(20).optional(),
    text: line.min(1),
    onset: calendarDate.optional(),
  })
  .refine((condition) => condition.change === 'added' || condition.instanceId !== undefined, {
    path: ['instanceId'],
    message: 'instanceNeeded',
  });

/** A diagnosis by ICD-10-CM. */
export const diagnosisSchema = z.strictObject({
  code: z
    .string()
    .trim()
    .regex(/^[A-Z]\d[0-9A-Z](?:\.[0-9A-Z]{1,4})?$/),
  text: line.min(1),
});

/** A visit that is no screening: the columns of the paper clinic log. */
export const clinicVisitSchema = z.strictObject({
  reason: z.enum(visitReasons),
  complaint: text.optional(),
  intervention: text.optional(),
  informed: line.optional(),
  medications: z
    .array(
      z.strictObject({
        name: line.min(1),
        dose: line.min(1),
        route: z.enum(medicationRoutes),
        givenAt: z.number().int(),
        guardianConsent: z.boolean(),
      }),
    )
    .max(10)
    .optional(),
  injury: z
    .strictObject({ place: line, mechanism: line, bodyPart: line, witness: line.optional() })
    .optional(),
});

/**
 * What an assessment records beyond measurements and vision: the elements of the list that stay in the clinic, and what
 * opens further messages. Everything is optional; a missing key was not asked.
 */
export const recordSchema = z.strictObject({
  consentSigned: z.boolean().optional(),
  breakfast: z.boolean().optional(),
  /** Typed from the chart where no reference file is installed. */
  bmiZScore: z.number().min(-10).max(10).optional(),
  /** Measured in a comprehensive screening and kept in the clinic. */
  local: z.strictObject(localMeasured).optional(),
  referral: z.strictObject({ referred: z.boolean(), to: line.optional() }).optional(),
  conditions: z.array(conditionChangeSchema).max(20).optional(),
  diagnoses: z.array(diagnosisSchema).max(10).optional(),
  clinic: clinicVisitSchema.optional(),
  disposition: z.enum(dispositions).optional(),
  /** Epoch milliseconds when the student left; never made up. */
  visitEndedAt: z.number().int().optional(),
});

export type AssessmentRecord = z.output<typeof recordSchema>;
export type ConditionOnRecord = z.output<typeof conditionChangeSchema>;
