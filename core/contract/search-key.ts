import { asciiDigits } from '../clinical/digits.ts';

/**
 * Words to search students by. Stored names and typed text pass through the same function, so that a nurse finds a child
 * whichever way the name is spelled: capitals, accents, Arabic marks, the forms of alef, hamza, ya and teh marbuta, and
 * digits of either kind make no difference. Dashes join digits, so that an Emirates ID matches with or without them; a whole
 * one is also read with the spaces of the card.
 */
export function searchTokens(text: string): readonly string[] {
  const card = asciiDigits(text).replace(/[\s\-\u2010-\u2015]/g, '');
  if (/^\d{15}$/.test(card)) return [card];
  const plain = unifyArabic(asciiDigits(text.normalize('NFKD')))
    .replace(/\p{M}|\u0640/gu, '')
    .toLowerCase()
    .replace(/(\d)[-\s]+(?=\d)/g, (match, digit: string) => (match.includes('-') ? digit : match));
  return [...new Set(plain.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== ''))];
}

/**
 * Words that a stored name is found by: those that are typed, and Arabic ones without their article too, because a nurse looks
 * for الزعابي under ز as often as under ا.
 */
export function indexWords(text: string): readonly string[] {
  return searchTokens(text).flatMap((word) => {
    const bare = word.startsWith(article) ? word.slice(article.length) : '';
    return bare.length >= 2 ? [word, bare] : [word];
  });
}

const article = '\u0627\u0644';

function unifyArabic(text: string): string {
  return (
    text
      .replace(/[\u0622\u0623\u0625\u0671]/g, '\u0627')
      .replace(/[\u0624]/g, '\u0648')
      // The last two are the ya and kaf of Persian keyboards.
      .replace(/[\u0626\u0649\u06cc]/g, '\u064a')
      .replace(/\u06a9/g, '\u0643')
      .replace(/\u0629/g, '\u0647')
      .replace(/\u0621/g, '')
  );
}
