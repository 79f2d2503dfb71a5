import type { Activity } from '../../core/contract/health.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** The clinic's time zone (Asia/Dubai) is four hours ahead all year: it has no summer time. */
const aheadMs = 4 * hourMs;

/** One bar: what finished between `at` (epoch milliseconds) and the next one. */
export interface Bar {
  readonly at: number;
  readonly sent: number;
  readonly failed: number;
  /** The slowest of its hours: a median of medians would be the median of nothing. Null where nothing was acknowledged. */
  readonly ackMedianMs: number | null;
  /** How old the oldest waiting message was, at most; 0 where nothing waited. */
  readonly backlogMs: number;
}

/** Every hour or clinic day of the range, those without any event included: a gap must look like a gap. */
export function barsOf({ from, to, hours, backlog }: Activity, unit: 'hour' | 'day'): readonly Bar[] {
  const size = unit === 'hour' ? hourMs : dayMs;
  const shift = unit === 'hour' ? 0 : aheadMs;
  const indexOf = (at: number) => Math.floor((at + shift) / size);
  const first = indexOf(from);
  const bars = Array.from({ length: indexOf(to) - first + 1 }, (_, index): Bar => {
    return { at: (first + index) * size - shift, sent: 0, failed: 0, ackMedianMs: null, backlogMs: 0 };
  });
  for (const { hour, sent, failed, ackMedianMs } of hours) {
    const index = indexOf(hour) - first;
    const bar = bars[index];
    if (!bar) continue;
    bars[index] = {
      ...bar,
      sent: bar.sent + sent,
      failed: bar.failed + failed,
      ackMedianMs: slower(bar.ackMedianMs, ackMedianMs),
    };
  }
  for (const { hour, ageMs } of backlog) {
    const index = indexOf(hour) - first;
    const bar = bars[index];
    if (bar) bars[index] = { ...bar, backlogMs: Math.max(bar.backlogMs, ageMs) };
  }
  return bars;
}

function slower(one: number | null, other: number | null): number | null {
  if (one === null || other === null) return one ?? other;
  return Math.max(one, other);
}
