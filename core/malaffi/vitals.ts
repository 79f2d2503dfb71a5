import { pressureLimits } from '../clinical/blood-pressure.ts';
import { bmi, bmiLimits } from '../clinical/bmi.ts';
import { formatDecimal } from '../clinical/decimal.ts';
import { type MeasurementKey, measurements } from '../clinical/measurements.ts';
import {
  heartRateRange,
  outside,
  oxygenSaturationRange,
  type Range,
  respiratoryRateRange,
  temperatureRange,
} from '../clinical/reference-ranges.ts';
import type { Assessment } from '../contract/assessment.ts';
import type { Observation } from './observations.ts';

/** A vital sign on the wire: LOINC code and long name, UCUM unit. `extra` are not on the official element list. */
export interface VitalCode {
  readonly key: MeasurementKey | 'bmi';
  readonly code: string;
  readonly text: string;
  readonly unit: string;
  readonly extra: boolean;
}

/** In the order in which they are sent. Codes: LOINC (Regenstrief Institute), used under its licence. */
export const vitalCodes: readonly VitalCode[] = [
  { key: 'heightCm', code: '8302-2', text: 'Body height', unit: 'cm', extra: false },
  { key: 'weightKg', code: '29463-7', text: 'Body weight', unit: 'kg', extra: false },
  { key: 'bmi', code: '39156-5', text: 'Body mass index (BMI) [Ratio]', unit: 'kg/m2', extra: false },
  {
    key: 'waistCm',
    code: '8280-0',
    text: 'Waist Circumference at umbilicus by Tape measure',
    unit: 'cm',
    extra: false,
  },
  { key: 'systolicMmHg', code: '8480-6', text: 'Systolic blood pressure', unit: 'mm[Hg]', extra: false },
  { key: 'diastolicMmHg', code: '8462-4', text: 'Diastolic blood pressure', unit: 'mm[Hg]', extra: false },
  { key: 'heartRatePerMin', code: '8867-4', text: 'Heart rate', unit: '/min', extra: true },
  { key: 'respiratoryRatePerMin', code: '9279-1', text: 'Respiratory rate', unit: '/min', extra: true },
  { key: 'temperatureCel', code: '8310-5', text: 'Body temperature', unit: 'Cel', extra: true },
  {
    key: 'oxygenSaturationPct',
    code: '59408-5',
    text: 'Oxygen saturation in Arterial blood by Pulse oximetry',
    unit: '%',
    extra: true,
  },
];

/** Who was measured, as far as the flags ask. `ageYears` is null when the date of birth makes no sense. */
export interface Measured {
  readonly ageYears: number | null;
  readonly sex: 'M' | 'F';
}

/** The vital signs that were entered in this assessment, as results. A value of zero is a value. */
export function vitalObservations(
  assessment: Assessment,
  who: Measured,
  options: { readonly extraVitals: boolean },
): readonly Observation[] {
  return vitalCodes
    .filter((vital) => !vital.extra || options.extraVitals)
    .flatMap((vital): readonly Observation[] => {
      const value = valueOfVital(vital.key, assessment);
      if (value === undefined) return [];
      const { code, text, unit } = vital;
      const { decimals } = vital.key === 'bmi' ? bmiLimits : measurements[vital.key];
      const plain: Observation = { code, text, unit, type: 'NM', value: formatDecimal(value, decimals) };
      return [{ ...plain, ...flagOf(vital.key, value, who) }];
    });
}

function valueOfVital(key: VitalCode['key'], { measurements: entered }: Assessment): number | undefined {
  if (key !== 'bmi') return entered[key];
  if (entered.weightKg === undefined || entered.heightCm === undefined) return undefined;
  return bmi(entered.weightKg, entered.heightCm)?.rounded;
}

/** H or L with the range that it was judged by; nothing when the value is usual or no range is known for the age. */
function flagOf(key: VitalCode['key'], value: number, who: Measured): Pick<Observation, 'flag' | 'range'> {
  const limit = pressureLimit(key, who);
  if (limit !== null) return value >= limit ? { flag: 'H', range: `<${limit}` } : {};
  const range = rangeOf(key, who.ageYears);
  const flag = outside(value, range);
  return flag && range ? { flag, range: `${range.min}-${range.max}` } : {};
}

function pressureLimit(key: VitalCode['key'], { ageYears, sex }: Measured): number | null {
  if (ageYears === null) return null;
  const limits = pressureLimits(ageYears, sex);
  if (key === 'systolicMmHg') return limits?.systolic ?? null;
  return key === 'diastolicMmHg' ? (limits?.diastolic ?? null) : null;
}

function rangeOf(key: VitalCode['key'], ageYears: number | null): Range | null {
  if (key === 'temperatureCel') return temperatureRange;
  if (key === 'oxygenSaturationPct') return oxygenSaturationRange;
  if (ageYears === null) return null;
  if (key === 'heartRatePerMin') return heartRateRange(ageYears);
  return key === 'respiratoryRatePerMin' ? respiratoryRateRange(ageYears) : null;
}
