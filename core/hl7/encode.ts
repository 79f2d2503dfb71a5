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
  const fields = segment.fields.map((field) => encodeField(field, delimiters));
  // MSH-1 is the separator itself and MSH-2 names the others: neither is escaped nor set off.
  const head =
    segment.name === 'MSH' ? [`MSH${delimiters.field}${encodingCharacters(delimiters)}`] : [segment.name];
  return joinDropped([...head, ...(segment.name === 'MSH' ? fields.slice(2) : fields)], delimiters.field);
}

/** One field with its repetitions. */
export function encodeField(field: Field, delimiters: Delimiters = standardDelimiters): string {
  const encode = (repetition: Repetition) =>
    joinDropped(
      repetition.map((component) => encodeComponent(component, delimiters)),
      delimiters.component,
    );
  return joinDropped(field.map(encode), delimiters.repetition);
}

function encodeComponent(component: Component, delimiters: Delimiters): string {
  return joinDropped(
    component.map((text) => escapeText(text, delimiters)),
    delimiters.subcomponent,
  );
}

function joinDropped(parts: readonly string[], separator: string): string {
  return parts.slice(0, parts.findLastIndex((part) => part !== '') + 1).join(separator);
}
