import { asciiDigits } from './digits.ts';

/**
 * A phone number as digits with the country code behind `00`, as receivers here want it: `+971 50 123 4567`, `050 123 4567`
 * and `971501234567` are all `00971501234567`. Null when the text is not a phone number.
 */
export function phoneDigits(typed: string): string | null {
  const digits = asciiDigits(typed)
    // `+971 (0)50`: the zero in brackets is for callers inside the country.
    .replace(/^\s*(\+|00)(\d{1,3})\s*\(0\)/, '$1$2')
    .replace(/[\s\-().\u2010-\u2015\u200e\u200f]/g, '')
    .replace(/^\+/, '00');
  if (!/^\d{6,18}$/.test(digits)) return null;
  if (digits.startsWith('00')) return digits;
  if (/^971\d{8,9}$/.test(digits)) return `00${digits}`;
  return /^0\d{8,9}$/.test(digits) ? `00971${digits.slice(1)}` : digits;
}
