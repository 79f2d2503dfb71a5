import { describe, expect, it } from 'vitest';
import { createI18n } from '../i18n.ts';
import { createFormat } from './format.ts';

const en = createFormat('en', createI18n('en').t);
const ar = createFormat('ar', createI18n('ar').t);

/** 23 November 2026, 22:21:09 in the clinic. */
const evening = Date.UTC(2026, 10, 23, 18, 21, 9);
const minute = 60_000;

describe('dates', () => {
  it('are of the clinic, wherever the machine thinks it is', () => {
    expect(en.dateTime(evening)).toBe('23 Nov 2026, 22:21');
    expect(en.date(Date.UTC(2026, 10, 23, 21, 0))).toBe('24 Nov 2026');
  });

  it('keep Latin digits in Arabic', () => {
    expect(ar.date(evening)).toBe('23 نوفمبر 2026');
    expect(ar.shortDateTime(evening)).toBe('23 نوفمبر، 22:21');
    expect(ar.number(12_345)).toBe('12,345');
  });

  it('do not shift a date of birth', () => {
    expect(en.calendarDate('2014-05-17')).toBe('17 May 2014');
  });

  it('write midnight as 00', () => {
    expect(en.time(Date.UTC(2026, 10, 23, 20, 5))).toBe('00:05');
  });
});

describe('distances in time', () => {
  it('are one unit, rounded down', () => {
    expect(en.relative(evening - 119_000, evening)).toBe('1 min ago');
    expect(en.relative(evening + 26 * 60 * minute, evening)).toBe('in 1 day');
    expect(ar.relative(evening - 2 * minute, evening)).toBe('قبل دقيقتين');
  });

  it('are "now" below a second', () => {
    expect(en.relative(evening - 900, evening)).toBe('now');
  });
});

describe('durations', () => {
  it.each([
    [-5, '0 s'],
    [41_001, '42 s'],
    [205_000, '3 min 25 s'],
    [60_000, '1 min 0 s'],
    [7_500_000, '2 h 5 min'],
  ])('of %i ms are %s', (ms, words) => {
    expect(en.duration(ms)).toBe(words);
  });

  it('as ages agree with their number in Arabic', () => {
    const day = 24 * 60 * minute;

    expect([1, 2, 3, 11, 100].map((days) => ar.age(days * day))).toEqual([
      'يوم واحد',
      'يومان',
      '3 أيام',
      '11 يومًا',
      '100 يوم',
    ]);
  });
});
