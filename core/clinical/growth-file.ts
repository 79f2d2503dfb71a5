import type { GrowthReference, Lms } from './growth-reference.ts';

/** Why a reference file is refused; lines are counted from 1. */
export type ReferenceFault =
  /** The first line is not `sex age l m s`. */
  | { readonly code: 'header' }
  /** Not five numbers, or a sex that is neither 1 nor 2. */
  | { readonly code: 'row'; readonly line: number }
  /** Numbers that no table of BMI holds: a table of height or weight, or a slipped column. */
  | { readonly code: 'notBmi'; readonly line: number }
  /** A month is missing, comes twice or out of order. */
  | { readonly code: 'gap'; readonly line: number }
  | { readonly code: 'missingSex' }
  /** The months from 60 to 228, which WHO 2007 covers, are not all there for both sexes. */
  | { readonly code: 'coverage' };

export type ReferenceRead =
  | { readonly ok: true; readonly reference: GrowthReference }
  | { readonly ok: false; readonly fault: ReferenceFault };

/** What a file must hold for both sexes, in whole months of age: WHO 2007 from 5 years to 19. */
export const neededMonths = { min: 60, max: 228 } as const;

/** A number as such tables print it; an empty cell is none. */
const numeric = /^-?\d+(?:\.\d+)?$/;

/** L, M and S of any BMI-for-age table of children lie well inside; those of height or weight, and slipped columns, do not. */
const plausible = (l: number, m: number, s: number) =>
  Math.abs(l) <= 5 && m >= 11 && m <= 30 && s >= 0.03 && s <= 0.3;

/**
 * Reads a BMI-for-age reference file that IT installs. Tab separated text, header `sex age l m s`; sex 1 boy and 2 girl, age
 * in whole months, without gaps; at least 60 to 228 months for both sexes, and the months before where the file has them
 * (WHO 2006). No rows are shipped: WHO's terms must be cleared by the owner first.
 */
export function readGrowthReference(text: string): ReferenceRead {
  const [header = '', ...lines] = text.replace(/^\ufeff/, '').split(/\r\n|\r|\n/);
  if (header.trim().toLowerCase().split(/\t/).join(' ') !== 'sex age l m s')
    return failed({ code: 'header' });
  const reference: { M: Lms[]; F: Lms[] } = { M: [], F: [] };
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '') continue;
    const at = index + 2;
    const cells = line.split('\t').map((cell) => cell.trim());
    if (cells.length !== 5 || !cells.every((cell) => numeric.test(cell)))
      return failed({ code: 'row', line: at });
    const [sex = 0, age = 0, l = 0, m = 0, s = 0] = cells.map(Number);
    if ((sex !== 1 && sex !== 2) || !Number.isInteger(age) || age < 0)
      return failed({ code: 'row', line: at });
    if (!plausible(l, m, s)) return failed({ code: 'notBmi', line: at });
    const rows = sex === 1 ? reference.M : reference.F;
    const last = rows.at(-1);
    // Interpolation needs each whole month.
    if (last && age !== last.age + 1) return failed({ code: 'gap', line: at });
    rows.push({ age, l, m, s });
  }
  if (reference.M.length === 0 || reference.F.length === 0) return failed({ code: 'missingSex' });
  const covers = (rows: readonly Lms[]) =>
    (rows[0]?.age ?? Infinity) <= neededMonths.min && (rows.at(-1)?.age ?? 0) >= neededMonths.max;
  return covers(reference.M) && covers(reference.F) ? { ok: true, reference } : failed({ code: 'coverage' });
}

/** The months of age that a reference covers for both sexes, to show what is installed. */
export function referenceMonths({ M, F }: GrowthReference): { readonly from: number; readonly to: number } {
  return {
    from: Math.max(M[0]?.age ?? 0, F[0]?.age ?? 0),
    to: Math.min(M.at(-1)?.age ?? 0, F.at(-1)?.age ?? 0),
  };
}

function failed(fault: ReferenceFault): ReferenceRead {
  return { ok: false, fault };
}
