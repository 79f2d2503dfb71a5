import { roundHalfUp } from './decimal.ts';

export type BmiClass =
  | 'normal'
  | 'overweight'
  | 'obese'
  | 'severeObesity'
  | 'wasted'
  | 'severelyWasted'
  | 'thinness'
  | 'severeThinness'
  | 'underweight';

/**
 * The class of element 18. From 2 to under 19 years by z-score, rounded to two decimals so that class and screen agree; an
 * exact boundary belongs to the lower-risk class. The list leaves +2 to +3 open under 5 years (overweight here) and prints one
 * range twice for wasting (severe from below -3 here): both are assumptions of ours. Null outside the ages.
 */
export function bmiClassByZ(ageYears: number, zScore: number): BmiClass | null {
  if (!(ageYears >= 2 && ageYears < 19)) return null;
  const z = roundHalfUp(zScore, 2);
  const young = ageYears < 5;
  if (z < -3) return young ? 'severelyWasted' : 'severeThinness';
  if (z < -2) return young ? 'wasted' : 'thinness';
  if (z <= 1) return 'normal';
  if (z <= 2) return 'overweight';
  if (z <= 3) return young ? 'overweight' : 'obese';
  return young ? 'obese' : 'severeObesity';
}

/** The class of an adult, from 19 years, by the unrounded BMI with half-open limits (24.95 is normal). */
export function bmiClassOfAdult(exactBmi: number): BmiClass {
  if (exactBmi < 18.5) return 'underweight';
  if (exactBmi < 25) return 'normal';
  return exactBmi < 30 ? 'overweight' : 'obese';
}

/**
 * The class of a student by the rule of the age: from 19 years by BMI, before by z-score. Null without the value that the age
 * asks for.
 */
export function bmiClass(ageYears: number, exactBmi: number | null, zScore: number | null): BmiClass | null {
  if (ageYears >= 19) return exactBmi === null ? null : bmiClassOfAdult(exactBmi);
  return zScore === null ? null : bmiClassByZ(ageYears, zScore);
}
