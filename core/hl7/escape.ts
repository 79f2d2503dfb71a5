import { type Delimiters, standardDelimiters } from './delimiters.ts';

/**
 * Escapes one primitive (HL7 v2.5.1, 2.7) in one pass: a second replace would escape the escapes. A line break of any kind
 * becomes `\.br\`, any other control character its hexadecimal form, so that no raw CR or LF can ever split a segment.
 */
export function escapeText(text: string, delimiters: Delimiters = standardDelimiters): string {
  // Most primitives need nothing, and a message has hundreds of them.
  if (delimiters === standardDelimiters && !/[|^~\\&\p{Cc}]/u.test(text)) return text;
  const e = delimiters.escape;
  const names = new Map([
    [delimiters.escape, 'E'],
    [delimiters.field, 'F'],
    [delimiters.component, 'S'],
    [delimiters.subcomponent, 'T'],
    [delimiters.repetition, 'R'],
  ]);
  let out = '';
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    const name = names.get(character);
    if (name !== undefined) out += e + name + e;
    else if (character === '\r' || character === '\n') {
      out += `${e}.br${e}`;
      if (character === '\r' && text.charAt(at + 1) === '\n') at += 1;
    } else if (character < ' ' || character === '\u007f') {
      out += `${e}X${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}${e}`;
    } else out += character;
  }
  return out;
}

/**
 * The reverse, in one pass. `\.br\` becomes a line feed, highlighting (`\H\`, `\N\`) is dropped, and what is not known,
 * character-set escapes among it, stays as it is.
 */
export function unescapeText(text: string, delimiters: Delimiters = standardDelimiters): string {
  const e = delimiters.escape;
  if (e === '' || !text.includes(e)) return text;
  let out = '';
  let at = 0;
  while (at < text.length) {
    const start = text.indexOf(e, at);
    const end = start < 0 ? -1 : text.indexOf(e, start + 1);
    if (start < 0 || end < 0) break;
    const decoded = decodeSequence(text.slice(start + 1, end), delimiters);
    out += text.slice(at, start);
    if (decoded !== null) out += decoded;
    // A sequence we do not know stays whole; a lone escape character is text, and the next may open a sequence.
    const kept = decoded !== null || /^[CMXZ.]\S*$/.test(text.slice(start + 1, end)) ? end + 1 : end;
    if (decoded === null) out += text.slice(start, kept);
    at = kept;
  }
  return out + text.slice(at);
}

function decodeSequence(name: string, delimiters: Delimiters): string | null {
  switch (name) {
    case 'E':
      return delimiters.escape;
    case 'F':
      return delimiters.field;
    case 'S':
      return delimiters.component;
    case 'T':
      return delimiters.subcomponent;
    case 'R':
      return delimiters.repetition;
    case '.br':
      return '\n';
    case 'H':
    case 'N':
      return '';
    default:
      return /^X(?:[0-9A-Fa-f]{2})+$/.test(name) ? decodeHex(name.slice(1)) : null;
  }
}

function decodeHex(hex: string): string | null {
  const bytes = Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}
