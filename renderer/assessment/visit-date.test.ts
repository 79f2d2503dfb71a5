import { expect, it } from 'vitest';
import { formatDay, fromPickerDate, parseDay, toPickerDate } from './visit-date.ts';

const parsed = (text: string) => {
  const date = parseDay(text, '2016-02-11', '2026-11-24');
  return date && fromPickerDate(date);
};

it.each([
  ['24/11/2026', '2026-11-24'],
  ['3/9/2026', '2026-09-03'],
  ['03.09.2026', '2026-09-03'],
  ['٠٣/٠٩/٢٠٢٦', '2026-09-03'],
  ['11/02/2016', '2016-02-11'],
])('reads %s with the day first', (text, date) => {
  expect(parsed(text)).toBe(date);
});

it.each(['25/11/2026', '10/02/2016', '31/02/2026', '11/24/2026', '2026-11-24', '24/11/26', 'today', ''])(
  'takes "%s" for no day between birth and today',
  (text) => {
    expect(parsed(text)).toBeNull();
  },
);

it('writes the day first, and comes back the same', () => {
  expect(formatDay(toPickerDate('2026-03-07'))).toBe('07/03/2026');
  expect(fromPickerDate(toPickerDate('2026-03-07') ?? new Date(0))).toBe('2026-03-07');
  expect(formatDay(null)).toBe('');
});
