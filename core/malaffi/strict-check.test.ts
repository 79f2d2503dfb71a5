import { describe, expect, it } from 'vitest';
import { parseMessage } from '../hl7/parse.ts';
import { pathOfFault } from './form-paths.ts';
import { badMessages, broken, sampleMessages } from './samples/bad-messages.ts';
import { atDubai, sampleProfile } from './samples/salem.ts';
import { strictCheck } from './strict-check.ts';

const { ADT_A04: a04, ORU_VITALS: oru, ORU_DIAG: diagnostics, PPR_PC1: ppr } = sampleMessages;

function faults(text: string | Uint8Array, change: Readonly<Record<string, unknown>> = {}) {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
  return strictCheck(bytes, sampleProfile(change), atDubai('10:00:00')).map(({ rule, segment, field }) =>
    `${rule} ${segment}${field > 0 ? `-${field}` : ''}`.trim(),
  );
}

describe('strictCheck', () => {
  it('finds nothing wrong with the samples', () => {
    expect(faults(a04)).toEqual([]);
    expect(faults(oru)).toEqual([]);
    expect(faults(diagnostics)).toEqual([]);
    expect(faults(ppr)).toEqual([]);
  });

  it.each(badMessages)('refuses $bad, which HAPI $hapi, and names the field', ({ text, fault, path }) => {
    expect(faults(text)).toContain(fault);

    const found = strictCheck(new TextEncoder().encode(text), sampleProfile(), atDubai('10:00:00'));
    const message = parseMessage(text);
    const named = found.flatMap((each) => (message && pathOfFault(each, message, sampleProfile())) ?? []);
    expect(named[0] ?? null).toBe(path);
  });

  it.each<[string, string, string]>([
    [
      'a control id with a dash',
      broken(a04, 'MHIX1A2B0001K7Q4ZP9D', 'MHIX1A2B-001K7Q4ZP9D'),
      'wrongType MSH-10',
    ],
    ['no ORC', oru.replace(/ORC[^\r]*\r/, ''), 'required ORC'],
    ['no OBR', oru.replace(/OBR[^\r]*\r/, ''), 'required OBR'],
    ['no OBX', oru.replace(/OBX[^\r]*\r/g, ''), 'required OBX'],
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
    ['another event in EVN', broken(a04, 'EVN|A04', 'EVN|A08'), 'notInTable EVN-1'],
    ['an add that says delete', broken(ppr, 'PRB|AD', 'PRB|DE'), 'notInTable PRB-1'],
    ['a version that the profile does not name', broken(a04, '|2.5.1|', '|2.5|'), 'notInTable MSH-12'],
    ['a creation time without its zone', broken(a04, '091502+0400', '091502'), 'wrongType MSH-7'],
    ['a creation time in another zone', broken(a04, '091502+0400', '051502+0000'), 'wrongType MSH-7'],
    ['a guardian that is not the first', broken(a04, 'NK1|1|', 'NK1|2|'), 'segmentOrder NK1-1'],
    ['a note that is not the first', broken(diagnostics, 'NTE|1|', 'NTE|2|'), 'segmentOrder NTE-1'],
    ['an allergy of a kind that no table has', broken(a04, '|FA^Food', '|XX^Food'), 'notInTable AL1-2'],
    ['a severity that no table has', broken(a04, '|MO^Moderate', '|XX^Moderate'), 'notInTable AL1-4'],
    [
      'a nationality that is no country code',
      broken(a04, '|ARE^Emirati', '|ar^Emirati'),
      'notInTable PID-28',
    ],
    ['a local unit', broken(oru, '|cm^cm^UCUM|', '|CM^cm^UCUM|'), 'notInTable OBX-6'],
    ['a unit without its system', broken(oru, '|Cel^Cel^UCUM|', '|Cel^Cel|'), 'notInTable OBX-6'],
    ['a number sent as text', broken(oru, 'OBX|1|NM|', 'OBX|1|ST|'), 'wrongType OBX-2'],
    ['an acuity that is on no chart', broken(diagnostics, '||6/12|', '||6/13|'), 'notInTable OBX-5'],
    ['a colour vision in other words', broken(diagnostics, '||Normal|', '||OK|'), 'notInTable OBX-5'],
    ['one result twice', broken(oru, '8867-4^Heart rate^LN', '8302-2^Body height^LN'), 'repeats OBX-3'],
    [
      'a lower pressure alone',
      broken(oru, '8480-6^Systolic blood', '8480-7^Systolic blood'),
      'required OBX-3',
    ],
    [
      'swapped pressures',
      broken(
        broken(oru, '||104|', '||66|'),
        '||66|mm[Hg]^mm[Hg]^UCUM|||||F|||20251103091600||GN99999^HASSAN^MARIAM^^^^^^&TSTSYS-DOHID\rOBX|7',
        '||104|mm[Hg]^mm[Hg]^UCUM|||||F|||20251103091600||GN99999^HASSAN^MARIAM^^^^^^&TSTSYS-DOHID\rOBX|7',
      ),
      'impossible OBX-5',
    ],
    [
      'two orders in one group',
      broken(oru, 'ORC|RE|V25110300007-V', 'ORC|RE|V25110300008-V'),
      'notInTable OBR-2',
    ],
    ['a correction that says final', broken(oru, '|||||F|||', '|||||C|||'), 'notInTable OBR-25'],
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
    expect(faults(a04, { eidFormat: 'dashed' })).toEqual(['wrongType PID-19']);
  });

  it('takes the codes that IT put into the tables of the profile, and no others', () => {
    const row = { code: 'FA', english: 'Food allergy', targetCode: 'FOOD' };
    const nation = { code: 'ARE', english: 'Emirati', targetCode: '101' };
    const mapped = broken(broken(a04, '|FA^Food', '|FOOD^Food'), '|ARE^Emirati', '|101^Emirati');

    expect(faults(mapped, { codeTables: { allergyType: [row], nationality: [nation] } })).toEqual([]);
    expect(faults(mapped)).toEqual(['notInTable PID-28', 'notInTable AL1-2']);
  });

  it('takes two components of MSH-9 where the profile asks for them', () => {
    expect(faults(broken(a04, 'ADT^A04^ADT_A01', 'ADT^A04'), { msh9Components: 2 })).toEqual([]);
  });
});
