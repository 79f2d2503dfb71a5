import type { Delimiters } from './delimiters.ts';

/**
 * A message as the standard counts it: fields, repetitions, components and sub-components from 1. Every primitive is plain
 * text; escaping belongs to `encode.ts` and `parse.ts`.
 *
 * In MSH the separator itself is field 1 and the encoding characters are field 2: `encode.ts` and `parse.ts` keep that
 * promise, so that `fieldOf(msh, 10)` is MSH-10 everywhere.
 */
export type Component = readonly string[];
export type Repetition = readonly Component[];
export type Field = readonly Repetition[];

export interface Segment {
  readonly name: string;
  /** Field 1 is at index 0: use `fieldOf`. */
  readonly fields: readonly Field[];
}

export interface Message {
  readonly delimiters: Delimiters;
  readonly segments: readonly Segment[];
}

/** What a builder may write for a field: text, components (text or sub-components), or repetitions. */
export type FieldInput = string | Field;

/** One value of components: `components('A', ['x', 'y'])` is `A^x&y`. */
export function components(...parts: readonly (string | readonly string[])[]): Field {
  return [parts.map((part) => (typeof part === 'string' ? [part] : part))];
}

/** Several values of one field: `a~b`. */
export function repeated(...values: readonly FieldInput[]): Field {
  return values.flatMap(toField);
}

/** A segment from its fields by number: `segment('EVN', { 1: 'A04', 2: time })`. Missing ones are empty. */
export function segment(name: string, fields: Readonly<Record<number, FieldInput>>): Segment {
  const made: Field[] = [];
  for (const number in fields) {
    // Numbers come in order, whatever the order they were written in.
    while (made.length < Number(number) - 1) made.push(toField(''));
    made.push(toField(fields[number] ?? ''));
  }
  return { name, fields: made };
}

function toField(value: FieldInput): Field {
  return typeof value === 'string' ? [[[value]]] : value;
}

/** Field `number` (from 1) of a segment; an empty field when the segment is shorter. */
export function fieldOf(segment: Segment | undefined, number: number): Field {
  return segment?.fields[number - 1] ?? [];
}

/** The first segment of that name. */
export function segmentOf(message: Message, name: string): Segment | undefined {
  return message.segments.find((segment) => segment.name === name);
}

/** All segments of that name, in order. */
export function segmentsOf(message: Message, name: string): readonly Segment[] {
  return message.segments.filter((segment) => segment.name === name);
}

/** One primitive of a segment, all counted from 1; empty text where there is none. */
export function textOf(
  segment: Segment | undefined,
  field: number,
  component = 1,
  subcomponent = 1,
  repetition = 1,
): string {
  return fieldOf(segment, field)[repetition - 1]?.[component - 1]?.[subcomponent - 1] ?? '';
}

/** One primitive by its place, such as `MSH-10` or `PID-3.4.2`, in the first segment of that name. */
export function textAt(message: Message, place: string): string {
  const { name, field, component, subcomponent } = readPlace(place);
  return textOf(segmentOf(message, name), field, component, subcomponent);
}

interface Place {
  readonly name: string;
  readonly field: number;
  readonly component: number;
  readonly subcomponent: number;
}

/** Places as they were read; nearly all are constants of the program, so that there are few. */
const places = new Map<string, Place>();
const maxPlaces = 200;

function readPlace(place: string): Place {
  const known = places.get(place);
  if (known) return known;
  const match = /^([A-Z][A-Z0-9]{2})-(\d+)(?:\.(\d+))?(?:\.(\d+))?$/.exec(place);
  const [, name = '', field = '0', component = '1', subcomponent = '1'] = match ?? [];
  const read = {
    name,
    field: Number(field),
    component: Number(component),
    subcomponent: Number(subcomponent),
  };
  if (places.size < maxPlaces) places.set(place, read);
  return read;
}
