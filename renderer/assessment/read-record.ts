import type { Acuity } from '../../core/clinical/acuity.ts';
import { meanPressure, type Reading } from '../../core/clinical/blood-pressure.ts';
import { localMeasurementKeys } from '../../core/clinical/local-measurements.ts';
import { type MeasurementKey, measurementKeys } from '../../core/clinical/measurements.ts';
import type { AssessmentInput } from '../../core/contract/assessment.ts';
import { eyeFields } from './form-fields.ts';
import type { FormValues } from './form-values.ts';
import { possibleValues } from './number-fields.ts';
import { readClinic } from './read-clinic.ts';
import { readReasons } from './read-reasons.ts';
import { readScreening } from './read-screening.ts';
import { readDay } from './visit-date.ts';
import type { VisitTimes } from './visit-times.ts';

type RecordInput = NonNullable<AssessmentInput['record']>;
type Vision = NonNullable<AssessmentInput['vision']>;

/** A warning that the nurse saw and confirmed. */
export interface Confirmation {
  readonly path: string;
  readonly rule: string;
}

/** Keys with something in them: a missing key was not asked. */
export function given<T extends object>(answers: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(
    Object.entries(answers).filter(([, value]) => value !== undefined && value !== ''),
  ) as { [K in keyof T]: Exclude<T[K], undefined> };
}

/** Undefined for an object without keys, so that its own key is left out. */
export function orNothing<T extends object>(answers: T): T | undefined {
  return Object.keys(answers).length > 0 ? answers : undefined;
}

export const yes = (answer: string): boolean | undefined => (answer === '' ? undefined : answer === 'yes');

/** The measurements; of several pressures the mean. */
export function readMeasurements(values: FormValues): Partial<Record<MeasurementKey, number>> {
  const found = possibleValues(measurementKeys, values);
  const mean = meanPressure(readings(values));
  return mean ? { ...found, ...mean } : found;
}

/** Complete readings of the blood pressure, in order. */
export function readings(values: FormValues): readonly Reading[] {
  const found = possibleValues(
    [
      'systolicMmHg',
      'diastolicMmHg',
      'secondSystolicMmHg',
      'secondDiastolicMmHg',
      'thirdSystolicMmHg',
      'thirdDiastolicMmHg',
    ],
    values,
  );
  return [
    [found.systolicMmHg, found.diastolicMmHg],
    [found.secondSystolicMmHg, found.secondDiastolicMmHg],
    [found.thirdSystolicMmHg, found.thirdDiastolicMmHg],
  ].flatMap(([systolicMmHg, diastolicMmHg]) =>
    systolicMmHg === undefined || diastolicMmHg === undefined ? [] : [{ systolicMmHg, diastolicMmHg }],
  );
}

/** Vision as it is recorded. With no lenses the corrected fields are hidden, and what was chosen before is not kept. */
export function readVision(values: FormValues): Vision {
  if (values.visionTested === 'no') {
    return given({
      performed: false,
      notPerformedReason: values.notPerformedReason.trim(),
      ...(values.colour === '' ? {} : { colour: values.colour }),
    }) as Vision;
  }
  const lens = values.lens === '' ? undefined : values.lens;
  const worn = lens !== undefined && lens !== 'none';
  const eyes = eyeFields.filter((eye) => worn || !eye.endsWith('Corrected'));
  const seen = eyes.filter((eye) => values[eye] !== '' && values[eye] !== 'notTestable');
  const notTestable = eyes.filter((eye) => values[eye] === 'notTestable');
  return {
    ...Object.fromEntries(seen.map((eye) => [eye, values[eye] as Acuity])),
    ...(notTestable.length > 0 ? { notTestable } : {}),
    ...(values.visionTested === 'yes' ? { performed: true } : {}),
    ...(lens ? { lens } : {}),
    ...(worn && lens === 'glasses' ? { wearsGlasses: true } : {}),
    ...(lens === 'other' && values.lensOther.trim() ? { lensOther: values.lensOther.trim() } : {}),
    ...(values.colour === '' ? {} : { colour: values.colour }),
  };
}

/** Everything beside measurements, vision and notes; undefined when nothing of it was entered. */
export function readRecord(
  values: FormValues,
  times: VisitTimes,
  confirmed: readonly Confirmation[],
): RecordInput | undefined {
  const clinic = values.kind === 'clinic';
  const taken = readings(values);
  const { bmiZScore } = possibleValues(['bmiZScore'], values);
  return orNothing(
    given<RecordInput>({
      consentSigned: yes(values.consentSigned),
      breakfast: yes(values.breakfast),
      bmiZScore,
      pressureReadings: taken.length > 1 ? [...taken] : undefined,
      local: orNothing(possibleValues(localMeasurementKeys, values)),
      screening: readScreening(values),
      notMeasured: readReasons(values),
      outcome: clinic || values.outcome === '' ? undefined : values.outcome,
      referral: referralOf(values),
      conditions: rowsOrNothing(values.conditions.map((row) => conditionOf(row, values))),
      diagnoses: rowsOrNothing(values.diagnoses.map(({ code, text }) => ({ code, text }))),
      clinic: clinic ? readClinic(values) : undefined,
      disposition: clinic && values.disposition !== '' ? values.disposition : undefined,
      visitEndedAt: times.visitEndedAt,
      confirmed: rowsOrNothing(confirmed.map(({ path, rule }) => ({ path, rule }))),
    }),
  );
}

function referralOf({ kind, outcome, disposition, referredTo }: FormValues): RecordInput['referral'] {
  const answer = kind === 'clinic' ? disposition : outcome;
  if (answer === '') return undefined;
  const referred = answer === 'refer' || answer === 'referred';
  const to = referredTo.trim();
  return referred && to !== '' ? { referred, to } : { referred };
}

function conditionOf(row: FormValues['conditions'][number], values: FormValues) {
  return given({
    change: row.change as 'added',
    instanceId: row.instanceId,
    code: row.code,
    text: row.text.trim(),
    onset: readDay(row.onset, values.visitDate) ?? '',
  });
}

function rowsOrNothing<T>(rows: T[]): T[] | undefined {
  return rows.length > 0 ? rows : undefined;
}
