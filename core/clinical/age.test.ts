import { describe, expect, it } from 'vitest';
import { ageInMonths, ageInYears, isUsualAge } from './age.ts';
import { dubaiDate, isCalendarDate } from './calendar.ts';

describe('ageInYears', () => {
  it.each([
    ['2014-05-17', '2025-05-16', 10],
    ['2014-05-17', '2025-05-17', 11],
    ['2016-02-29', '2025-02-28', 8],
    ['2016-02-29', '2025-03-01', 9],
    ['2025-01-01', '2025-01-01', 0],
  ])('of a child born %s is on %s: %d', (born, on, years) => {
    expect(ageInYears(born, on)).toBe(years);
  });

  it.each([
    ['2025-05-18', '2025-05-17'],
    ['2014-02-30', '2025-05-17'],
    ['17/05/2014', '2025-05-17'],
  ])('is unknown for a birth on %s', (born, on) => {
    expect(ageInYears(born, on)).toBeNull();
    expect(ageInMonths(born, on)).toBeNull();
  });
});

it('counts months as growth references do', () => {
  expect(ageInMonths('2014-05-17', '2025-05-17')).toBeCloseTo(4018 / 30.4375, 10);
});

it('knows the day in Dubai, which is ahead of UTC', () => {
  expect(dubaiDate(Date.parse('2025-11-02T20:00:00Z'))).toBe('2025-11-03');
  expect(dubaiDate(Date.parse('2025-11-02T19:59:59Z'))).toBe('2025-11-02');
  expect(dubaiDate(Number.NaN)).toBeNull();
});

it('tells a day of the calendar from what only looks like one', () => {
  expect(
    ['2024-02-29', '2025-02-29', '2025-13-01', '0000-00-00', '0050-01-01', '2025-1-1'].map(isCalendarDate),
  ).toEqual([true, false, false, false, false, false]);
});

it('finds ages below 3 and above 20 unusual', () => {
  expect([null, 2, 3, 20, 21].map(isUsualAge)).toEqual([false, false, true, true, false]);
});
