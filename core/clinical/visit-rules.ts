import { meanPressure, type Reading } from './blood-pressure.ts';

/** A rule that is broken: the path in the assessment and the code of its sentence. */
export interface BrokenRule {
  readonly path: readonly string[];
  readonly rule: string;
}

type Given = readonly { readonly givenAt: number }[] | undefined;

/** The times of a visit, in epoch milliseconds: when it began, when it was measured, when medicines were given, when it ended. */
export interface Times {
  readonly visitStartedAt: number;
  readonly measuredAt: number;
  readonly record?:
    | {
        readonly visitEndedAt?: number | undefined;
        readonly clinic?: { readonly medications?: Given; readonly immunisations?: Given } | undefined;
      }
    | undefined;
}

/** Nothing happens before the visit began, and nothing after it ended. */
export function brokenTimes({ visitStartedAt, measuredAt, record }: Times): readonly BrokenRule[] {
  const end = record?.visitEndedAt;
  const broken: BrokenRule[] = [];
  if (measuredAt < visitStartedAt) broken.push({ path: ['measuredAt'], rule: 'beforeVisit' });
  if (end !== undefined && end < Math.max(visitStartedAt, measuredAt)) {
    broken.push({ path: ['record', 'visitEndedAt'], rule: 'endBeforeVisit' });
  }
  for (const list of ['medications', 'immunisations'] as const) {
    for (const [index, { givenAt }] of (record?.clinic?.[list] ?? []).entries()) {
      if (givenAt < visitStartedAt || (end !== undefined && givenAt > end)) {
        broken.push({
          path: ['record', 'clinic', list, String(index), 'givenAt'],
          rule: 'outsideVisit',
        });
      }
    }
  }
  return broken;
}

interface Pressures {
  readonly systolicMmHg?: number | undefined;
  readonly diastolicMmHg?: number | undefined;
}

/** Both pressures or none, the upper above the lower, and with several readings their mean (AAP 2017). */
export function brokenPressures(
  { systolicMmHg, diastolicMmHg }: Pressures,
  readings: readonly Reading[] | undefined,
): readonly BrokenRule[] {
  const path = ['measurements', 'diastolicMmHg'];
  if ((systolicMmHg === undefined) !== (diastolicMmHg === undefined))
    return [{ path, rule: 'bothPressures' }];
  if (systolicMmHg !== undefined && diastolicMmHg !== undefined && systolicMmHg <= diastolicMmHg) {
    return [{ path, rule: 'diastolicBelowSystolic' }];
  }
  const swapped = readings?.findIndex((reading) => reading.systolicMmHg <= reading.diastolicMmHg) ?? -1;
  if (swapped >= 0) {
    return [
      {
        path: ['record', 'pressureReadings', String(swapped), 'diastolicMmHg'],
        rule: 'diastolicBelowSystolic',
      },
    ];
  }
  const mean = readings && meanPressure(readings);
  const fits = !mean || (mean.systolicMmHg === systolicMmHg && mean.diastolicMmHg === diastolicMmHg);
  return fits ? [] : [{ path: ['measurements', 'systolicMmHg'], rule: 'meanOfReadings' }];
}

/** True for text that says nothing. */
export function isBlank(text: string | undefined): boolean {
  return text === undefined || text.trim() === '';
}
