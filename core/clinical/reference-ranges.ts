/** Values outside are unusual: the form asks to look again, and a result that is sent carries H or L. */
export interface Range {
  readonly min: number;
  readonly max: number;
}

type ByAge = readonly { readonly from: number; readonly below: number; readonly range: Range }[];

function byAge(rows: readonly (readonly [number, number, number, number])[]): ByAge {
  return rows.map(([from, below, min, max]) => ({ from, below, range: { min, max } }));
}

/** 1st-99th centile of heart rate: Fleming et al., Lancet 2011 (PMC3789232). Columns: from age, below age, min, max. */
const heartRate = byAge([
  [3, 4, 70, 136],
  [4, 6, 65, 131],
  [6, 8, 59, 123],
  [8, 12, 52, 115],
  [12, 15, 47, 108],
  [15, 19, 43, 104],
]);

/** 1st-99th centile of respiratory rate: Fleming et al., Lancet 2011. */
const respiratoryRate = byAge([
  [3, 4, 17, 33],
  [4, 6, 17, 29],
  [6, 8, 16, 27],
  [8, 12, 14, 25],
  [12, 15, 12, 23],
  [15, 19, 11, 22],
]);

/** -3 to +3 SD of height in cm, both sexes together: WHO 2007 (from 5 years), WHO 2006 (3 and 4 years). */
const height = byAge([
  [3, 4, 84, 107],
  [4, 5, 90, 116],
  [5, 6, 95, 123],
  [6, 7, 100, 131],
  [7, 8, 104, 138],
  [8, 9, 109, 144],
  [9, 10, 114, 151],
  [10, 11, 119, 158],
  [11, 12, 123, 165],
  [12, 13, 128, 172],
  [13, 14, 134, 178],
  [14, 15, 139, 186],
  [15, 16, 141, 192],
  [16, 17, 142, 196],
  [17, 18, 143, 198],
  [18, 19, 143, 199],
]);

function find(rows: ByAge, ageYears: number): Range | null {
  return rows.find((row) => ageYears >= row.from && ageYears < row.below)?.range ?? null;
}

/** Beats per minute usual for the age (3-18 years); null outside the table. */
export function heartRateRange(ageYears: number): Range | null {
  return find(heartRate, ageYears);
}

/** Breaths per minute usual for the age (3-18 years); null outside the table. */
export function respiratoryRateRange(ageYears: number): Range | null {
  return find(respiratoryRate, ageYears);
}

/** Height in cm usual for the age (3-18 years); null outside the table. */
export function heightRange(ageYears: number): Range | null {
  return find(height, ageYears);
}

/** Body temperature in degrees Celsius: below 35.5 or from 38.0 is unusual at any age. */
export const temperatureRange: Range = { min: 35.5, max: 37.9 };

/** Oxygen saturation in percent: below 95 is unusual at any age. */
export const oxygenSaturationRange: Range = { min: 95, max: 100 };

/** Waist in cm; the form also asks when waist / height is above one half. */
export const waistRange: Range = { min: 40, max: 130 };

/** A systolic pressure below this is unusually low: 70 + 2 x age, and 90 from 10 years. */
export function lowSystolic(ageYears: number): number {
  return ageYears >= 10 ? 90 : 70 + 2 * ageYears;
}

/** `L` below, `H` above, null inside or without a range. */
export function outside(value: number, range: Range | null): 'L' | 'H' | null {
  if (!range) return null;
  if (value < range.min) return 'L';
  return value > range.max ? 'H' : null;
}
