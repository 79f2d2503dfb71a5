import { encodeText } from '../hl7/encode.ts';
import {
  type Field,
  fieldOf,
  type Message,
  type Repetition,
  type Segment,
  textAt,
  textOf,
} from '../hl7/message.ts';
import { parseMessage } from '../hl7/parse.ts';
import { contentFaults } from './content-rules.ts';
import { type ComponentRule, checkPrimitive, componentRules } from './data-types.ts';
import { type DataType, dictionary, type FieldRule, noVisitRules } from './dictionary.ts';
import { type Fault, faultAt } from './fault.ts';
import type { Profile } from './profile.ts';
import { type Structure, structures } from './structures.ts';

/**
 * Judges the bytes that would be frozen. Lenient receivers accept much that a strict one refuses, so nothing enters the queue
 * that is not exactly as the standard and the profile want it: order, cardinality, required fields, lengths, types, tables,
 * control characters. Returns every fault; none means that the message may be stored.
 */
export function strictCheck(bytes: Uint8Array, profile: Profile, now: number): readonly Fault[] {
  if (bytes.length > profile.maxMessageBytes) return [faultAt('tooLarge')];
  const text = decodeStrictly(bytes);
  if (text === null) return [faultAt('encoding')];
  if (forbidden.test(text)) return [faultAt('controlCharacter')];
  const message = parseMessage(text);
  if (!message) return [faultAt('unknownType', 'MSH')];
  if (!text.startsWith('MSH|^~\\&|') || encodeText(message) !== text) return [faultAt('notCanonical')];
  const structure = structures[`${textAt(message, 'MSH-9.1')}^${textAt(message, 'MSH-9.2')}`];
  if (!structure) return [faultAt('unknownType', 'MSH', { field: 9 })];
  return [
    ...checkType(message, structure, profile),
    ...checkOrder(message, structure),
    ...message.segments.flatMap((segment, index) =>
      checkSegment(segment, sequenceOf(message, index), rulesOf(segment.name, structure)),
    ),
    ...contentFaults(message, profile, now),
  ];
}

/** What our encoder never writes: control characters but CR, and a byte order mark. Others are found in their field. */
const forbidden = /(?!\r|[\u0080-\u009f])\p{Cc}|^\ufeff/u;

function decodeStrictly(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

function sequenceOf(message: Message, index: number): number {
  const name = message.segments[index]?.name;
  return message.segments.slice(0, index + 1).filter((segment) => segment.name === name).length;
}

function checkType(message: Message, structure: Structure, profile: Profile): readonly Fault[] {
  const faults: Fault[] = [];
  const expected = profile.msh9Components === 3 ? structure.name : '';
  if (textAt(message, 'MSH-9.3') !== expected) {
    faults.push(faultAt('notInTable', 'MSH', { field: 9, component: 3 }));
  }
  const patientClass = textAt(message, 'PV1-2');
  if (patientClass !== '' && patientClass !== structure.patientClass) {
    faults.push(faultAt('notInTable', 'PV1', { field: 2 }));
  }
  return faults;
}

/** Walks the structure once: every segment must be the next allowed one. */
function checkOrder(message: Message, { steps }: Structure): readonly Fault[] {
  const faults: Fault[] = [];
  const segments = message.segments;
  let at = 0;
  for (const step of steps) {
    const start = at;
    while (segments[at]?.name === step.segment && (step.repeats || at === start)) at += 1;
    if (step.required && at === start) faults.push(faultAt('required', step.segment));
  }
  const extra = segments[at];
  if (extra) faults.push(faultAt('segmentOrder', extra.name, { sequence: sequenceOf(message, at) }));
  return faults;
}

/** A PV1 that means no visit holds nothing but its class. */
function rulesOf(name: string, structure: Structure): (typeof dictionary)[string] | undefined {
  return name === 'PV1' && structure.patientClass === 'N' ? noVisitRules : dictionary[name];
}

function checkSegment(
  segment: Segment,
  sequence: number,
  rules: (typeof dictionary)[string] | undefined,
): readonly Fault[] {
  if (!rules) return [faultAt('notAllowed', segment.name, { sequence })];
  const numbers = new Set([
    ...Object.keys(rules).map(Number),
    ...segment.fields.map((_, index) => index + 1),
  ]);
  return [...numbers].flatMap((number) => {
    const rule = rules[number];
    const field = fieldOf(segment, number);
    const at = { sequence, field: number };
    if (isEmpty(field)) return rule?.required ? [faultAt('required', segment.name, at)] : [];
    if (!rule) return [faultAt('notAllowed', segment.name, at)];
    // MSH-1 and MSH-2 are the separators themselves; the start of the message was compared with them above.
    if (segment.name === 'MSH' && number <= 2) return [];
    return checkField(segment, field, rule).map((fault) => ({ ...fault, segment: segment.name, ...at }));
  });
}

function isEmpty(field: Field): boolean {
  return field.every((repetition) => repetition.every((component) => component.every((text) => text === '')));
}

function checkField(segment: Segment, field: Field, rule: FieldRule): readonly Fault[] {
  if (field.length > 1 && !rule.repeats) return [faultAt('repeats')];
  const type = rule.type === 'VARIES' ? (textOf(segment, 2) as DataType) : rule.type;
  return field.flatMap((repetition, index) => {
    const at = { repetition: index + 1 };
    const first = repetition[0]?.[0] ?? '';
    if (isLonger(repetition, rule.max)) return [faultAt('tooLong', '', at)];
    if (rule.table && !rule.table.includes(first))
      return [faultAt('notInTable', '', { ...at, component: 1 })];
    const parts = componentRules[type] ?? [{ type, max: rule.max }];
    const meaningless = type === 'CE' && first === '' && (repetition[1]?.[0] ?? '') === '';
    if (meaningless) return [faultAt('required', '', at)];
    return Array.from({ length: Math.max(repetition.length, parts.length) }, (_, number) =>
      checkComponent(repetition[number] ?? [], parts[number]).map((fault) => ({
        ...fault,
        ...at,
        component: number + 1,
      })),
    ).flat();
  });
}

/** Counts characters, not code units, and only where the code units are too many. */
function isLonger(repetition: Repetition, max: number): boolean {
  const separators = repetition.length - 1;
  const text = repetition.flat().join('');
  return text.length + separators > max && [...text].length + separators > max;
}

function checkComponent(component: readonly string[], rule: ComponentRule | undefined): readonly Fault[] {
  const empty = component.every((text) => text === '');
  if (!rule) return empty ? [] : [faultAt('notAllowed')];
  if (empty) return rule.required ? [faultAt('required')] : [];
  const inner = componentRules[rule.type] ?? [rule];
  return component.flatMap((text, index) => {
    const part = inner[index];
    if (!part) return text === '' ? [] : [faultAt('notAllowed')];
    const fault = checkPrimitive(text, part.type, part.max);
    return fault ? [faultAt(fault, '', { subcomponent: index + 1 })] : [];
  });
}
