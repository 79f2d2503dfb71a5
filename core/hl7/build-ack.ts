import type { AckCode } from './ack.ts';
import { encodeMessage } from './encode.ts';
import { components, type FieldInput, fieldOf, segment, segmentOf, textOf } from './message.ts';
import { parseMessage } from './parse.ts';
import { formatDtm } from './timestamps.ts';

/** What went wrong, for the ERR segment. */
export interface AckProblem {
  /** Table 0357. */
  readonly code: string;
  readonly text?: string;
  readonly severity?: 'E' | 'W' | 'I' | 'F';
  /** `PID-3.1`: becomes ERR-2. */
  readonly location?: string;
  /** The receiver's own number and its words, ERR-5. */
  readonly application?: { readonly code: string; readonly text: string };
  readonly userText?: string;
}

export interface AckToBuild {
  /** The bytes that came in. What cannot be parsed is answered with empty MSH-5, MSH-6 and MSA-2. */
  readonly request: Uint8Array;
  readonly code: AckCode;
  readonly error?: AckProblem;
  /** Epoch milliseconds for MSH-7; without it the request's own time is repeated. */
  readonly now?: number;
  /** MSH-10 of the reply itself; without it one is made from the request's. */
  readonly controlId?: string;
}

/** An acknowledgement as a receiver sends it (the practice receiver): sender and receiver swapped, MSA-2 our MSH-10. */
export function buildAck({ request, code, error, now, controlId }: AckToBuild): Uint8Array {
  const message = parseMessage(request);
  const msh = message ? segmentOf(message, 'MSH') : undefined;
  const answered = textOf(msh, 10);
  const trigger = textOf(msh, 9, 2);
  const header = segment('MSH', {
    1: '|',
    2: '^~\\&',
    3: fieldOf(msh, 5),
    4: fieldOf(msh, 6),
    5: fieldOf(msh, 3),
    6: fieldOf(msh, 4),
    7: now === undefined ? fieldOf(msh, 7) : formatDtm(now, { offset: true }),
    9: components('ACK', trigger, 'ACK'),
    10: controlId ?? `R${answered}`.slice(0, 20),
    11: fieldOf(msh, 11),
    12: '2.5.1',
    18: 'UNICODE UTF-8',
  });
  const acknowledgement = segment('MSA', { 1: code, 2: answered });
  return encodeMessage([header, acknowledgement, ...(error ? [errSegment(error)] : [])]);
}

function errSegment(error: AckProblem) {
  const fields: Record<number, FieldInput> = {
    3: components(error.code, error.text ?? '', 'HL70357'),
    4: error.severity ?? 'E',
    8: error.userText ?? '',
  };
  const place = /^([A-Z0-9]{3})(?:-(\d+)(?:\.(\d+))?)?$/.exec(error.location ?? '');
  if (place) {
    const [, name = '', field = '', component = ''] = place;
    fields[2] = components(name, '1', field, component === '' ? '' : '1', component);
  }
  if (error.application) fields[5] = components(error.application.code, error.application.text, 'MALAFFI');
  return segment('ERR', fields);
}
