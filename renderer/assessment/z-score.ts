import { ageInMonths } from '../../core/clinical/age.ts';
import { bmi } from '../../core/clinical/bmi.ts';
import { bmiZScore, type GrowthReference } from '../../core/clinical/growth-reference.ts';
import type { StudentView } from '../../core/contract/student.ts';
import type { FormValues } from './form-values.ts';
import { numberFields, possibleValues } from './number-fields.ts';
import { today } from './visit-date.ts';

/** The z-score of the BMI of a form, and whether it was computed or read from the chart; null when there is none. */
export interface ZScore {
  readonly value: number;
  readonly computed: boolean;
}

/** Computed from the installed reference where it covers the age, else as typed. */
export function zScoreOf(
  values: FormValues,
  { dateOfBirth, sex }: Pick<StudentView, 'dateOfBirth' | 'sex'>,
  reference: GrowthReference | null,
): ZScore | null {
  const found = possibleValues(['heightCm', 'weightKg', 'bmiZScore'], values);
  const { heightCm, weightKg, bmiZScore: typed } = found;
  const months = ageInMonths(dateOfBirth, values.visitDate || today());
  const index = heightCm !== undefined && weightKg !== undefined ? bmi(weightKg, heightCm) : null;
  const computed =
    reference && months !== null && index ? bmiZScore(reference, sex, months, index.exact) : null;
  const { min, max } = numberFields.bmiZScore;
  if (computed !== null && computed >= min && computed <= max) return { value: computed, computed: true };
  return typed === undefined ? null : { value: typed, computed: false };
}

/** True where the installed reference covers the age: then nobody reads a chart. */
export function coversAge(
  reference: GrowthReference | null,
  { dateOfBirth, sex }: Pick<StudentView, 'dateOfBirth' | 'sex'>,
  visitDate: string,
): boolean {
  const months = ageInMonths(dateOfBirth, visitDate || today());
  return reference !== null && months !== null && bmiZScore(reference, sex, months, 16) !== null;
}
