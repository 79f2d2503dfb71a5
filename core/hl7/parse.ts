import { type Delimiters, encodingCharacters, readDelimiters, standardDelimiters } from './delimiters.ts';
import { unescapeText } from './escape.ts';
import type { Component, Field, Message, Repetition, Segment } from './message.ts';

/**
 * Parses what another system sent, and forgives what does not change the meaning: LF or CRLF for CR, a missing last CR,
 * empty lines, a byte order mark, blanks before MSH, other separators. Null for anything that does not begin with a header.
 */
export function parseMessage(source: Uint8Array | string): Message | null {
  const text = (typeof source === 'string' ? source : decodeBytes(source)).replace(/^[\ufeff\s]+/, '');
  const delimiters = readDelimiters(text);
  if (!delimiters) return null;
  const lines = text.split(/\r\n|\r|\n/).filter((line) => line.trim() !== '');
  return { delimiters, segments: lines.map((line) => parseSegment(line, delimiters)) };
}

/** UTF-8 unless MSH-18 names one of the single-byte sets that receivers in the region use. */
function decodeBytes(bytes: Uint8Array): string {
  const text = new TextDecoder('utf-8').decode(bytes);
  const delimiters = readDelimiters(text.replace(/^[\ufeff\s]+/, ''));
  if (!delimiters) return text;
  const [header = ''] = text.split(/[\r\n]/, 1);
  const charset = header.split(delimiters.field)[17]?.trim().toUpperCase();
  if (charset === '8859/6') return new TextDecoder('iso-8859-6').decode(bytes);
  return charset === '8859/1' ? new TextDecoder('windows-1252').decode(bytes) : text;
}

function parseSegment(line: string, delimiters: Delimiters): Segment {
  const [name = '', ...rest] = line.split(delimiters.field);
  const fields = rest.map((field) => parseField(field, delimiters));
  if (name !== 'MSH') return { name, fields };
  // MSH-1 and MSH-2 are the separators themselves: taken as they are, so that counting fits the standard.
  const separators: readonly Field[] = [[[[delimiters.field]]], [[[encodingCharacters(delimiters)]]]];
  return { name, fields: [...separators, ...fields.slice(1)] };
}

function parseField(text: string, delimiters: Delimiters): Field {
  if (text === '') return [];
  // Most fields are one plain value: four splits for each of them are most of what parsing costs.
  if (isPlain(text, delimiters)) return [[[text]]];
  return splitBy(text, delimiters.repetition).map((repetition) => parseRepetition(repetition, delimiters));
}

function parseRepetition(text: string, delimiters: Delimiters): Repetition {
  return splitBy(text, delimiters.component).map((component) => parseComponent(component, delimiters));
}

function parseComponent(text: string, delimiters: Delimiters): Component {
  const { subcomponent } = delimiters;
  if (subcomponent === '' || !text.includes(subcomponent)) return [unescapeText(text, delimiters)];
  return text.split(subcomponent).map((value) => unescapeText(value, delimiters));
}

function isPlain(text: string, delimiters: Delimiters): boolean {
  return delimiters === standardDelimiters && !/[\^~\\&]/.test(text);
}

function splitBy(text: string, separator: string): readonly string[] {
  return separator !== '' && text.includes(separator) ? text.split(separator) : [text];
}
