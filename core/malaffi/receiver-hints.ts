import type { AckError } from '../hl7/ack.ts';
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

/**
 * A complaint in plain words: the receiver's own number first, then HL7 table 0357, then the receiver's own text. Null when
 * there is nothing to say.
 */
export function receiverHint(
  error: Pick<AckError, 'code' | 'applicationCode' | 'location' | 'text'>,
): ReceiverHint | null {
  const path = pathOfLocation(error.location);
  const number =
    receiverNumbers.find((each) => each.system === 'malaffi' && each.code === error.applicationCode) ??
    receiverNumbers.find((each) => each.system === 'HL70357' && each.code === error.code);
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
