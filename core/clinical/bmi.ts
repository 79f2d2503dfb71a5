import { roundHalfUp } from './decimal.ts';

/** BMI in kg/m2: `exact` for classes and z-scores, `rounded` to one decimal for the screen and for sending. */
export interface Bmi {
  readonly exact: number;
  readonly rounded: number;
}

/** A BMI outside these limits is no body's: height or weight is wrong. */
export const bmiLimits = { unit: 'kg/m2', decimals: 1, min: 8, max: 60 } as const;

/**
 * BMI = kg / m2, rounded half up on the decimal value. The rounding is done on whole numbers, because a quotient such as
 * 17.25 may be 17.249999 in binary. Null unless both are above zero and
 * below 10,000.
 */
export function bmi(weightKg: number, heightCm: number): Bmi | null {
  if (!(weightKg > 0 && weightKg < 10_000 && heightCm > 0 && heightCm < 10_000)) return null;
  const weight = wholeThousandths(weightKg);
  const height = wholeThousandths(heightCm);
  if (weight === 0n || height === 0n) return null;
  // kg/m2 = (w/1000) / (h/100000)^2 = w * 10^7 / h^2, here in tenths.
  const numerator = weight * 100_000_000n;
  const denominator = height * height;
  const tenths = (numerator * 2n + denominator) / (denominator * 2n);
  const metres = heightCm / 100;
  return { exact: weightKg / (metres * metres), rounded: Number(tenths) / 10 };
}

function wholeThousandths(value: number): bigint {
  return BigInt(Math.round(roundHalfUp(value, 3) * 1000));
}
