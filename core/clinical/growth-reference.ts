import { roundHalfUp } from './decimal.ts';

/**
 * BMI-for-age z-scores from a reference file that the owner installs: tab separated, header `sex age l m s`, sex 1 boy and 2
 * girl, age in whole months. WHO 2007 publishes such tables under terms that a product must clear first, so none is shipped;
 * without a file a nurse may type the z-score from the chart.
 */
export interface GrowthReference {
  readonly M: readonly Lms[];
  readonly F: readonly Lms[];
}

interface Lms {
  readonly age: number;
  readonly l: number;
  readonly m: number;
  readonly s: number;
}

export type ReferenceFault =
  | { readonly code: 'header' }
  | { readonly code: 'row'; readonly line: number }
  | { readonly code: 'gap'; readonly line: number }
  | { readonly code: 'missingSex' };

/** Reads a reference file; the fault names the line, counted from 1. */
export function readGrowthReference(
  text: string,
):
  | { readonly ok: true; readonly reference: GrowthReference }
  | { readonly ok: false; readonly fault: ReferenceFault } {
  const [header = '', ...lines] = text.replace(/^\ufeff/, '').split(/\r\n|\r|\n/);
  if (header.trim().toLowerCase().split(/\t/).join(' ') !== 'sex age l m s')
    return failed({ code: 'header' });
  const reference: { M: Lms[]; F: Lms[] } = { M: [], F: [] };
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '') continue;
    const cells = line.split('\t').map(Number);
    const [sex = 0, age = 0, l = Number.NaN, m = 0, s = 0] = cells;
    const sound = cells.length === 5 && Number.isInteger(age) && Number.isFinite(l) && m > 0 && s > 0;
    if (!sound || (sex !== 1 && sex !== 2)) return failed({ code: 'row', line: index + 2 });
    const rows = sex === 1 ? reference.M : reference.F;
    const last = rows.at(-1);
    // Interpolation needs each whole month.
    if (last && age !== last.age + 1) return failed({ code: 'gap', line: index + 2 });
    rows.push({ age, l, m, s });
  }
  if (reference.M.length === 0 || reference.F.length === 0) return failed({ code: 'missingSex' });
  return { ok: true, reference };
}

function failed(fault: ReferenceFault) {
  return { ok: false, fault } as const;
}

/** WHO 2007 covers these months of age; outside, no z-score is computed. */
export const zScoreMonths = { min: 60, max: 228 } as const;

/** Beyond these a value is implausible by WHO's own software, and the form asks to confirm. */
export const implausibleZ = { min: -5, max: 5 } as const;

/**
 * The z-score of an unrounded BMI (WHO 2007): L, M and S interpolated between whole months of exact age; beyond 3 SD on the
 * straight line that continues the distance between the second and third. Rounded to two decimals; null outside the ages.
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
