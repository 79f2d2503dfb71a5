/**
 * The measurements of a school assessment: unit, decimals and the range outside of which a value cannot be true.
 *
 * Source: the project's table of measurements (LOINC meanings with UCUM units; hard limits are physiological outer
 * bounds for ages 3-20). Values outside are refused when entered; unusual values inside are only warned about.
 */
export interface Measurement {
  readonly unit: string;
  readonly decimals: number;
  readonly min: number;
  readonly max: number;
}

export const measurements = {
  heightCm: { unit: 'cm', decimals: 1, min: 60, max: 220 },
  weightKg: { unit: 'kg', decimals: 1, min: 8, max: 200 },
  waistCm: { unit: 'cm', decimals: 1, min: 30, max: 170 },
  systolicMmHg: { unit: 'mmHg', decimals: 0, min: 50, max: 220 },
  diastolicMmHg: { unit: 'mmHg', decimals: 0, min: 20, max: 150 },
  heartRatePerMin: { unit: '/min', decimals: 0, min: 30, max: 240 },
  respiratoryRatePerMin: { unit: '/min', decimals: 0, min: 6, max: 80 },
  temperatureCel: { unit: '°C', decimals: 1, min: 30, max: 43 },
  oxygenSaturationPct: { unit: '%', decimals: 0, min: 50, max: 100 },
} as const satisfies Record<string, Measurement>;

export type MeasurementKey = keyof typeof measurements;

export const measurementKeys = Object.keys(measurements) as readonly MeasurementKey[];
