import { expect, it } from 'vitest';
import { backlogByHour } from './backlog.ts';

const hourMs = 3_600_000;
const minuteMs = 60_000;

it('says at the end of each hour how old the oldest waiting message was', () => {
  const waits = [
    { from: 100 * hourMs + 10 * minuteMs, until: 102 * hourMs + 30 * minuteMs },
    { from: 100 * hourMs + 50 * minuteMs, until: 103 * hourMs + 20 * minuteMs },
  ];

  expect(backlogByHour(waits, 100, 104, 104 * hourMs + 30 * minuteMs)).toEqual([
    { hour: 100 * hourMs, ageMs: 50 * minuteMs },
    { hour: 101 * hourMs, ageMs: 110 * minuteMs },
    { hour: 102 * hourMs, ageMs: 130 * minuteMs },
  ]);
});

it('leaves out what came and went within an hour, and ends with now for what still waits', () => {
  const now = 104 * hourMs + 30 * minuteMs;
  const quick = { from: 101 * hourMs, until: 101 * hourMs + 3000 };
  const waiting = { from: 104 * hourMs + 10 * minuteMs, until: null };

  expect(backlogByHour([quick, waiting], 100, 104, now)).toEqual([
    { hour: 104 * hourMs, ageMs: 20 * minuteMs },
  ]);
});

it('knows a message that has waited since before the first hour', () => {
  expect(backlogByHour([{ from: 10 * hourMs, until: null }], 100, 100, 100.5 * hourMs)).toEqual([
    { hour: 100 * hourMs, ageMs: 90.5 * hourMs },
  ]);
});
