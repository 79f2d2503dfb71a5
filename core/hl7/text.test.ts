import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanBlock, cleanLine } from './text.ts';

describe('cleanLine', () => {
  it('makes one line of breaks, tabs and runs of spaces', () => {
    expect(cleanLine('  12 Al\r\nNahyan\tSt \u00a0 5\u2028th ')).toBe('12 Al Nahyan St 5 th');
  });

  it('removes control, bidirectional and zero-width characters and half surrogate pairs', () => {
    expect(cleanLine('a\u0000\u0007\u007f\u0085b\ufeff\u202ec\u2066d\u2069\u200be\ud800')).toBe('a bcde');
  });

  it('composes letters and keeps Arabic with its marks', () => {
    expect(cleanLine('Re\u0301em')).toBe('R\u00e9em');
    expect(cleanLine('مُحَمَّد')).toBe('مُحَمَّد'.normalize('NFC'));
  });
});

describe('cleanBlock', () => {
  it('keeps line breaks inside and drops them at both ends', () => {
    expect(cleanBlock('\n\n First  line \r\n\r\n second\r')).toBe('First line\n\nsecond');
  });
});

it('cleans clean text to itself', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (typed) => {
      expect(cleanLine(cleanLine(typed))).toBe(cleanLine(typed));
      expect(cleanBlock(cleanBlock(typed))).toBe(cleanBlock(typed));
    }),
  );
});
