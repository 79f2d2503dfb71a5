import { expect, it } from 'vitest';
import type { GrowthReference } from '../../core/clinical/growth-reference.ts';
import { blankForm } from './form-values.ts';
import { coversAge, zScoreOf } from './z-score.ts';

/** An invented reference: at every age the middle is 16 with a tenth of it as the spread. */
const rows = Array.from({ length: 170 }, (_, at) => ({ age: 60 + at, l: 1, m: 16, s: 0.1 }));
const reference: GrowthReference = { M: rows, F: rows };
const girl = { dateOfBirth: '2016-02-11', sex: 'F' } as const;
const form = { ...blankForm('annual', '2026-11-24'), heightCm: '100', weightKg: '17.6' };

it('is computed where a reference covers the age', () => {
  expect(zScoreOf(form, girl, reference)).toEqual({ value: 1, computed: true });
  expect(zScoreOf({ ...form, bmiZScore: '2.5' }, girl, reference)).toEqual({ value: 1, computed: true });
  expect(coversAge(reference, girl, '2026-11-24')).toBe(true);
});

it('is what was read from the chart without a reference, or outside of its ages', () => {
  const typed = { ...form, bmiZScore: '-1,25' };

  expect(zScoreOf(typed, girl, null)).toEqual({ value: -1.25, computed: false });
  expect(zScoreOf(typed, { ...girl, dateOfBirth: '2023-01-01' }, reference)).toEqual({
    value: -1.25,
    computed: false,
  });
  expect(coversAge(reference, { ...girl, dateOfBirth: '2023-01-01' }, '2026-11-24')).toBe(false);
  expect(zScoreOf(form, girl, null)).toBeNull();
});
