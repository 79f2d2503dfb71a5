import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkEmiratesId, dashedEmiratesId, maskEmiratesId, yearDiffers } from './emirates-id.ts';

describe('checkEmiratesId', () => {
  it.each([
    '784201400000010',
    '784201400000028',
    '784201400000424',
    '784201600000018',
    '784201800000016',
    '784202000000012',
    '784200800000018',
  ])('finds nothing wrong with %s', (digits) => {
    expect(checkEmiratesId(digits)).toEqual({ kind: 'number', digits, doubts: [] });
  });

  it.each(['784201400000011', '784201400000020'])('doubts the check digit of %s', (digits) => {
    expect(checkEmiratesId(digits)).toEqual({ kind: 'number', digits, doubts: ['checkDigit'] });
  });

  it('doubts any single digit that is mistyped', () => {
    const number = '784201400000010';

    fc.assert(
      fc.property(fc.nat({ max: 14 }), fc.integer({ min: 1, max: 9 }), (at, by) => {
        const other = (Number(number[at]) + by) % 10;
        const checked = checkEmiratesId(number.slice(0, at) + other + number.slice(at + 1));
        expect(checked).toMatchObject({ doubts: expect.arrayContaining(['checkDigit']) });
      }),
    );
  });

  it.each([
    '784-2014-0000001-0',
    ' 784 2014 0000001 0 ',
    '٧٨٤-٢٠١٤-٠٠٠٠٠٠١-٠',
    '۷۸۴۲۰۱۴۰۰۰۰۰۰۱۰',
    '784–2014–0000001–0',
  ])('reads %s', (typed) => {
    expect(checkEmiratesId(typed)).toMatchObject({ digits: '784201400000010', doubts: [] });
  });

  it.each(['0', '1', '2', '9'] as const)(
    'knows the placeholder of fifteen times %s before any check digit',
    (digit) => {
      expect(checkEmiratesId(digit.repeat(15))).toEqual({
        kind: 'placeholder',
        digits: digit.repeat(15),
        digit,
      });
    },
  );

  it('takes fifteen times another digit for a number', () => {
    expect(checkEmiratesId('3'.repeat(15))).toMatchObject({ kind: 'number' });
  });

  it('doubts another country', () => {
    expect(checkEmiratesId('785201400000019')).toMatchObject({ doubts: expect.arrayContaining(['prefix']) });
  });

  it.each(['', '78420140000001', '7842014000000100', '784-2014-000000A-0'])('refuses %j', (typed) => {
    expect(checkEmiratesId(typed)).toEqual({ kind: 'malformed' });
  });
});

it('hides the serial in a list', () => {
  expect(maskEmiratesId('784201400000010')).toBe('784-2014-*******-0');
  expect(maskEmiratesId('7842014')).toBe('***');
});

it('writes the dashes of the card', () => {
  expect(dashedEmiratesId('784201400000010')).toBe('784-2014-0000001-0');
});

it('notices a year that is not the year of birth', () => {
  expect(yearDiffers('784201400000010', '2014-05-17')).toBe(false);
  expect(yearDiffers('784201400000010', '2015-05-17')).toBe(true);
});
