import { ageInYears } from '../../core/clinical/age.ts';
import { pressureLimits } from '../../core/clinical/blood-pressure.ts';
import { readNumber } from '../../core/clinical/decimal.ts';
import type { MeasurementKey } from '../../core/clinical/measurements.ts';
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
} from '../../core/clinical/reference-ranges.ts';
import type { StudentView } from '../../core/contract/student.ts';
import type { FormValues } from './form-values.ts';

/** A value that may be true and is worth a second look. It never blocks a save. */
export interface Unusual {
  readonly field: MeasurementKey;
  readonly rule: 'unusual' | 'shrunk' | 'weightChange';
  readonly params: Readonly<Record<string, number>>;
}

type Last = Readonly<Partial<Record<MeasurementKey, number>>>;

/** What is unusual for this student's age and last visit, in the order of the form. Sources: core/clinical. */
export function unusualValues(
  values: FormValues,
  student: StudentView,
  last: Last,
  today: string,
): readonly Unusual[] {
  const age = ageInYears(student.dateOfBirth, today);
  if (age === null) return [];
  const value = (key: MeasurementKey) => readNumber(values[key])?.value;
  const found: Unusual[] = [];
  const height = value('heightCm');
  const lastHeight = last.heightCm;
  if (height !== undefined && lastHeight !== undefined && height < lastHeight - 1) {
    found.push({ field: 'heightCm', rule: 'shrunk', params: { last: lastHeight } });
  }
  for (const [field, range] of ranges(age, student.sex)) {
    const measured = value(field);
    if (measured === undefined || range === null || outside(measured, range) === null) continue;
    found.push({ field, rule: 'unusual', params: { age, min: range.min, max: range.max } });
  }
  const weight = value('weightKg');
  const lastWeight = last.weightKg;
  if (weight !== undefined && lastWeight !== undefined && Math.abs(weight - lastWeight) > lastWeight * 0.2) {
    found.push({ field: 'weightKg', rule: 'weightChange', params: { last: lastWeight } });
  }
  return found;
}

function ranges(age: number, sex: 'M' | 'F'): readonly (readonly [MeasurementKey, Range | null])[] {
  const pressure = pressureLimits(age, sex);
  return [
    ['heightCm', heightRange(age)],
    ['waistCm', waistRange],
    ['temperatureCel', temperatureRange],
    ['heartRatePerMin', heartRateRange(age)],
    ['systolicMmHg', pressure && { min: lowSystolic(age), max: pressure.systolic - 1 }],
    ['diastolicMmHg', pressure && { min: 40, max: pressure.diastolic - 1 }],
    ['respiratoryRatePerMin', respiratoryRateRange(age)],
    ['oxygenSaturationPct', oxygenSaturationRange],
  ];
}
