import { roundHalfUp } from './decimal.ts';

/** One row of a reference: age in whole months and the Box-Cox parameters of BMI at that age. */
export interface Lms {
  readonly age: number;
  readonly l: number;
  readonly m: number;
  readonly s: number;
}

/**
 * BMI-for-age from a file that IT installs (`growth-file.ts`), rows by age without gaps. Without it a nurse may type the
 * z-score from the chart.
 */
export interface GrowthReference {
  readonly M: readonly Lms[];
  readonly F: readonly Lms[];
}

/** Ages in months for which a z-score has a class in the list; the file decides what it covers of them. */
export const zScoreMonths = { min: 24, max: 228 } as const;

/** Beyond these a value is implausible by WHO's own software, and the form asks to confirm. */
export const implausibleZ = { min: -5, max: 5 } as const;

/**
 * The z-score of an unrounded BMI (WHO 2007): L, M and S interpolated between whole months of exact age; beyond 3 SD on the
 * straight line that continues the distance between the second and third. Rounded to two decimals; null outside the ages and
 * outside the file.
 */
export function bmiZScore(
  reference: GrowthReference,
  sex: 'M' | 'F',
  ageMonths: number,
  exactBmi: number,
): number | null {
  if (!(ageMonths >= zScoreMonths.min && ageMonths <= zScoreMonths.max && exactBmi > 0)) return null;
  const lms = interpolated(reference[sex], ageMonths);
  if (!lms) return null;
  const z =
    lms.l === 0 ? Math.log(exactBmi / lms.m) / lms.s : ((exactBmi / lms.m) ** lms.l - 1) / (lms.l * lms.s);
  return roundHalfUp(beyondThree(z, exactBmi, lms), 2);
}

function beyondThree(z: number, value: number, lms: Lms): number {
  const sd = (k: number) =>
    lms.l === 0 ? lms.m * Math.exp(lms.s * k) : lms.m * (1 + lms.l * lms.s * k) ** (1 / lms.l);
  if (z > 3) return 3 + (value - sd(3)) / (sd(3) - sd(2));
  return z < -3 ? -3 + (value - sd(-3)) / (sd(-2) - sd(-3)) : z;
}

function interpolated(rows: readonly Lms[], ageMonths: number): Lms | null {
  const first = rows[0];
  if (!first) return null;
  const below = rows[Math.floor(ageMonths) - first.age];
  const above = rows[Math.ceil(ageMonths) - first.age];
  if (!below || !above) return null;
  const part = ageMonths - Math.floor(ageMonths);
  const between = (a: number, b: number) => a + (b - a) * part;
  return {
    age: ageMonths,
    l: between(below.l, above.l),
    m: between(below.m, above.m),
    s: between(below.s, above.s),
  };
}
