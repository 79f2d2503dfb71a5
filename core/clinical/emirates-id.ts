import { asciiDigits } from './digits.ts';

/**
 * Placeholders for people without a card, as the claims systems of DoH and DHA use them. In messages: the digit 15 times.
 */
export const placeholderReasons = {
  '0': 'nationalWithoutCard',
  '1': 'residentWithoutCard',
  '2': 'neitherNationalNorResident',
  '9': 'unknownStatus',
} as const;

export type PlaceholderDigit = keyof typeof placeholderReasons;
export type NoCardReason = (typeof placeholderReasons)[PlaceholderDigit];

/** The placeholder for a reason: one digit 15 times. */
export function placeholderFor(reason: NoCardReason): string {
  const found = Object.entries(placeholderReasons).find(([, each]) => each === reason);
  return (found?.[0] ?? '9').repeat(15);
}

/** What is known about a typed Emirates ID. Only `malformed` is an error: doubts never block a child from care. */
export type EmiratesIdCheck =
  | { readonly kind: 'malformed' }
  | { readonly kind: 'placeholder'; readonly digits: string; readonly digit: PlaceholderDigit }
  | {
      readonly kind: 'number';
      readonly digits: string;
      /** `prefix`: does not start with 784 (the country). `checkDigit`: fails Luhn, which a few genuine cards do. */
      readonly doubts: readonly ('prefix' | 'checkDigit')[];
    };

/** Reads an Emirates ID with or without dashes and spaces, in either kind of digit. */
export function checkEmiratesId(typed: string): EmiratesIdCheck {
  const digits = asciiDigits(typed).replace(/[\s\-\u2010-\u2015]/g, '');
  if (!/^\d{15}$/.test(digits)) return { kind: 'malformed' };
  // Before Luhn: fifteen zeros would pass it.
  const digit = placeholderDigit(digits);
  if (digit) return { kind: 'placeholder', digits, digit };
  const doubts: ('prefix' | 'checkDigit')[] = [];
  if (!digits.startsWith('784')) doubts.push('prefix');
  if (!passesLuhn(digits)) doubts.push('checkDigit');
  return { kind: 'number', digits, doubts };
}

/** True when the year in the number differs from the year of birth: worth a look, and never more than that. */
export function yearDiffers(digits: string, dateOfBirth: string): boolean {
  return digits.slice(3, 7) !== dateOfBirth.slice(0, 4);
}

/** `784-2014-*******-0`: what a list may show. Text that is not 15 digits is hidden altogether. */
export function maskEmiratesId(digits: string): string {
  if (!/^\d{15}$/.test(digits)) return '***';
  return `${digits.slice(0, 3)}-${digits.slice(3, 7)}-*******-${digits.slice(14)}`;
}

/** `784-2014-0000001-0` from 15 digits. */
export function dashedEmiratesId(digits: string): string {
  return `${digits.slice(0, 3)}-${digits.slice(3, 7)}-${digits.slice(7, 14)}-${digits.slice(14)}`;
}

function placeholderDigit(digits: string): PlaceholderDigit | null {
  const first = digits.slice(0, 1);
  return first in placeholderReasons && digits === first.repeat(15) ? (first as PlaceholderDigit) : null;
}

/** Luhn's check over all digits, the last being the check digit. */
function passesLuhn(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, digit, position) => {
    const value = Number(digit) * (position % 2 === 1 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}
