import { expect, it } from 'vitest';
import type { Activity } from '../../core/contract/health.ts';
import { barsOf } from './bars.ts';

const hourMs = 3_600_000;
const at = (text: string) => Date.parse(text);

function activity(
  from: string,
  to: string,
  hours: readonly [string, number, number, number | null][],
): Activity {
  return {
    from: at(from),
    to: at(to),
    hours: hours.map(([hour, sent, failed, ackMedianMs]) => {
      return { hour: at(hour), sent, failed, ackMedianMs, ackP95Ms: ackMedianMs };
    }),
    acksSampled: false,
    ackMedianMs: null,
    backlog: [],
    success: { sent: 0, finished: 0, windowHours: 24 },
    outages: [],
  };
}

it('draws an hour in which nothing happened as an empty bar', () => {
  const bars = barsOf(
    activity('2026-11-24T08:00:00Z', '2026-11-24T10:20:00Z', [
      ['2026-11-24T08:00:00Z', 3, 1, 90],
      ['2026-11-24T10:00:00Z', 2, 0, 80],
    ]),
    'hour',
  );

  expect(bars.map(({ sent, failed }) => [sent, failed])).toEqual([
    [3, 1],
    [0, 0],
    [2, 0],
  ]);
  expect((bars[1]?.at ?? 0) - (bars[0]?.at ?? 0)).toBe(hourMs);
});

it('begins a day at midnight of the clinic, not of Greenwich', () => {
  const bars = barsOf(
    activity('2026-11-23T19:00:00Z', '2026-11-23T21:00:00Z', [
      ['2026-11-23T19:00:00Z', 1, 0, 50],
      ['2026-11-23T20:00:00Z', 5, 2, 70],
      ['2026-11-23T21:00:00Z', 1, 0, 900],
    ]),
    'day',
  );

  expect(bars.map(({ at: start, sent }) => [new Date(start).toISOString(), sent])).toEqual([
    ['2026-11-22T20:00:00.000Z', 1],
    ['2026-11-23T20:00:00.000Z', 6],
  ]);
  expect(bars[1]?.ackMedianMs).toBe(900);
});
