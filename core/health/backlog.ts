import type { Activity } from '../contract/health.ts';

const hourMs = 3_600_000;

/** From when to when a message waited; `until` null where it still does. */
export interface Wait {
  readonly from: number;
  readonly until: number | null;
}

/**
 * How old the oldest waiting message was at the end of each hour from `first` to `last` (hours since 1970, both included; the
 * last one ends now). Hours at whose end nothing waited are left out.
 */
export function backlogByHour(
  waits: readonly Wait[],
  first: number,
  last: number,
  now: number,
): Activity['backlog'] {
  const oldest = new Map<number, number>();
  for (const { from, until } of waits) {
    const end = until ?? Number.POSITIVE_INFINITY;
    const begin = Math.max(first, Math.floor(from / hourMs));
    for (let hour = begin; hour <= last; hour += 1) {
      const at = hour === last ? now : (hour + 1) * hourMs;
      if (end <= at) break;
      if (from <= at) oldest.set(hour, Math.min(oldest.get(hour) ?? from, from));
    }
  }
  return [...oldest]
    .toSorted(([a], [b]) => a - b)
    .map(([hour, from]) => ({
      hour: hour * hourMs,
      ageMs: (hour === last ? now : (hour + 1) * hourMs) - from,
    }));
}
