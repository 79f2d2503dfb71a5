import { pressureClass, pressureInterpretation } from './blood-pressure.ts';
import { bmi } from './bmi.ts';
import { implausibleZ } from './growth-reference.ts';
import { isFinding, type LocalMeasurementKey, localMeasurements } from './local-measurements.ts';
import type { MeasurementKey } from './measurements.ts';
import type { Disposition } from './record-lists.ts';
import {
  heartRateRange,
  heightRange,
  lowSystolic,
  outside,
  oxygenSaturationRange,
  type Range,
  respiratoryRateRange,
  temperatureRange,
  waistRange,
} from './reference-ranges.ts';

/** A value that is possible and unusual: the form asks to look again, and never blocks. */
export interface Warning {
  readonly path: MeasurementKey | LocalMeasurementKey;
  readonly rule:
    | 'unusualForAge'
    | 'unusual'
    | 'urgent'
    | 'shrunk'
    | 'grewFast'
    | 'weightChanged'
    | 'waistAboveHalfHeight'
    | 'lowForAge'
    | 'repeatPressure'
    | 'heightAndWeightSwapped'
    | 'feverBackToClass'
    | 'unusualBmi'
    | 'implausibleBmi'
    | 'severePain'
    | 'hearingFinding'
    | 'trunkRotationFinding';
  readonly params: Readonly<Record<string, number>>;
}

type Values = { readonly [K in Warning['path']]?: number | undefined };

/** What is known beside the values: age on the day, the last time's height and weight, where the student goes. */
export interface WarningContext {
  readonly ageYears: number | null;
  readonly sex: 'M' | 'F';
  readonly disposition?: Disposition | undefined;
  /** The z-score of the BMI, computed or typed, where there is one. */
  readonly bmiZScore?: number | undefined;
  /** How many readings the pressure is the mean of; after two or three there is nothing to repeat. */
  readonly pressureReadings?: number | undefined;
  readonly last?: { readonly heightCm?: number; readonly weightKg?: number; readonly monthsAgo: number };
}

/** Every soft rule of the table of measurements that the values break. Sources: `reference-ranges.ts`, `blood-pressure.ts`. */
export function warningsOf(values: Values, context: WarningContext): readonly Warning[] {
  return [
    ...rangeWarnings(values, context),
    ...temperatureWarnings(values, context),
    ...growthWarnings(values, context),
    ...pressureWarnings(values, context),
    ...findingWarnings(values),
  ];
}

const hearingOf = (ear: 'Right' | 'Left') =>
  ([500, 1000, 2000, 4000] as const).map((hertz) => `hearing${ear}${hertz}Db` as const);

/** Findings of what stays in the clinic, each where `localMeasurements` refers from; an ear is one finding, at its worst tone. */
function findingWarnings(values: Values): readonly Warning[] {
  const worst = (['Right', 'Left'] as const).flatMap((ear) => {
    const [first] = hearingOf(ear).toSorted((a, b) => (values[b] ?? -10) - (values[a] ?? -10));
    return first ? [first] : [];
  });
  const looked: readonly (readonly [LocalMeasurementKey, Warning['rule']])[] = [
    ['painScore', 'severePain'],
    ['trunkRotationDeg', 'trunkRotationFinding'],
    ...worst.map((tone) => [tone, 'hearingFinding'] as const),
  ];
  return looked.flatMap(([path, rule]) => {
    const value = values[path];
    if (value === undefined || !isFinding(path, value)) return [];
    const from = localMeasurements[path].referFrom;
    return [{ path, rule, params: { from, above: from - 1 } }];
  });
}

function rangeWarnings(values: Values, { ageYears }: WarningContext): readonly Warning[] {
  const age = ageYears ?? -1;
  const ranges: readonly (readonly [MeasurementKey, Range | null, Warning['rule']])[] = [
    ['heightCm', heightRange(age), 'unusualForAge'],
    ['heartRatePerMin', heartRateRange(age), 'unusualForAge'],
    ['respiratoryRatePerMin', respiratoryRateRange(age), 'unusualForAge'],
    ['temperatureCel', temperatureRange, 'unusual'],
    ['oxygenSaturationPct', oxygenSaturationRange, 'unusual'],
    ['waistCm', waistRange, 'unusual'],
  ];
  return ranges.flatMap(([path, range, rule]) => {
    const value = values[path];
    if (value === undefined || range === null || outside(value, range) === null) return [];
    return [{ path, rule, params: { min: range.min, max: range.max } }];
  });
}

