import messages from './messages.json' with { type: 'json' };

/** The messages of the design's section 6, as they are on the wire. */
export const sampleMessages = messages;

const { ADT_A04: a04, ORU_VITALS: oru } = sampleMessages;

/** Replaces exactly one place; a pattern that is not there is a mistake in the test. */
export function broken(text: string, from: string, to: string): string {
  if (!text.includes(from)) throw new Error(`not in the sample: ${from}`);
  return text.replace(from, to);
}

/** A message that must never leave: what is bad in it, where the strict check finds it, and the field of the form. */
export interface BadMessage {
  readonly bad: string;
  readonly text: string;
  readonly fault: string;
  /** Null where only a fault of ours can make it, and no person's field is to blame. */
  readonly path: string | null;
  /** What HAPI 2.5.1 says with its default rules, as it was tried out. */
  readonly hapi: 'refuses' | 'accepts';
}

function bad(
  what: string,
  hapi: BadMessage['hapi'],
  text: string,
  fault: string,
  path: string | null,
): BadMessage {
  return { bad: what, hapi, text, fault, path };
}

const systolic = 'measurements.systolicMmHg';
const height = 'measurements.heightCm';

/** Every bad input of the design's section 7, those that HAPI accepts first of all. */
export const badMessages: readonly BadMessage[] = [
  bad(
    'a T in a time',
    'refuses',
    broken(a04, '20251103091502+0400', '20251103T091502+0400'),
    'wrongType MSH-7',
    null,
  ),
  bad('120/80 as a number', 'refuses', broken(oru, '||104|', '||120/80|'), 'wrongType OBX-5', systolic),
  bad('a decimal comma', 'refuses', broken(oru, '138.5', '138,5'), 'wrongType OBX-5', height),
  bad('a unit in a number', 'refuses', broken(oru, '138.5', '138.5cm'), 'wrongType OBX-5', height),
  bad('Arabic digits in a number', 'refuses', broken(oru, '138.5', '١٣٨٫٥'), 'wrongType OBX-5', height),
  bad(
    'a date of birth with dashes',
    'refuses',
    broken(a04, '20140517', '2014-05-17'),
    'wrongType PID-7',
    'student.dateOfBirth',
  ),
  bad('a value without its type', 'refuses', broken(oru, 'OBX|1|NM|', 'OBX|1||'), 'required OBX-2', null),
  bad('LF instead of CR', 'accepts', a04.replaceAll('\r', '\n'), 'controlCharacter', null),
  bad(
    'a control id of 23 characters',
    'accepts',
    broken(a04, 'MHIX1A2B0001K7Q4ZP9D', 'MHIX1A2B0001K7Q4ZP9DXYZ'),
    'tooLong MSH-10',
    'profile.controlIdMax',
  ),
  bad(
    'an ORU without ORC and OBR',
    'accepts',
    oru.replace(/ORC[^\r]*\rOBR[^\r]*\r/, ''),
    'required OBR',
    null,
  ),
  bad(
    'an ORU with EVN',
    'accepts',
    broken(oru, '\rPID', '\rEVN|R01|20251103091600\rPID'),
    'segmentOrder EVN',
    null,
  ),
  bad('a raw LF in a field', 'accepts', broken(a04, 'ABU DHABI', 'ABU\nDHABI'), 'controlCharacter', null),
  bad(
    'a raw CR in a field',
    'accepts',
    broken(a04, 'ABU DHABI', 'ABU\rDHABI'),
    'notAllowed DHABI^1^^ARE^H',
    null,
  ),
  bad(
    'an Emirates ID with dashes',
    'accepts',
    broken(a04, '784201400000010', '784-2014-0000001-0'),
    'wrongType PID-19',
    'student.emiratesId',
  ),
  bad(
    'a phone with punctuation',
    'accepts',
    broken(a04, '00971501234567^^CH', '050-123-4567^^CH'),
    'wrongType PID-13',
    'student.homePhone',
  ),
  bad('no last CR', 'accepts', a04.slice(0, -1), 'notCanonical', null),
];
