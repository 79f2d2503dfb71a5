import { z } from 'zod';
import {
  bodySystems,
  dentalResults,
  educationTopics,
  findingResults,
  immunisationStatuses,
  smokingAnswers,
} from '../clinical/screening-lists.ts';
import { calendarDate } from './student.ts';

const line = z.string().trim().max(199);
const text = z.string().trim().max(2000);

/** A finding with the nurse's words. */
const findingSchema = z.strictObject({ result: z.enum(findingResults), note: line.optional() });

/** Haemoglobin in g/dL outside of which a value cannot be true. */
export const haemoglobinLimits = { unit: 'g/dL', decimals: 1, min: 3, max: 25 } as const;

/**
 * The sections of a comprehensive screening beside measurements and vision (ADPHC school screening programme). All of it
 * stays in the clinic: the element list has no place for it. Hearing thresholds, trunk rotation and pain are numbers in
 * `local` (record.ts); a section that was due and not done is in `notMeasured` with its reason.
 */
export const screeningSchema = z.strictObject({
  medicalHistory: text.optional(),
  physicalExamination: z.partialRecord(z.enum(bodySystems), findingSchema).optional(),
  scoliosis: findingSchema.optional(),
  hearing: findingSchema.optional(),
  dental: z
    .strictObject({
      result: z.enum(dentalResults),
      decayedTeeth: z.number().int().min(0).max(32).optional(),
      note: line.optional(),
    })
    .optional(),
  bloodTest: z
    .strictObject({
      result: z.enum(findingResults).optional(),
      haemoglobinGPerDl: z.number().min(haemoglobinLimits.min).max(haemoglobinLimits.max).optional(),
      takenOn: calendarDate.optional(),
      note: line.optional(),
    })
    .optional(),
  /** Sensitive: never in a history, a list or a message (`withoutSensitive`, record.ts). PHQ-A gives 0 to 27. */
  depression: z
    .strictObject({
      result: z.enum(findingResults),
      score: z.number().int().min(0).max(27).optional(),
      note: text.optional(),
    })
    .optional(),
  smoking: z.enum(smokingAnswers).optional(),
  healthEducation: z
    .strictObject({
      topics: z.array(z.enum(educationTopics)).max(educationTopics.length),
      note: line.optional(),
    })
    .optional(),
  immunisationReview: z
    .strictObject({
      status: z.enum(immunisationStatuses),
      missing: line.optional(),
      note: line.optional(),
    })
    .optional(),
});

export type ScreeningRecord = z.output<typeof screeningSchema>;
