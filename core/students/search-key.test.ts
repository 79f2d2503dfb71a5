import { describe, expect, it } from 'vitest';
import { searchTokens } from './search-key.ts';

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