/** Fever from 39.5, a body below 35.0 and a saturation below 92 do not wait; from 38.0 no child goes back to class unasked. */
function temperatureWarnings(
  { temperatureCel, oxygenSaturationPct }: Values,
  { disposition }: WarningContext,
): readonly Warning[] {
  const warnings: Warning[] = [];
  if (temperatureCel !== undefined && temperatureCel >= 38 && disposition === 'backToClass') {
    warnings.push({ path: 'temperatureCel', rule: 'feverBackToClass', params: {} });
  }
  if (temperatureCel !== undefined && (temperatureCel >= 39.5 || temperatureCel < 35)) {
    warnings.push({ path: 'temperatureCel', rule: 'urgent', params: {} });
  }
  if (oxygenSaturationPct !== undefined && oxygenSaturationPct < 92) {
    warnings.push({ path: 'oxygenSaturationPct', rule: 'urgent', params: {} });
  }
  return warnings;
}

function growthWarnings(values: Values, { last, bmiZScore }: WarningContext): readonly Warning[] {
  const { heightCm, weightKg, waistCm } = values;
  const warnings: Warning[] = [];
  if (heightCm !== undefined && last?.heightCm !== undefined) {
    const grown = heightCm - last.heightCm;
    const params = { last: last.heightCm };
    if (grown < -1) warnings.push({ path: 'heightCm', rule: 'shrunk', params });
    // 12 cm in a year, in proportion; under a quarter the error of two measurements would look like growth.
    else if (grown > Math.max(last.monthsAgo, 3)) {
      warnings.push({ path: 'heightCm', rule: 'grewFast', params });
    }
  }
  if (weightKg !== undefined && last?.weightKg !== undefined && last.monthsAgo <= 12) {
    if (Math.abs(weightKg / last.weightKg - 1) > 0.2) {
      warnings.push({ path: 'weightKg', rule: 'weightChanged', params: { last: last.weightKg } });
    }
  }
  if (waistCm !== undefined && heightCm !== undefined && waistCm / heightCm > 0.5) {
    warnings.push({ path: 'waistCm', rule: 'waistAboveHalfHeight', params: {} });
  }
  if (weightKg !== undefined && heightCm !== undefined) {
    // WHO flags a z-score beyond 5 as a likely error; beyond 3 the value is rare.
    if (bmiZScore !== undefined && Math.abs(bmiZScore) > 3) {
      const implausible = bmiZScore < implausibleZ.min || bmiZScore > implausibleZ.max;
      warnings.push({
        path: 'weightKg',
        rule: implausible ? 'implausibleBmi' : 'unusualBmi',
        params: { z: bmiZScore },
      });
    }
    const found = bmi(weightKg, heightCm)?.exact ?? 0;
    const swapped = bmi(heightCm, weightKg)?.exact ?? 0;
    if ((found < 8 || found > 60) && swapped >= 8 && swapped <= 60) {
      warnings.push({ path: 'weightKg', rule: 'heightAndWeightSwapped', params: {} });
    }
  }
  return warnings;
}

function pressureWarnings(
  values: Values,
  { ageYears, sex, pressureReadings = 1 }: WarningContext,
): readonly Warning[] {
  const { systolicMmHg, diastolicMmHg } = values;
  const warnings: Warning[] = [];
  if (systolicMmHg !== undefined && ageYears !== null && systolicMmHg < lowSystolic(ageYears)) {
    warnings.push({ path: 'systolicMmHg', rule: 'lowForAge', params: { min: lowSystolic(ageYears) } });
  }
  if (diastolicMmHg !== undefined && diastolicMmHg < 40) {
    warnings.push({ path: 'diastolicMmHg', rule: 'lowForAge', params: { min: 40 } });
  }
  if (systolicMmHg !== undefined && diastolicMmHg !== undefined && ageYears !== null) {
    const found = pressureClass(ageYears, sex, systolicMmHg, diastolicMmHg);
    // AAP 2017: the mean of two or three readings decides.
    if (pressureInterpretation(found) === 'abnormal' && pressureReadings < 2) {
      warnings.push({ path: 'systolicMmHg', rule: 'repeatPressure', params: {} });
    }
  }
  return warnings;
}
