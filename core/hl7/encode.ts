import { type Delimiters, encodingCharacters, standardDelimiters } from './delimiters.ts';
import { escapeText } from './escape.ts';
import type { Component, Field, Message, Repetition, Segment } from './message.ts';

/** The message as text: each segment ends with CR, the last too; empty fields and components at the end are dropped. */
export function encodeText(message: Message): string {
  return message.segments.map((segment) => `${encodeSegment(segment, message.delimiters)}\r`).join('');
}

/** The message as UTF-8 bytes without a byte order mark: what is frozen in the outbox. */
export function encodeMessage(segments: readonly Segment[]): Uint8Array {
  return new TextEncoder().encode(encodeText({ delimiters: standardDelimiters, segments }));
}

/** One segment without its CR. */
export function encodeSegment(segment: Segment, delimiters: Delimiters = standardDelimiters): string {
  // MSH-1 is the separator itself and MSH-2 names the others: neither is escaped nor set off.
  const header = segment.name === 'MSH';
  const head = header ? `MSH${delimiters.field}${encodingCharacters(delimiters)}` : segment.name;
  const fields = header ? segment.fields.slice(2) : segment.fields;
  const body = joined(fields, delimiters.field, encodeField, delimiters);
  return body === '' ? head : head + delimiters.field + body;
}

/** One field with its repetitions. */
export function encodeField(field: Field, delimiters: Delimiters = standardDelimiters): string {
  return joined(field, delimiters.repetition, encodeRepetition, delimiters);
}

function encodeRepetition(repetition: Repetition, delimiters: Delimiters): string {
  return joined(repetition, delimiters.component, encodeComponent, delimiters);
}

function encodeComponent(component: Component, delimiters: Delimiters): string {
  return joined(component, delimiters.subcomponent, escapeText, delimiters);
}

/** Encodes and joins the parts; empty ones at the end are dropped, those in between keep their place. */
function joined<T>(
  parts: readonly T[],
  separator: string,
  encode: (part: T, delimiters: Delimiters) => string,
  delimiters: Delimiters,
): string {
  // Most fields and components are one part: nothing to set off, nothing to drop.
  if (parts.length === 1) return encode(parts[0] as T, delimiters);
  let text = '';
  let waiting = '';
  for (let index = 0; index < parts.length; index += 1) {
    const encoded = encode(parts[index] as T, delimiters);
    if (index > 0) waiting += separator;
    if (encoded === '') continue;
    text += waiting + encoded;
    waiting = '';
  }
  return text;
}
