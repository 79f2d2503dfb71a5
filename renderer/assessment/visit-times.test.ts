import { expect, it } from 'vitest';
import { instantOf, readTime, timeOf, visitTimes } from './visit-times.ts';

// 24 November 2026, 10:00 in Dubai.
const now = Date.UTC(2026, 10, 24, 6);
const none = { timeIn: '', timeOut: '', given: [] };

it.each([
  ['9:05', '09:05'],
  ['0905', '09:05'],
  ['905', '09:05'],
  ['9', '09:00'],
  ['٩:٠٥', '09:05'],
  ['9.5', '09:05'],
  ['23:59', '23:59'],
  ['24:00', null],
  ['12:60', null],
  ['', null],
  ['soon', null],
])('reads %s as %s', (typed, time) => {
  expect(readTime(typed)).toBe(time);
});

it('counts in the time of Dubai', () => {
  expect(instantOf('2026-11-24', '10:00')).toBe(now);
  expect(timeOf(now)).toBe('10:00');
  expect(instantOf('2026-13-24', '10:00')).toBeUndefined();
});

it('takes now for today and noon for an earlier day', () => {
  expect(visitTimes('2026-11-24', now, none)).toEqual({ visitStartedAt: now, measuredAt: now });
  const noon = Date.UTC(2026, 10, 20, 8);
  expect(visitTimes('2026-11-20', now, none)).toEqual({ visitStartedAt: noon, measuredAt: noon });
});

it('never measures before the visit began, nor after the student left', () => {
  const early = visitTimes('2026-11-20', now, { ...none, timeIn: '14:00', timeOut: '14:30' });

  expect(early.measuredAt).toBeGreaterThanOrEqual(early.visitStartedAt);
  expect(early.measuredAt).toBeLessThanOrEqual(early.visitEndedAt ?? 0);
});

it('begins no later than the first thing that was given', () => {
  const given = [now - 600_000];

  expect(visitTimes('2026-11-24', now, { ...none, given }).visitStartedAt).toBe(now - 600_000);
});
