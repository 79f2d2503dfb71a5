import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bmi } from './bmi.ts';
import { formatDecimal, readNumber, roundHalfUp } from './decimal.ts';
import { asciiDigits } from './digits.ts';
import { phoneDigits } from './phone.ts';

describe('roundHalfUp', () => {
  it.each([
    [1.005, 2, 1.01],
    [17.25, 1, 17.3],
    [17.249, 1, 17.2],
    [0.05, 1, 0.1],
    [2.5, 0, 3],
    [0, 1, 0],
    [1e-7, 1, 0],
  ])('rounds %d to %d decimals: %d', (value, decimals, expected) => {
    expect(roundHalfUp(value, decimals)).toBe(expected);
  });
});

describe('formatDecimal', () => {
  it('writes all decimals, and a zero as a zero', () => {
    expect([
      formatDecimal(61, 1),
      formatDecimal(138.5, 1),
      formatDecimal(0, 0),
      formatDecimal(104, 0),
    ]).toEqual(['61.0', '138.5', '0', '104']);
  });
});

describe('readNumber', () => {
  it.each([
    ['138.5', '138.5'],
    ['138,5', '138.5'],
    ['١٣٨٫٥', '138.5'],
    ['۱۳۸,۵', '138.5'],
    ['0138.50', '138.5'],
    [' 7 ', '7'],
    ['0', '0'],
    ['007.', '7'],
  ])('reads %s as %s', (typed, text) => {
    expect(readNumber(typed)).toEqual({ text, value: Number(text) });
  });

  it.each(['', ' ', 'abc', '138.5cm', '120/80', '1,234.5', '1e3', '.5', '--1', '1 2', 'NaN', '5\'2"'])(
    'refuses %j',
    (typed) => {
      expect(readNumber(typed)).toBeNull();
    },
  );

  it('reads what formatDecimal wrote', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99_999 }), (tenths) => {
        expect(readNumber(formatDecimal(tenths / 10, 1))?.value).toBe(tenths / 10);
      }),
    );
  });
});

describe('bmi', () => {
  it('computes the vectors of the specification', () => {
    expect(bmi(33.2, 138.5)?.rounded).toBe(17.3);
    expect(bmi(33.2, 138.5)?.exact).toBeCloseTo(17.3077, 4);
  });

  it('rounds half up where the quotient ends in five, whatever binary makes of it', () => {
    // 69 kg at 2 m is 17.25 exactly; 44.1 kg at 1.4 m is 22.5; 23.4 kg at 1.2 m is 16.25.
    expect([bmi(69, 200)?.rounded, bmi(44.1, 140)?.rounded, bmi(23.4, 120)?.rounded]).toEqual([
      17.3, 22.5, 16.3,
    ]);
  });

  it('agrees with exact arithmetic for every weight and height a nurse can type', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 80, max: 2000 }),
        fc.integer({ min: 600, max: 2200 }),
        (hectograms, millimetres) => {
          // tenths of kg/m2 = (w/10) / (h/1000)^2 * 10 = w * 10^6 / h^2
          const doubled =
            (2 * hectograms * 1_000_000 + millimetres * millimetres) / (2 * millimetres * millimetres);
          expect(bmi(hectograms / 10, millimetres / 10)?.rounded).toBe(Math.floor(doubled) / 10);
        },
      ),
    );
  });

  it.each([
    [0, 138.5],
    [33.2, 0],
    [-1, 100],
    [Number.NaN, 100],
    [33, Number.POSITIVE_INFINITY],
    [1e-9, 100],
  ])('gives nothing for %d kg and %d cm', (weight, height) => {
    expect(bmi(weight, height)).toBeNull();
  });
});

it('reads Arabic-Indic and Eastern digits', () => {
  expect(asciiDigits('٠١٢٣٤٥٦٧٨٩ ۰۱۲۳۴۵۶۷۸۹ x')).toBe('0123456789 0123456789 x');
});

describe('phoneDigits', () => {
  it.each([
    '00971501234567',
    '+971 50 123 4567',
    '050-123-4567',
    '971501234567',
    '٠٥٠ ١٢٣ ٤٥٦٧',
    '(050) 1234567',
    '+971 (0)50 123 4567',
  ])('reads %s', (typed) => {
    expect(phoneDigits(typed)).toBe('00971501234567');
  });

  it('keeps a foreign number and a land line', () => {
    expect(phoneDigits('+44 20 7946 0018')).toBe('00442079460018');
    expect(phoneDigits('02 123 4567')).toBe('0097121234567');
  });

  it.each(['', 'none', '12', '050 123 4567 ext 3', '+'])('refuses %j', (typed) => {
    expect(phoneDigits(typed)).toBeNull();
  });
});
