import { roundHalfUp } from './decimal.ts';

/** Systolic and diastolic pressure in mmHg at or above which a reading is not normal. */
export interface PressureLimits {
  readonly systolic: number;
  readonly diastolic: number;
}

/**
 * Screening limits by completed years 3-12: the 90th percentile at the 5th height percentile (simplified table of the AAP
 * guideline 2017, Flynn et al., Pediatrics). They over-call tall children on purpose: a reading above is repeated.
 */
const screening: Record<'M' | 'F', readonly (readonly [number, number])[]> = {
  M: [
    [101, 58],
    [102, 60],
    [103, 63],
    [105, 66],
    [106, 68],
    [107, 69],
    [107, 70],
    [108, 72],
    [110, 74],
    [113, 75],
  ],
  F: [
    [102, 60],
    [103, 62],
    [104, 64],
    [105, 67],
    [106, 68],
    [107, 69],
    [108, 71],
    [109, 72],
    [111, 74],
    [114, 75],
  ],
};

/** The limits for an age in completed years; null under 3 years, for which the table says nothing. */
export function pressureLimits(ageYears: number, sex: 'M' | 'F'): PressureLimits | null {
  if (ageYears >= 13) return { systolic: 120, diastolic: 80 };
  const row = screening[sex][Math.floor(ageYears) - 3];
  return row ? { systolic: row[0], diastolic: row[1] } : null;
}

export type PressureClass = 'normal' | 'abnormal' | 'elevated' | 'stage1' | 'stage2' | 'notClassified';

/**
 * Under 13 years Normal or Abnormal, because the simplified table says no more; from 13 years the four classes of the AAP
 * guideline 2017, whose limits are those of adults.
 */
export function pressureClass(
  ageYears: number,
  sex: 'M' | 'F',
  systolic: number,
  diastolic: number,
): PressureClass {
  const limits = pressureLimits(ageYears, sex);
  if (!limits) return 'notClassified';
  if (ageYears < 13) {
    return systolic >= limits.systolic || diastolic >= limits.diastolic ? 'abnormal' : 'normal';
  }
  if (systolic >= 140 || diastolic >= 90) return 'stage2';
  if (systolic >= 130 || diastolic >= 80) return 'stage1';
  return systolic >= 120 ? 'elevated' : 'normal';
}

/** Element 21 of the list knows two words: everything but a normal reading is abnormal. */
export function pressureInterpretation(found: PressureClass): 'normal' | 'abnormal' | null {
  if (found === 'notClassified') return null;
  return found === 'normal' ? 'normal' : 'abnormal';
}

/** One reading, in mmHg. */
export interface Reading {
  readonly systolicMmHg: number;
  readonly diastolicMmHg: number;
}

/** The mean of repeated readings in whole mmHg, half up: what is classified and sent (AAP 2017). Null without a reading. */
export function meanPressure(readings: readonly Reading[]): Reading | null {
  if (readings.length === 0) return null;
  const mean = (key: keyof Reading) =>
    roundHalfUp(readings.reduce((sum, reading) => sum + reading[key], 0) / readings.length, 0);
  return { systolicMmHg: mean('systolicMmHg'), diastolicMmHg: mean('diastolicMmHg') };
}
