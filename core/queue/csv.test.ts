import { describe, expect, it } from 'vitest';
import { csvLine, dubaiTime } from './csv.ts';

describe('a line of CSV', () => {
  it('quotes what would end a cell or a line, and doubles quotes', () => {
    expect(csvLine(['a,b', 'say "no"', 'two\r\nlines', 'plain'])).toBe(
      '"a,b","say ""no""","two\r\nlines",plain',
    );
  });

  it.each(['=1+1', '+971', '-2', '@SUM(A1)', '\t=1', ' =1'])(
    'never lets a spreadsheet run %j as a formula',
    (cell) => {
      expect(csvLine([cell])).toBe(`"'${cell}"`);
    },
  );
});

it('tells times by the clock of the clinic', () => {
  expect(dubaiTime(Date.UTC(2026, 10, 23, 20, 30))).toBe('2026-11-24 00:30:00');
});
