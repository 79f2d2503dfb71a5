import { localMeasurementKeys } from '../../core/clinical/local-measurements.ts';
import { measurementKeys } from '../../core/clinical/measurements.ts';
import { notMeasuredItems } from '../../core/clinical/record-lists.ts';
import { bodySystems } from '../../core/clinical/screening-lists.ts';
import type { FieldError } from '../../core/contract/result.ts';
import { eyeFields, type ListField, listFieldNames } from './form-fields.ts';
import type { FieldName } from './form-values.ts';

/** A field of the form, or a cell of one of its rows (`medications.0.dose`). */
export type FormPath = FieldName | `${ListField}.${number}.${string}`;

/** A field of the form and the code of the rule that it breaks. */
export interface FormFault {
  readonly field: FormPath;
  readonly rule: string;
}

const same = <F extends string>(room: string, fields: readonly F[]) =>
  fields.map((field) => [`${room}.${field}`, field] as const);

const paths = new Map<string, FormPath>([
  ['kind', 'kind'],
  ['visitStartedAt', 'visitDate'],
  ['measuredAt', 'visitDate'],
  ['notes', 'notes'],
  ['student.emiratesId', 'noCardReason'],
  ['student.noCardReason', 'noCardReason'],
  ['student.allergies', 'newAllergies'],
  ...same('measurements', measurementKeys),
  ...same('vision', eyeFields),
  ...same('vision', ['colour', 'lens', 'lensOther', 'notPerformedReason'] as const),
  ['vision.performed', 'visionTested'],
  ['vision.notTestable', 'right'],
  ['vision.wearsGlasses', 'lens'],
  ...same('record', ['consentSigned', 'breakfast', 'bmiZScore', 'outcome', 'disposition'] as const),
  ...same('record', ['conditions', 'diagnoses'] as const),
  ['record.visitEndedAt', 'timeOut'],
  ['record.referral.referred', 'outcome'],
  ['record.referral.to', 'referredTo'],
  ['record.pressureReadings', 'secondSystolicMmHg'],
  ...same('record.local', localMeasurementKeys),
  ...same('record.screening', ['medicalHistory', 'scoliosis', 'hearing', 'dental', 'bloodTest'] as const),
  ...same('record.screening', ['depression', 'smoking'] as const),
  ['record.screening.physicalExamination', `body_${bodySystems[0]}`],
  ...bodySystems.map(
    (system) => [`record.screening.physicalExamination.${system}`, `body_${system}`] as const,
  ),
  ['record.screening.healthEducation', 'educationNote'],
  ['record.screening.immunisationReview', 'immunisation'],
  ['record.screening.bloodTest.haemoglobinGPerDl', 'haemoglobinGPerDl'],
  ['record.screening.bloodTest.takenOn', 'bloodTakenOn'],
  ['record.screening.dental.decayedTeeth', 'decayedTeeth'],
  ['record.screening.depression.score', 'depressionScore'],
  ...notMeasuredItems.map((item) => [`record.notMeasured.${item}`, `notDone_${item}`] as const),
  ...notMeasuredItems.map((item) => [`record.notMeasured.${item}.note`, `notDoneNote_${item}`] as const),
  ['record.clinic.reason', 'visitReason'],
  ['record.clinic.complaint', 'complaint'],
  ['record.clinic.assessment', 'finding'],
  ['record.clinic.intervention', 'intervention'],
  ['record.clinic.evaluation', 'evaluation'],
  ['record.clinic.informed', 'informed'],
  ['record.clinic.medications', 'medications'],
  ['record.clinic.immunisations', 'immunisations'],
  ['record.clinic.injury.place', 'injuryPlace'],
  ['record.clinic.injury.mechanism', 'injuryMechanism'],
  ['record.clinic.injury.bodyPart', 'injuryBodyPart'],
  ['record.clinic.injury.witness', 'injuryWitness'],
]);

const cells: Readonly<Record<string, string>> = {
  givenAt: 'time',
  guardianConsent: 'consent',
  doseNumber: 'dose',
  expiresOn: 'expires',
};

/**
 * The field of the form for a path of the assessment or the student, as refusals and receivers name it; null for what no field
 * of the form holds. A path into a value leads to the nearest field that holds it.
 */
export function fieldOfPath(path: string): FormPath | null {
  const row = /^record\.(?:clinic\.)?([a-z]+)\.(\d+)\.(\w+)$/i.exec(path);
  const list = listFieldNames.find((name) => name === row?.[1]);
  if (row && list) return `${list}.${Number(row[2])}.${cells[row[3] ?? ''] ?? row[3]}`;
  for (let at = path; at !== ''; at = at.slice(0, Math.max(0, at.lastIndexOf('.')))) {
    const field = paths.get(at);
    if (field) return field;
  }
  return null;
}

/** Refused paths of the assessment as fields of the form; what the form does not show is left out. */
export function faultsOf(errors: readonly FieldError[]): readonly FormFault[] {
  return errors.flatMap(({ path, rule }) => {
    const field = fieldOfPath(path);
    return field ? [{ field, rule }] : [];
  });
}
