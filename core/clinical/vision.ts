import { type Acuity, acuities } from './acuity.ts';

export type EyeFlags = { readonly right: boolean; readonly left: boolean };

/**
 * Which eye is abnormal by the school-clinic rule: at 3-5 years 6/15 or worse, from 6 years 6/12 or worse, or the worse eye
 * when the two differ by one line or more. One line is one step in the list of acuities. Null under 3 years: no rule.
 */
export function abnormalEyes(
  ageYears: number,
  eyes: { readonly right?: Acuity | undefined; readonly left?: Acuity | undefined },
): EyeFlags | null {
  if (ageYears < 3) return null;
  const limit = acuities.indexOf(ageYears < 6 ? '6/15' : '6/12');
  const right = eyes.right === undefined ? null : acuities.indexOf(eyes.right);
  const left = eyes.left === undefined ? null : acuities.indexOf(eyes.left);
  const beyond = (eye: number | null, other: number | null) =>
    eye !== null && (eye >= limit || (other !== null && eye > other));
  return { right: beyond(right, left), left: beyond(left, right) };
}

export type VisionResult = 'normal' | 'abnormal' | 'notClassified';

export interface VisionFindings {
  readonly right?: Acuity | undefined;
  readonly left?: Acuity | undefined;
  readonly rightCorrected?: Acuity | undefined;
  readonly leftCorrected?: Acuity | undefined;
}

/**
 * The screening result (element 29). `judgeBy` decides an open point of the rule: with the student's own lenses where they
 * were worn (the default), or always without. Both eyes are needed for a normal result.
 */
export function visionResult(
  ageYears: number,
  found: VisionFindings,
  judgeBy: 'withLenses' | 'withoutLenses' = 'withLenses',
): VisionResult {
  const corrected = found.rightCorrected !== undefined || found.leftCorrected !== undefined;
  const eyes =
    judgeBy === 'withLenses' && corrected
      ? { right: found.rightCorrected, left: found.leftCorrected }
      : { right: found.right, left: found.left };
  const flags = abnormalEyes(ageYears, eyes);
  if (flags === null) return 'notClassified';
  if (flags.right || flags.left) return 'abnormal';
  return eyes.right === undefined || eyes.left === undefined ? 'notClassified' : 'normal';
}
