import { asciiDigits } from '../clinical/digits.ts';

/**
 * Text as it may enter a message: composed (NFC), without control characters, bidirectional controls, zero-width space,
 * byte order mark or halves of a surrogate pair. Arabic letters and marks stay as typed. Two kinds, because most fields
 * (ST) have one line and notes (FT, TX) may have several.
 */
const invisible = /[\u200b\ufeff\u202a-\u202e\u2066-\u2069\p{Cs}]/gu;
const controls = /(?!\n)\p{Cc}/gu;

/** What most texts are: letters, digits and punctuation of ASCII with single spaces between them. Nothing to clean. */
const clean = /^[!-~]+(?: [!-~]+)*$/;

/** One line: every break, tab and run of spaces becomes one space; trimmed. */
export function cleanLine(text: string): string {
  if (text === '' || clean.test(text)) return text;
  return cleanBlock(text).replace(/\n/g, ' ').replace(/ {2,}/g, ' ').trim();
}

/** An identifier: one line, and Arabic digits as ASCII ones, because a receiver compares it with what it has. */
export function cleanIdentifier(text: string): string {
  return asciiDigits(cleanLine(text));
}

/** Several lines: breaks are `\n`; spaces collapse within a line; empty lines at both ends go. */
export function cleanBlock(text: string): string {
  if (text === '' || clean.test(text)) return text;
  return text
    .replace(/\r\n?|\u2028|\u2029|\u0085/g, '\n')
    .replace(invisible, '')
    .replace(/[\t\u00a0]/g, ' ')
    .replace(controls, '')
    .normalize('NFC')
    .split('\n')
    .map((line) => line.replace(/ {2,}/g, ' ').trim())
    .join('\n')
    .replace(/^\n+|\n+$/g, '');
}
