import { asciiDigits } from '../clinical/digits.ts';

/**
 * Words to search students by. Stored names and typed text pass through the same function, so that a nurse finds a child
 * whichever way the name is spelled: capitals, accents, Arabic marks, the forms of alef, hamza, ya and teh marbuta, and
 * digits of either kind make no difference. Dashes join digits, so that an Emirates ID matches with or without them.
 */
export function searchTokens(text: string): readonly string[] {
  const plain = unifyArabic(asciiDigits(text.normalize('NFKD')))
    .replace(/\p{M}|\u0640/gu, '')
    .toLowerCase()
    .replace(/(\d)[-\s]+(?=\d)/g, (match, digit: string) => (match.includes('-') ? digit : match));
  return [...new Set(plain.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== ''))];
}

function unifyArabic(text: string): string {
  return text
    .replace(/[\u0622\u0623\u0625\u0671]/g, '\u0627')
    .replace(/[\u0624]/g, '\u0648')
    .replace(/[\u0626\u0649]/g, '\u064a')
    .replace(/\u0629/g, '\u0647')
    .replace(/\u0621/g, '');
}
