import { z } from 'zod';
import { medicationRoutes, visitReasons } from '../clinical/record-lists.ts';
import { vaccineSites } from '../clinical/screening-lists.ts';
import { calendarDate } from './student.ts';

const line = z.string().trim().max(199);
const text = z.string().trim().max(2000);

/** A medicine that was given in the clinic. `givenBy` only where it was not the nurse who saves. */
const medicationSchema = z.strictObject({
  name: line.min(1),
  dose: line.min(1),
  route: z.enum(medicationRoutes),
  givenAt: z.number().int(),
  guardianConsent: z.boolean(),
  givenBy: line.optional(),
});

/** A vaccine that was given; CVX code where it was chosen from the list. Kept in the clinic: VXU is not on the element list. */
export const immunisationSchema = z.strictObject({
  code: z.string().trim().max(10).optional(),
  name: line.min(1),
  doseNumber: z.number().int().min(1).max(9).optional(),
  lot: z.string().trim().max(40).optional(),
  expiresOn: calendarDate.optional(),
  site: z.enum(vaccineSites).optional(),
  givenAt: z.number().int(),
  guardianConsent: z.boolean(),
});

/** A visit that is no screening: the columns of the paper clinic log. Time in and out are the visit's own. */
export const clinicVisitSchema = z.strictObject({
  reason: z.enum(visitReasons),
  complaint: text.optional(),
  /** What the nurse found. */
  assessment: text.optional(),
  intervention: text.optional(),
  /** Who was told: the guardian, a teacher. */
  informed: line.optional(),
  /** How the student was afterwards. */
  evaluation: text.optional(),
  medications: z.array(medicationSchema).max(10).optional(),
  immunisations: z.array(immunisationSchema).max(10).optional(),
  injury: z
    .strictObject({ place: line, mechanism: line, bodyPart: line, witness: line.optional() })
    .optional(),
});

export type ClinicVisit = z.output<typeof clinicVisitSchema>;
