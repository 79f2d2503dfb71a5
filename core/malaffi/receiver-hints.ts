import type { ReceiverNumber } from '../contract/receiver-number.ts';
import { type AckError, parseAck } from '../hl7/ack.ts';
import { pathOfPlace } from './form-paths.ts';
import { fieldNames, someField } from './tables/field-names.ts';
import { receiverNumbers } from './tables/receiver-numbers.ts';

/** What a receiver's complaint means for a person. */
export interface ReceiverHint {
  /** The field to go to, as a path of the form or the settings; null when none of ours is meant. */
  readonly path: string | null;
  readonly english: string;
  readonly arabic: string;
}

type Complaint = Pick<AckError, 'code' | 'applicationCode' | 'location' | 'text'>;

/** The complaint of a stored reply that decided about its message; null for an acceptance and for what is no ACK. */
export function complaintOf(ackRaw: Uint8Array | null): Complaint | null {
  const errors = (ackRaw && parseAck(ackRaw)?.errors) ?? [];
  // Warnings and information beside an acceptance are remarks, and code 0 means accepted (table 0357).
  return errors.find(({ code, severity }) => code !== '0' && severity !== 'W' && severity !== 'I') ?? null;
}

/** The row of a complaint: the receiver's own number (ERR-5) first, then HL7 table 0357 (ERR-3); null when neither has words. */
export function numberFor(
  error: Pick<Complaint, 'code' | 'applicationCode'>,
  numbers: readonly ReceiverNumber[] = receiverNumbers,
): ReceiverNumber | null {
  return (
    numbers.find((each) => each.system === 'malaffi' && each.code === error.applicationCode) ??
    numbers.find((each) => each.system === 'HL70357' && each.code === error.code) ??
    null
  );
}

/** A complaint in plain words, with the receiver's own text where no number has any. Null when there is nothing to say. */
export function receiverHint(
  error: Complaint,
  numbers: readonly ReceiverNumber[] = receiverNumbers,
): ReceiverHint | null {
  const number = numberFor(error, numbers);
  const path = pathOfLocation(error.location) ?? number?.path ?? null;
  if (!number) return error.text === null ? null : { path, english: error.text, arabic: error.text };
  const name = (path === null ? undefined : fieldNames[path]) ?? someField;
  return {
    path,
    english: capital(number.english.replaceAll('{field}', name.english)),
    arabic: number.arabic.replaceAll('{field}', name.arabic),
  };
}

/** The path of a place as an ACK names it (`PV1-7.1`); null for one that nobody here fills in. */
export function pathOfLocation(location: string | null): string | null {
  const match = /^([A-Z][A-Z0-9]{2})-(\d+)(?:\.(\d+))?/.exec(location ?? '');
  if (!match) return null;
  return pathOfPlace(match[1] ?? '', Number(match[2]), Number(match[3] ?? 0));
}

function capital(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}
