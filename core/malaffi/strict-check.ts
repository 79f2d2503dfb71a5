import { encodeText } from '../hl7/encode.ts';
import { type Message, textAt } from '../hl7/message.ts';
import { parseMessage } from '../hl7/parse.ts';
import { contentFaults } from './content-rules.ts';
import { dictionary, noVisitRules, type SegmentRules } from './dictionary.ts';
import { type Fault, faultAt } from './fault.ts';
import { checkSegment } from './field-check.ts';
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
  if (hasForbidden(text)) return [faultAt('controlCharacter')];
  const message = parseMessage(text);
  if (!message) return [faultAt('unknownType', 'MSH')];
  if (!text.startsWith('MSH|^~\\&|') || encodeText(message) !== text) return [faultAt('notCanonical')];
  const structure = structures[`${textAt(message, 'MSH-9.1')}^${textAt(message, 'MSH-9.2')}`];
  if (!structure) return [faultAt('unknownType', 'MSH', { field: 9 })];
  return [
    ...checkType(message, structure, profile),
    ...checkOrder(message, structure),
    ...checkSegments(message, structure),
    ...contentFaults(message, profile, now),
  ];
}

const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function decodeStrictly(bytes: Uint8Array): string | null {
  try {
    return strictUtf8.decode(bytes);
  } catch {
    return null;
  }
}

/** What our encoder never writes: control characters but CR, and a byte order mark. Others are found in their field. */
function hasForbidden(text: string): boolean {
  if (text.startsWith('\ufeff')) return true;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if ((code < 0x20 && code !== 0x0d) || code === 0x7f) return true;
  }
  return false;
}

function checkSegments(message: Message, structure: Structure): readonly Fault[] {
  const faults: Fault[] = [];
  const seen = new Map<string, number>();
  for (const segment of message.segments) {
    const sequence = (seen.get(segment.name) ?? 0) + 1;
    seen.set(segment.name, sequence);
    checkSegment(segment, sequence, rulesOf(segment.name, structure), faults);
  }
  return faults;
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
function rulesOf(name: string, structure: Structure): SegmentRules | undefined {
  return name === 'PV1' && structure.patientClass === 'N' ? noVisitRules : dictionary[name];
}
