import type { Measurement } from './measurements.ts';

/**
 * What a comprehensive screening measures and nobody sends: the element list has no place for it. Hard limits as in
 * `measurements.ts`; `referFrom` is where a finding needs a second look.
 */
export interface LocalMeasurement extends Measurement {
  readonly referFrom: number;
}

/** Pure tone thresholds in dB: above 25 is a finding. */
const threshold: LocalMeasurement = { unit: 'dB', decimals: 0, min: -10, max: 120, referFrom: 26 };

export const localMeasurements = {
  painScore: { unit: '', decimals: 0, min: 0, max: 10, referFrom: 7 },
  /** Scoliometer, Adams forward bend: 7 degrees or more is referred. */
  trunkRotationDeg: { unit: '°', decimals: 0, min: 0, max: 45, referFrom: 7 },
  hearingRight500Db: threshold,
  hearingLeft500Db: threshold,
  hearingRight1000Db: threshold,
  hearingLeft1000Db: threshold,
  hearingRight2000Db: threshold,
  hearingLeft2000Db: threshold,
  hearingRight4000Db: threshold,
  hearingLeft4000Db: threshold,
} as const satisfies Record<string, LocalMeasurement>;

export type LocalMeasurementKey = keyof typeof localMeasurements;

export const localMeasurementKeys = Object.keys(localMeasurements) as readonly LocalMeasurementKey[];

/** True when a value needs a second look. Zero pain is a value, and no finding. */
export function isFinding(key: LocalMeasurementKey, value: number): boolean {
  return value >= localMeasurements[key].referFrom;
}
