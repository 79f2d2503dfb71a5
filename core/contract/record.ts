import { z } from 'zod';
import {
  type LocalMeasurementKey,
  localMeasurementKeys,
  localMeasurements,
} from '../clinical/local-measurements.ts';
import { measurements } from '../clinical/measurements.ts';
import {
  conditionChanges,
  dispositions,
  notMeasuredItems,
  notMeasuredReasons,
  outcomes,
} from '../clinical/record-lists.ts';
import { clinicVisitSchema } from './clinic-visit.ts';
import { screeningSchema } from './screening.ts';
import { calendarDate } from './student.ts';

const line = z.string().trim().max(199);

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
    /** The number the condition got when it was added: required to change or withdraw it (standing-conditions.ts). */
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

/** One reading of the blood pressure, in mmHg. */
const readingSchema = z.strictObject({
  systolicMmHg: z.number().int().min(measurements.systolicMmHg.min).max(measurements.systolicMmHg.max),
  diastolicMmHg: z.number().int().min(measurements.diastolicMmHg.min).max(measurements.diastolicMmHg.max),
});

/** "This value is correct": a warning that the nurse saw and confirmed, by the path and the rule of the warning. */
const confirmationSchema = z.strictObject({
  path: z.string().regex(/^[A-Za-z0-9.]{1,80}$/),
  rule: z.string().regex(/^[A-Za-z0-9]{1,40}$/),
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
  /** All readings where the pressure was taken again: `measurements` then holds their mean (`meanPressure`). */
  pressureReadings: z.array(readingSchema).min(2).max(3).optional(),
  /** Measured in a comprehensive screening and kept in the clinic. */
  local: z.strictObject(localMeasured).optional(),
  screening: screeningSchema.optional(),
  /** What was due and not done, with the reason. */
  notMeasured: z
    .partialRecord(
      z.enum(notMeasuredItems),
      z.strictObject({ reason: z.enum(notMeasuredReasons), note: line.optional() }),
    )
    .optional(),
  outcome: z.enum(outcomes).optional(),
  referral: z.strictObject({ referred: z.boolean(), to: line.optional() }).optional(),
  conditions: z.array(conditionChangeSchema).max(20).optional(),
  diagnoses: z.array(diagnosisSchema).max(10).optional(),
  clinic: clinicVisitSchema.optional(),
  disposition: z.enum(dispositions).optional(),
  /** Epoch milliseconds when the student left; never made up. */
  visitEndedAt: z.number().int().optional(),
  confirmed: z.array(confirmationSchema).max(60).optional(),
});

export type AssessmentRecord = z.output<typeof recordSchema>;
export type ConditionOnRecord = z.output<typeof conditionChangeSchema>;

/** The record as a history may show it: without the depression screening, which stays with the one who asked. */
export function withoutSensitive(record: AssessmentRecord): AssessmentRecord {
  const { screening, ...others } = record;
  if (!screening) return record;
  const { depression: _, ...shown } = screening;
  return { ...others, screening: shown };
}
