import type { MedicationRoute } from '../../core/clinical/record-lists.ts';
import type { VaccineSite } from '../../core/clinical/screening-lists.ts';
import type { AssessmentInput } from '../../core/contract/assessment.ts';
import type { FormValues } from './form-values.ts';
import { given, orNothing } from './read-record.ts';
import { readDay } from './visit-date.ts';
import { instantOf } from './visit-times.ts';

type Clinic = NonNullable<NonNullable<AssessmentInput['record']>['clinic']>;

/** Vaccines expire in the future. */
const farAhead = '2099-12-31';

/** The columns of the paper clinic log; undefined while no reason was chosen. */
export function readClinic(values: FormValues): Clinic | undefined {
  if (values.visitReason === '') return undefined;
  const { visitDate } = values;
  const medications = values.medications.map((row) => ({
    name: row.name.trim(),
    dose: row.dose.trim(),
    route: row.route as MedicationRoute,
    givenAt: instantOf(visitDate, row.time) ?? 0,
    guardianConsent: row.consent === 'yes',
    ...(row.givenBy.trim() === '' ? {} : { givenBy: row.givenBy.trim() }),
  }));
  const immunisations = values.immunisations.map((row) => ({
    name: row.name.trim(),
    givenAt: instantOf(visitDate, row.time) ?? 0,
    guardianConsent: row.consent === 'yes',
    ...given({
      code: row.code,
      lot: row.lot.trim(),
      expiresOn: readDay(row.expires, farAhead) ?? '',
      site: row.site as VaccineSite,
      doseNumber: row.dose === '' ? undefined : Number(row.dose),
    }),
  }));
  return given({
    reason: values.visitReason,
    complaint: values.complaint.trim(),
    assessment: values.finding.trim(),
    intervention: values.intervention.trim(),
    evaluation: values.evaluation.trim(),
    informed: values.informed.trim(),
    medications: medications.length > 0 ? medications : undefined,
    immunisations: immunisations.length > 0 ? immunisations : undefined,
    injury: injuryOf(values),
  }) as Clinic;
}

function injuryOf(values: FormValues): Clinic['injury'] {
  if (values.visitReason !== 'injury') return undefined;
  const answers = given({
    place: values.injuryPlace.trim(),
    mechanism: values.injuryMechanism.trim(),
    bodyPart: values.injuryBodyPart.trim(),
    witness: values.injuryWitness.trim(),
  });
  return orNothing(answers) && { ...{ place: '', mechanism: '', bodyPart: '' }, ...answers };
}
