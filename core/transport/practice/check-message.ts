import type { AckProblem } from '../../hl7/build-ack.ts';
import { type Message, segmentOf, textAt } from '../../hl7/message.ts';

/** Why the practice Malaffi refuses a message: its answer code and the ERR segment. */
export interface Refusal {
  readonly code: 'AE' | 'AR';
  readonly error: AckProblem;
}

/** The segments a structure cannot be without (hl7.md 1.2); A28 and A31 may leave PV1 out. */
const required: Readonly<Record<string, readonly string[]>> = {
  'ADT^A01': ['EVN', 'PID', 'PV1'],
  'ADT^A03': ['EVN', 'PID', 'PV1'],
  'ADT^A04': ['EVN', 'PID', 'PV1'],
  'ADT^A08': ['EVN', 'PID', 'PV1'],
  'ADT^A11': ['EVN', 'PID', 'PV1'],
  'ADT^A28': ['EVN', 'PID'],
  'ADT^A31': ['EVN', 'PID'],
  'ADT^A40': ['EVN', 'PID', 'MRG'],
  'ORU^R01': ['PID', 'OBR', 'OBX'],
  'PPR^PC1': ['PID', 'PRB'],
  'PPR^PC2': ['PID', 'PRB'],
  'PPR^PC3': ['PID', 'PRB'],
  // The ping of the practice profile: no patient.
  'NMQ^N01': [],
};

/** The kind of a message, as `ADT^A04`; what is missing stays empty. */
export function kindOf(message: Message | null): string {
  if (!message) return '';
  const [code, event] = [textAt(message, 'MSH-9.1'), textAt(message, 'MSH-9.2')];
  return event ? `${code}^${event}` : code;
}

/**
 * What a receiver can tell from the message alone; null when it is fine. The real one knows more (its registers of
 * clinicians and codes): a fault plan plays that part.
 */
export function checkMessage(message: Message | null): Refusal | null {
  if (!message) return refuse('AR', '100', 'MSH', 'Segment sequence error', 'No message header was found.');
  const kind = kindOf(message);
  const segments = required[kind];
  if (!textAt(message, 'MSH-10')) {
    return refuse('AR', '101', 'MSH-10', 'Required field missing', 'The message has no control id.');
  }
  if (!segments) {
    const known = Object.keys(required).some((name) => name.startsWith(`${kind.split('^')[0]}^`));
    return known
      ? refuse('AR', '201', 'MSH-9.2', 'Unsupported event code', 'This event is not taken here.')
      : refuse('AR', '200', 'MSH-9.1', 'Unsupported message type', 'This message type is not taken here.');
  }
  if (!['T', 'D'].includes(textAt(message, 'MSH-11'))) {
    return refuse(
      'AR',
      '202',
      'MSH-11',
      'Unsupported processing id',
      'Only practice messages, please: T or D.',
    );
  }
  if (!textAt(message, 'MSH-12').startsWith('2.')) {
    return refuse('AR', '203', 'MSH-12', 'Unsupported version id', 'HL7 version 2 is expected.');
  }
  const missing = segments.find((name) => !segmentOf(message, name));
  if (missing)
    return refuse('AE', '100', missing, 'Segment sequence error', `Segment ${missing} is missing.`);
  for (const place of segments.includes('PID') ? ['PID-3', 'PID-5'] : []) {
    if (!textAt(message, place)) {
      return refuse('AE', '101', place, 'Required field missing', `Field ${place} is missing.`);
    }
  }
  return null;
}

function refuse(
  code: 'AE' | 'AR',
  errCode: string,
  location: string,
  text: string,
  userText: string,
): Refusal {
  return { code, error: { code: errCode, location, text, userText } };
}
