import { readNumber, roundHalfUp } from '../../core/clinical/decimal.ts';
import { localMeasurements } from '../../core/clinical/local-measurements.ts';
import { type Measurement, measurements } from '../../core/clinical/measurements.ts';
import { haemoglobinLimits } from '../../core/contract/screening.ts';

const { systolicMmHg, diastolicMmHg } = measurements;

/** Every number of the form with its unit, its decimals and its hard limits, in the order of the paper form. */
export const numberFields = {
  ...measurements,
  /** Read from the chart where no growth reference is installed. */
  bmiZScore: { unit: '', decimals: 2, min: -10, max: 10 },
  /** Readings of a pressure that was taken again; the mean of all is recorded (AAP 2017). */
  secondSystolicMmHg: systolicMmHg,
  secondDiastolicMmHg: diastolicMmHg,
  thirdSystolicMmHg: systolicMmHg,
  thirdDiastolicMmHg: diastolicMmHg,
  ...localMeasurements,
  decayedTeeth: { unit: '', decimals: 0, min: 0, max: 32 },
  haemoglobinGPerDl: haemoglobinLimits,
  /** PHQ-A. */
  depressionScore: { unit: '', decimals: 0, min: 0, max: 27 },
} as const satisfies Record<string, Measurement>;

export type NumberField = keyof typeof numberFields;

export const numberFieldNames = Object.keys(numberFields) as readonly NumberField[];

/** A typed number, rounded to the decimals that are kept; undefined when it is blank or no number. */
export function typedValue(field: NumberField, typed: string): number | undefined {
  const read = readNumber(typed);
  return read ? roundHalfUp(read.value, numberFields[field].decimals) : undefined;
}

/** What a number field refuses when it is left: a hard limit is broken; null when it is blank or possible. */
export function numberRule(field: NumberField, typed: string): 'number' | 'range' | null {
  if (typed.trim() === '') return null;
  const value = typedValue(field, typed);
  if (value === undefined) return 'number';
  const { min, max } = numberFields[field];
  return value < min || value > max ? 'range' : null;
}

/** Values of the fields that are numbers within their hard limits. */
export function possibleValues<F extends NumberField>(
  fields: readonly F[],
  typed: Readonly<Partial<Record<F, string>>>,
): Partial<Record<F, number>> {
  return Object.fromEntries(
    fields.flatMap((field) => {
      const text = typed[field] ?? '';
      const value = typedValue(field, text);
      return value === undefined || numberRule(field, text) ? [] : [[field, value]];
    }),
  ) as Partial<Record<F, number>>;
}
