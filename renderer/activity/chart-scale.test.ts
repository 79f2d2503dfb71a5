import { expect, it } from 'vitest';
import { ageAxisEnd, axisEnd, namedBars } from './chart-scale.ts';

it('ends an axis at a round number that holds the highest bar', () => {
  expect([0, 1, 2, 3, 7, 41, 74, 100, 101, 999].map(axisEnd)).toEqual([
    2, 2, 2, 4, 10, 50, 100, 100, 200, 1000,
  ]);
});

it('names a few bars evenly, from the first on', () => {
  expect(namedBars(24, 8)).toEqual([0, 3, 6, 9, 12, 15, 18, 21]);
  expect(namedBars(7, 8)).toEqual([0, 1, 2, 3, 4, 5, 6]);
  expect(namedBars(31, 8)).toEqual([0, 4, 8, 12, 16, 20, 24, 28]);
});

it('measures ages in the unit that fits', () => {
  expect(ageAxisEnd(0)).toBe(2 * 60_000);
  expect(ageAxisEnd(7 * 60_000)).toBe(10 * 60_000);
  expect(ageAxisEnd(3.2 * 3_600_000)).toBe(4 * 3_600_000);
  expect(ageAxisEnd(3 * 86_400_000)).toBe(4 * 86_400_000);
});
