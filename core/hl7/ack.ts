/** A parsed acknowledgement: MSA and ERR as the standard counts them (HL7 v2.5.1, chapter 2). */
export interface Ack {
  readonly code: 'AA' | 'AE' | 'AR' | 'CA' | 'CE' | 'CR';
  /** MSA-2: the control id of the message that is answered; empty when the receiver left it out. */
  readonly controlId: string;
  readonly text: string | null;
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

/** Parses a reply; null for anything that is not an ACK: HTML, an empty body, a missing MSA, an unknown code. */
export function parseAck(_body: Uint8Array): Ack | null {
  throw new Error('written by the codec');
}
