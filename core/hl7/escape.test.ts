import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDelimiters } from './delimiters.ts';
import { escapeText, unescapeText } from './escape.ts';

const text = fc.string({ unit: 'binary', maxLength: 200 });
const nasty = fc
  .array(
    fc.constantFrom(
      '\\',
      '|',
      '^',
      '&',
      '~',
      '\r',
      '\n',
      '\u000b',
      '\u001c',
      'X0D',
      '.br',
      'E',
      'س',
      '😀',
      ' ',
    ),
  )
  .map((parts) => parts.join(''));

describe('escapeText', () => {
  it('escapes every delimiter and reads it back', () => {
    expect(escapeText('a|b^c&d~e\\f')).toBe('a\\F\\b\\S\\c\\T\\d\\R\\e\\E\\f');
    expect(unescapeText('a\\F\\b\\S\\c\\T\\d\\R\\e\\E\\f')).toBe('a|b^c&d~e\\f');
  });

  it('keeps what looks like an escape sequence as typed', () => {
    expect(escapeText('\\F\\')).toBe('\\E\\F\\E\\');
    expect(unescapeText('\\E\\F\\E\\')).toBe('\\F\\');
  });

  it('writes a line break of any kind once', () => {
    expect(escapeText('a\r\nb\nc\rd')).toBe('a\\.br\\b\\.br\\c\\.br\\d');
    expect(unescapeText('a\\.br\\b')).toBe('a\nb');
  });

  it('leaves Arabic as it is', () => {
    expect(escapeText('المنصوري')).toBe('المنصوري');
  });

  it('leaves no delimiter and no control character in any text, and loses nothing', () => {
    fc.assert(
      fc.property(fc.oneof(text, nasty), (typed) => {
        const escaped = escapeText(typed);

        expect(escaped).not.toMatch(/(?![\u0080-\u009f])\p{Cc}|[|^&~]/u);
        expect(unescapeText(escaped)).toBe(typed.replace(/\r\n?/g, '\n'));
      }),
    );
  });

  it('escapes once however often the parts are joined', () => {
    fc.assert(
      fc.property(nasty, nasty, (left, right) => {
        fc.pre(!left.endsWith('\r') || !right.startsWith('\n'));
        expect(escapeText(left) + escapeText(right)).toBe(escapeText(left + right));
      }),
    );
  });
});

describe('unescapeText', () => {
  it('reads hexadecimal data as UTF-8, drops highlighting and keeps what it does not know', () => {
    expect(unescapeText('\\X41D8B3\\')).toBe('Aس');
    expect(unescapeText('a\\H\\b\\N\\c')).toBe('abc');
    expect(unescapeText('\\XFF\\ \\C2842\\ \\Zlocal\\')).toBe('\\XFF\\ \\C2842\\ \\Zlocal\\');
  });

  it('takes a lone escape character for text and still reads the sequence behind it', () => {
    expect(unescapeText('5\\6 eyes\\T\\ears')).toBe('5\\6 eyes&ears');
    expect(unescapeText('end\\')).toBe('end\\');
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.oneof(text, nasty), (typed) => typeof unescapeText(typed) === 'string'));
  });
});

describe('readDelimiters', () => {
  it('reads other separators, and fewer of them', () => {
    expect(readDelimiters('MSH#*!?%#A')).toEqual({
      field: '#',
      component: '*',
      repetition: '!',
      escape: '?',
      subcomponent: '%',
    });
    expect(readDelimiters('MSH|^|A')).toMatchObject({ component: '^', repetition: '', escape: '' });
  });

  it.each(['', 'MSH', 'PID|1', 'MSH|^^\\&|', 'MSHA^~\\&A', 'MSH||'])('refuses %j', (header) => {
    expect(readDelimiters(header)).toBeNull();
  });
});
