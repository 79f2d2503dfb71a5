import { expect, it } from 'vitest';
import { keepNumber, settleNumber } from './number-text.ts';

it.each([
  ['١٣٨٫٥', '138.5'],
  ['۱۳۸', '138'],
  ['138,5', '138.5'],
  ['٣٦،٨', '36.8'],
  [' 138 ', '138'],
])('takes %s as %s without a word', (typed, text) => {
  expect(keepNumber(typed)).toEqual({ text, leftOut: false });
});

it.each([
  ['13a8', '138'],
  ['138 cm', '138'],
  ['-5', '5'],
  ['ثلاثون', ''],
])('leaves letters out of %s and says so', (typed, text) => {
  expect(keepNumber(typed)).toEqual({ text, leftOut: true });
});

it('writes a number plainly when the field is left', () => {
  expect(settleNumber('heightCm', '0138.50')).toEqual({ text: '138.5', rounded: false });
  expect(settleNumber('heightCm', '138.')).toEqual({ text: '138', rounded: false });
});

it('rounds to what is sent and tells it', () => {
  expect(settleNumber('temperatureCel', '36.75')).toEqual({ text: '36.8', rounded: true });
  expect(settleNumber('heartRatePerMin', '80.2')).toEqual({ text: '80', rounded: true });
});

it('leaves alone what is no number', () => {
  expect(settleNumber('heightCm', '1.3.8')).toEqual({ text: '1.3.8', rounded: false });
  expect(settleNumber('heightCm', '')).toEqual({ text: '', rounded: false });
});
