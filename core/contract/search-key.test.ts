import { describe, expect, it } from 'vitest';
import { indexWords, searchTokens } from './search-key.ts';

describe('searchTokens', () => {
  it('ignores capitals, accents and punctuation', () => {
    expect(searchTokens("Al-Mansoori, Réem O'Neil")).toEqual(['al', 'mansoori', 'reem', 'o', 'neil']);
  });

  it('treats the forms of alef, hamza, ya and teh marbuta alike', () => {
    expect(searchTokens('أحمد إبراهيم فاطمة هدى')).toEqual(searchTokens('احمد ابراهيم فاطمه هدي'));
  });

  it('ignores Arabic vowel marks and tatweel', () => {
    expect(searchTokens('مُحَمَّد ســـالم')).toEqual(['محمد', 'سالم']);
  });

  it('reads Arabic-Indic digits as digits', () => {
    expect(searchTokens('١٠٠٤٢١٧')).toEqual(['1004217']);
  });

  it('joins the groups of an Emirates ID', () => {
    expect(searchTokens('784-2014-0000001-0')).toEqual(['784201400000010']);
  });

  it('gives nothing for blank text', () => {
    expect(searchTokens(' -  ')).toEqual([]);
  });
});

it('reads a whole Emirates ID with dashes, spaces or neither, in digits of either kind', () => {
  for (const typed of ['784-2014-0000001-0', '784 2014 0000001 0', '784201400000010', '٧٨٤-٢٠١٤-٠٠٠٠٠٠١-٠'])
    expect(searchTokens(typed)).toEqual(['784201400000010']);
});

it('takes the ya and kaf of a Persian keyboard for the Arabic ones', () => {
  expect(searchTokens('علی الکتبی')).toEqual(searchTokens('علي الكتبي'));
});

it('finds an Arabic name without its article too', () => {
  expect(indexWords('الزعابي')).toEqual(['الزعابي', 'زعابي']);
  expect(indexWords('Al Zaabi')).toEqual(['al', 'zaabi']);
  expect(indexWords('ال')).toEqual(['ال']);
});
