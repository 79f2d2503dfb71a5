import { type Message, type Segment, segmentOf, segmentsOf, textAt, textOf } from './message.ts';
import { parseMessage } from './parse.ts';
import { parseDtm } from './timestamps.ts';

/** MSA-1 (HL7 table 0008): application and commit accept, error, reject. */
export const ackCodes = ['AA', 'AE', 'AR', 'CA', 'CE', 'CR'] as const;

export type AckCode = (typeof ackCodes)[number];

/** A parsed acknowledgement: MSA and ERR as the standard counts them (HL7 v2.5.1, chapter 2). */
export interface Ack {
  readonly code: AckCode;
  /** MSA-2: the control id of the message that is answered; empty when the receiver left it out. */
  readonly controlId: string;
  readonly text: string | null;
  /** MSH-7 in epoch milliseconds where it names second and offset: only then it tells the receiver's clock. */
  readonly sentAt: number | null;
  readonly errors: readonly AckError[];
}

export interface AckError {
  /** ERR-3.1 (table 0357), or ERR-1.4.1 in the old style. */
  readonly code: string | null;
  readonly severity: string | null;
  /** ERR-2 as `PID-3.1` or `PV1-7`. */
  readonly location: string | null;
  /** ERR-5.1, the receiver's own number. */
  readonly applicationCode: string | null;
  /** ERR-8, else ERR-7, else ERR-3.2. May name a patient: stored encrypted, never logged. */
  readonly text: string | null;
}

/**
 * Parses a reply; null for anything that is not an ACK: HTML, an empty body, a missing MSA, an unknown code. The code must be
 * one of the six in upper case: a receiver that writes `aa` is not understood, and not understood is never success.
 */
export function parseAck(body: Uint8Array): Ack | null {
  const message = parseMessage(body);
  const msa = message ? segmentOf(message, 'MSA') : undefined;
  if (!message || !msa) return null;
  const code = ackCodes.find((known) => known === textOf(msa, 1));
  if (!code) return null;
  return {
    code,
    controlId: textOf(msa, 2),
    text: orNull(textOf(msa, 3)),
    sentAt: exactTime(textAt(message, 'MSH-7')),
    errors: errorsOf(message),
  };
}

function exactTime(text: string): number | null {
  return /^\d{14}(\.\d+)?[+-]\d{4}$/.test(text) ? parseDtm(text) : null;
}

function errorsOf(message: Message): readonly AckError[] {
  return segmentsOf(message, 'ERR')
    .flatMap((err) => (textOf(err, 3) === '' && textOf(err, 1, 4) !== '' ? oldStyle(err) : [newStyle(err)]))
    .filter((error) => Object.values(error).some((value) => value !== null));
}

function newStyle(err: Segment): AckError {
  return {
    code: orNull(textOf(err, 3)),
    severity: orNull(textOf(err, 4)),
    location: placeOf(textOf(err, 2, 1), textOf(err, 2, 3), textOf(err, 2, 5)),
    applicationCode: orNull(textOf(err, 5)),
    text: orNull(textOf(err, 8)) ?? orNull(textOf(err, 7)) ?? orNull(textOf(err, 3, 2)),
  };
}

/** Before 2.5 all was in ERR-1 (ELD): segment, sequence, field, and the code with its text as sub-components; it repeats. */
function oldStyle(err: Segment): readonly AckError[] {
  return (err.fields[0] ?? []).map((eld) => ({
    code: orNull(eld[3]?.[0]),
    severity: null,
    location: placeOf(eld[0]?.[0] ?? '', eld[2]?.[0] ?? '', ''),
    applicationCode: null,
    text: orNull(eld[3]?.[1]),
  }));
}

function placeOf(segment: string, field: string, component: string): string | null {
  if (segment === '') return null;
  return segment + (field === '' ? '' : `-${field}${component === '' ? '' : `.${component}`}`);
}

function orNull(text: string | undefined): string | null {
  const trimmed = text?.trim() ?? '';
  return trimmed === '' ? null : trimmed;
}
