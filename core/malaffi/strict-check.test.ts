import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { atDubai, sampleProfile } from './samples/salem.ts';
import { strictCheck } from './strict-check.ts';

const samples = JSON.parse(
  readFileSync(new URL('./samples/messages.json', import.meta.url), 'utf8'),
) as Record<string, string>;
const a04 = samples.ADT_A04 ?? '';
const oru = samples.ORU_VITALS ?? '';

function faults(text: string | Uint8Array, change: Readonly<Record<string, unknown>> = {}) {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
  return strictCheck(bytes, sampleProfile(change), atDubai('10:00:00')).map(({ rule, segment, field }) =>
    `${rule} ${segment}${field > 0 ? `-${field}` : ''}`.trim(),
  );
}

/** Replaces exactly one place; a pattern that is not there is a mistake in the test. */
function broken(text: string, from: string, to: string): string {
  if (!text.includes(from)) throw new Error(`not in the sample: ${from}`);
  return text.replace(from, to);
}

describe('strictCheck', () => {
  it('finds nothing wrong with the samples', () => {
    expect(faults(a04)).toEqual([]);
    expect(faults(oru)).toEqual([]);
  });

  it.each<[string, string, string]>([
    ['a T in a time', broken(a04, '20251103091502+0400', '20251103T091502+0400'), 'wrongType MSH-7'],
    ['a dashed date of birth', broken(a04, '20140517', '2014-05-17'), 'wrongType PID-7'],
    ['two pressures in one number', broken(oru, '||104|', '||104/66|'), 'wrongType OBX-5'],
    ['a decimal comma', broken(oru, '138.5', '138,5'), 'wrongType OBX-5'],
    ['a unit in a number', broken(oru, '138.5', '138.5cm'), 'wrongType OBX-5'],
    ['Arabic digits in a number', broken(oru, '138.5', '١٣٨٫٥'), 'wrongType OBX-5'],
    ['a value without its type', broken(oru, 'OBX|1|NM|', 'OBX|1||'), 'required OBX-2'],
    ['LF for CR', a04.replaceAll('\r', '\n'), 'controlCharacter'],
    [
      'a control id of 23 characters',
      broken(a04, 'MHIX1A2B0001K7Q4ZP9D', 'MHIX1A2B0001K7Q4ZP9DXYZ'),
      'tooLong MSH-10',
    ],
    [
      'a control id with a dash',
      broken(a04, 'MHIX1A2B0001K7Q4ZP9D', 'MHIX1A2B-001K7Q4ZP9D'),
      'wrongType MSH-10',
    ],
    ['no ORC', oru.replace(/ORC[^\r]*\r/, ''), 'required ORC'],
    ['no OBR', oru.replace(/OBR[^\r]*\r/, ''), 'required OBR'],
    ['no OBX', oru.replace(/OBX[^\r]*\r/g, ''), 'required OBX'],
    ['an EVN in an ORU', broken(oru, '\rPID', '\rEVN|R01|20251103091600\rPID'), 'segmentOrder EVN'],
    ['a raw LF in a field', broken(a04, 'ABU DHABI', 'ABU\nDHABI'), 'controlCharacter'],
    ['a raw CR in a field', broken(a04, 'ABU DHABI', 'ABU\rDHABI'), 'notAllowed DHABI^1^^ARE^H'],
    ['an Emirates ID with dashes', broken(a04, '784201400000010', '784-2014-0000001-0'), 'wrongType PID-19'],
    ['a phone with punctuation', broken(a04, '00971501234567^^CH', '050-123-4567^^CH'), 'wrongType PID-13'],
    ['no last CR', a04.slice(0, -1), 'notCanonical'],
    ['CRLF', a04.replaceAll('\r', '\r\n'), 'controlCharacter'],
    ['a byte order mark', `\ufeff${a04}`, 'controlCharacter'],
    ['bidirectional controls', broken(a04, 'سالم', '\u202bسالم'), 'controlCharacter PID-5'],
    ['an escaped control character', broken(a04, 'SALEM', 'SA\\X07\\LEM'), 'controlCharacter PID-5'],
    ['separators at the end of a segment', broken(a04, '||N\r', '||N|\r'), 'notCanonical'],
    ['an empty line', broken(a04, '\rPV1', '\r\rPV1'), 'notCanonical'],
    ['no PV1', a04.replace(/PV1[^\r]*\r/, ''), 'required PV1'],
    ['AL1 before PV1', broken(a04, '\rPV1', '\rAL1|1||^x\rPV1'), 'required PV1'],
    ['an unknown segment', `${a04}ZZZ|1\r`, 'segmentOrder ZZZ'],
    ['a field that we never send', broken(a04, '|20140517|M|', '|20140517|M|ALIAS|'), 'notAllowed PID-9'],
    ['patient class I', broken(a04, 'PV1|1|O|', 'PV1|1|I|'), 'notInTable PV1-2'],
    ['a visit that says it is none', broken(a04, 'PV1|1|O|', 'PV1|1|N|'), 'notInTable PV1-2'],
    ['sex in a word', broken(a04, '|20140517|M|', '|20140517|Male|'), 'tooLong PID-8'],
    ['a sex that is no code', broken(a04, '|20140517|M|', '|20140517|X|'), 'notInTable PID-8'],
    ['the erase mark', broken(a04, '^SALEM^', '^""^'), 'wrongType PID-5'],
    ['two components of MSH-9', broken(a04, 'ADT^A04^ADT_A01', 'ADT^A04'), 'notInTable MSH-9'],
    ['an event that we do not know', broken(a04, 'ADT^A04^ADT_A01', 'ADT^A99^ADT_A01'), 'unknownType MSH-9'],
    [
      'a result without its time',
      broken(oru, '|||20251103091600||GN99999', '|||||GN99999'),
      'required OBX-14',
    ],
    ['a result out of order', broken(oru, 'OBX|2|', 'OBX|3|'), 'segmentOrder OBX-1'],
    ['an impossible temperature', broken(oru, '36.8', '63.8'), 'impossible OBX-5'],
    ['a line break in a name', broken(a04, 'SALEM', 'SA\\.br\\LEM'), 'wrongType PID-5'],
    ['live mode in a practice profile', broken(a04, '|T|2.5.1', '|P|2.5.1'), 'notInTable MSH-11'],
    ['a repeated date of birth', broken(a04, '20140517|M', '20140517~20140518|M'), 'repeats PID-7'],
    ['no header', 'PID|1\r', 'unknownType MSH'],
  ])('refuses %s', (_, text, expected) => {
    expect(faults(text)).toContain(expected);
  });

  it('refuses bytes that are not UTF-8, and a message past the limit', () => {
    expect(faults(Uint8Array.of(0x4d, 0x53, 0x48, 0xff))).toEqual(['encoding']);
    expect(faults(a04, { maxMessageBytes: 1000, extraVitals: false })).toEqual([]);
    expect(faults(oru, { maxMessageBytes: 1000 })).toEqual(['tooLarge']);
  });

  it('counts characters, not bytes or halves of an emoji', () => {
    const named = (name: string) => broken(a04, 'KHALID^^^^P', `${name}^^^^P`);

    expect(faults(named('س'.repeat(30)))).toEqual([]);
    expect(faults(named('😀'.repeat(30)))).toEqual([]);
    expect(faults(named('س'.repeat(31)))).toEqual(['tooLong PID-5']);
  });

  it('takes dashes in an Emirates ID only where the profile asks for them', () => {
    const dashed = broken(a04, '784201400000010', '784-2014-0000001-0');

    expect(faults(dashed, { eidFormat: 'dashed' })).toEqual([]);
  });

  it('takes two components of MSH-9 where the profile asks for them', () => {
    expect(faults(broken(a04, 'ADT^A04^ADT_A01', 'ADT^A04'), { msh9Components: 2 })).toEqual([]);
  });
});
