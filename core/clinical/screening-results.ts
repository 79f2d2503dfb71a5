import { type LocalMeasurementKey, localMeasurementKeys, localMeasurements } from './local-measurements.ts';
import type { FindingResult } from './screening-lists.ts';

type Local = { readonly [K in LocalMeasurementKey]?: number | undefined };

/** The tones of a school hearing screening, each in both ears (ASHA, pure tone screening of children); 500 Hz is extra. */
const neededTones = localMeasurementKeys.filter((key) => /^hearing.*(?:1000|2000|4000)Db$/.test(key));

/**
 * The result of a hearing screening: any threshold above 25 dB is a finding; normal only when 1000, 2000 and 4000 Hz were
 * heard in both ears. Null while something is missing.
 */
export function hearingResult(local: Local): FindingResult | null {
  const thresholds = localMeasurementKeys.filter((key) => key.startsWith('hearing'));
  if (thresholds.some((key) => (local[key] ?? -10) >= localMeasurements[key].referFrom)) return 'abnormal';
  return neededTones.every((key) => local[key] !== undefined) ? 'normal' : null;
}

/** The result of a scoliometer reading: 7 degrees or more is referred. Null without one. */
export function scoliosisResult({ trunkRotationDeg }: Local): FindingResult | null {
  if (trunkRotationDeg === undefined) return null;
  return trunkRotationDeg >= localMeasurements.trunkRotationDeg.referFrom ? 'abnormal' : 'normal';
}

/** Haemoglobin in g/dL below which a child is anaemic (WHO guideline 2024, not pregnant, at sea level); null under 2 years. */
export function anaemiaLimit(ageYears: number, sex: 'M' | 'F'): number | null {
  if (ageYears < 2) return null;
  if (ageYears < 5) return 11;
  if (ageYears < 12) return 11.5;
  if (ageYears < 15) return 12;
  return sex === 'M' ? 13 : 12;
}

/** Whether a haemoglobin is that of an anaemic child; null where no limit is known. */
export function haemoglobinResult(
  gPerDl: number,
  ageYears: number | null,
  sex: 'M' | 'F',
): FindingResult | null {
  const limit = ageYears === null ? null : anaemiaLimit(ageYears, sex);
  if (limit === null) return null;
  return gPerDl < limit ? 'abnormal' : 'normal';
}

/** What a comprehensive screening found beside measurements and vision, as far as a result of the visit asks. */
export interface ScreeningFound {
  readonly local?: Local | undefined;
  readonly screening?:
    | {
        readonly physicalExamination?:
          | { readonly [system: string]: { readonly result: FindingResult } | undefined }
          | undefined;
        readonly scoliosis?: { readonly result: FindingResult } | undefined;
        readonly hearing?: { readonly result: FindingResult } | undefined;
        readonly dental?: { readonly result: string } | undefined;
        readonly bloodTest?:
          | {
              readonly result?: FindingResult | undefined;
              readonly haemoglobinGPerDl?: number | undefined;
            }
          | undefined;
      }
    | undefined;
}

/** Who was screened, as far as a limit asks. */
export interface Screened {
  readonly ageYears: number | null;
  readonly sex: 'M' | 'F';
}

/**
 * True when a section found something: by the nurse's word, and where there is none by the numbers. The depression screening has no say: what it found must not be read from the diagnosis
 * of a visit.
 */
export function hasSectionFinding({ local = {}, screening = {} }: ScreeningFound, who: Screened): boolean {
  const { result: blood, haemoglobinGPerDl } = screening.bloodTest ?? {};
  const results = [
    ...Object.values(screening.physicalExamination ?? {}).map((found) => found?.result),
    screening.scoliosis?.result ?? scoliosisResult(local),
    screening.hearing?.result ?? hearingResult(local),
    blood ??
      (haemoglobinGPerDl === undefined ? null : haemoglobinResult(haemoglobinGPerDl, who.ageYears, who.sex)),
  ];
  const teeth = screening.dental?.result;
  return results.includes('abnormal') || (teeth !== undefined && teeth !== 'healthy');
}
