import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Assessment } from '../contract/assessment.ts';
import type { StudentView } from '../contract/student.ts';
import { textAt } from '../hl7/message.ts';
import { parseMessage } from '../hl7/parse.ts';
import { buildMessages } from './build-messages.ts';
import { atDubai, salem, salemAssessment, sampleContext, sampleProfile } from './samples/salem.ts';

const samples = JSON.parse(
  readFileSync(new URL('./samples/messages.json', import.meta.url), 'utf8'),
) as Record<string, string>;

function built(context = sampleContext()) {
  return buildMessages(context).map((message) => {
    if (!message.built) throw new Error(`${message.kind} was refused: ${message.problem} ${message.field}`);
    return { ...message, text: new TextDecoder().decode(message.bytes) };
  });
}

function refusal(context = sampleContext(), kind = 'ADT^A04') {
  const message = buildMessages(context).find((each) => each.kind === kind);
  return message && !message.built ? `${message.problem} ${message.field}` : 'built';
}

const withStudent = (change: Partial<StudentView>) => sampleContext({ student: { ...salem, ...change } });
const withAssessment = (change: Partial<Assessment>) =>
  sampleContext({ assessment: { ...salemAssessment, ...change } });
const withProfile = (change: Readonly<Record<string, unknown>>) =>
  sampleContext({ destination: { id: 'practice', profile: sampleProfile(change), profileVersion: 1 } });

describe('buildMessages', () => {
  it('reproduces the A04 sample byte for byte', () => {
    const context = sampleContext({ now: atDubai('09:15:02'), newControlId: () => 'MHIX1A2B0001K7Q4ZP9D' });

    const a04 = built({ ...context, assessment: { ...salemAssessment, measuredAt: atDubai('09:15:00') } })[0];

    expect(a04?.text).toBe(samples.ADT_A04);
    expect(a04).toMatchObject({ kind: 'ADT^A04', interface: 'ADT', opensVisit: true });
  });

  it('reproduces the ORU vitals sample byte for byte', () => {
    const oru = built(sampleContext({ newControlId: () => 'MHIX1C9E0001P2M8XW3H' }))[1];

    expect(oru?.text).toBe(samples.ORU_VITALS);
    expect(oru).toMatchObject({ interface: 'ORU', opensVisit: false, controlId: 'MHIX1C9E0001P2M8XW3H' });
  });

  it('writes identifiers and phones in ASCII digits, whatever the keyboard', () => {
    const { clinician, school } = sampleContext();
    const student = { ...salem, studentNumber: '١٠٠٤٢١٧', mobilePhone: '٠٥٠ ١٢٣ ٤٥٦٧' };
    const context = sampleContext({
      student,
      clinician: { ...clinician, licence: 'GN٩٩٩٩٩' },
      school: { ...school, facilityLicence: 'MF۹۹۹۹' },
    });
    const message = parseMessage(built(context)[0]?.bytes ?? '');
    const at = (place: string) => message && textAt(message, place);

    expect([at('PID-3'), at('PID-14'), at('PV1-7'), at('PV1-3.4')]).toEqual([
      '1004217',
      '00971501234567',
      'GN99999',
      'MF9999',
    ]);
  });

  it('splits the name of a guardian at a comma of either script', () => {
    const named = (guardianName: string) => {
      const message = parseMessage(built(withStudent({ guardianName }))[0]?.bytes ?? '');
      return message && [textAt(message, 'NK1-2.1'), textAt(message, 'NK1-2.2')];
    };

    expect(named('AL MANSOORI, KHALID')).toEqual(['AL MANSOORI', 'KHALID']);
    expect(named('المنصوري، خالد')).toEqual(['المنصوري', 'خالد']);
    expect(named('Khalid')).toEqual(['Khalid', '']);
  });

  it('makes no ORU when nothing was measured', () => {
    expect(built(withAssessment({ measurements: {}, notes: 'Seen' })).map(({ kind }) => kind)).toEqual([
      'ADT^A04',
    ]);
  });

  it('keeps heart rate, temperature and saturation back unless the profile asks for them', () => {
    const [, oru] = built(withProfile({ extraVitals: false }));

    expect(oru?.text.match(/\rOBX\|/g)).toHaveLength(6);
    expect(oru?.text).not.toContain('8867-4');
  });

  it('sends notes behind the last result, with its line breaks', () => {
    const [, oru] = built(withAssessment({ notes: 'Eats well\r\nParents | informed ' }));

    expect(oru?.text.endsWith('\rNTE|1|L|Eats well\\.br\\Parents \\F\\ informed\r')).toBe(true);
  });

  it('asks for the facility licence and the clinician licence before it builds', () => {
    const { school, clinician } = sampleContext();

    expect(refusal(sampleContext({ school: { ...school, facilityLicence: null } }))).toBe(
      'CONFIG school.facilityLicence',
    );
    expect(refusal(sampleContext({ school: { ...school, facilityLicence: ' ' } }), 'ORU^R01')).toBe(
      'CONFIG school.facilityLicence',
    );
    expect(refusal(sampleContext({ clinician: { ...clinician, licence: null } }))).toBe(
      'CONFIG clinician.licence',
    );
  });

  it('names the setting of a bad profile', () => {
    const profile = { ...sampleProfile(), processingId: 'P' as const };

    const live = { destination: { id: 'd', profile, profileVersion: 1 } };
    expect(refusal(sampleContext(live))).toBe('CONFIG profile.mapping');
    expect(refusal(sampleContext({ ...live, mappingConfirmed: true }))).toBe('built');
    expect(refusal(withProfile({ systemCode: 'TOOLONGSYSTEMCODE' }), 'ORU^R01')).toBe(
      'CONFIG profile.orderNumberMax',
    );
    expect(refusal(withProfile({ controlIdMax: 19 }))).toBe('CONFIG profile.controlIdMax');
    expect(refusal(withProfile({ msh18: '8859/6' }))).toBe('CONFIG profile.msh18');
  });

  it.each<[string, Partial<StudentView>]>([
    ['student.dateOfBirth', { dateOfBirth: '2014-02-30' }],
    ['student.dateOfBirth', { dateOfBirth: '2025-11-04' }],
    ['student.emiratesId', { emiratesId: '784-2014-0000001-0' }],
    ['student.homePhone', { homePhone: 'ask the mother' }],
    ['student.mobilePhone', { mobilePhone: '12' }],
    ['student.guardianPhone', { guardianPhone: 'none' }],
    ['student.familyName', { familyName: ' \u202e ' }],
    ['student.givenNameArabic', { givenNameArabic: 'س'.repeat(31) }],
    ['student.givenName', { givenName: 'SAL\ufffdM' }],
    ['student.middleName', { middleName: 'X'.repeat(31) }],
    ['student.address', { address: 'A'.repeat(121) }],
    ['student.studentNumber', { studentNumber: '\u200b' }],
    ['student.nationality', { nationality: 'United' }],
    ['student.allergies', { allergies: [{ kind: 'FA', text: '\u0007' }] }],
  ])('names %s when the strict check refuses it', (path, change) => {
    expect(refusal(withStudent(change))).toBe(`LOCAL_BUILD ${path}`);
  });

  it.each<[string, Partial<Assessment>]>([
    ['measurements.heightCm', { measurements: { heightCm: 1385 } }],
    ['measurements.systolicMmHg', { measurements: { systolicMmHg: Number.NaN, diastolicMmHg: 60 } }],
    ['measurements.weightKg', { measurements: { heightCm: 61, weightKg: 190 } }],
    ['measuredAt', { measuredAt: atDubai('09:00:00') }],
    ['measuredAt', { measuredAt: 8.64e15 }],
    ['notes', { notes: 'n'.repeat(2001) }],
  ])('names %s when a result cannot be', (path, change) => {
    expect(refusal(withAssessment(change), 'ORU^R01')).toBe(`LOCAL_BUILD ${path}`);
  });

  it('names the start of a visit that lies in the future or in no calendar', () => {
    expect(refusal(withAssessment({ visitStartedAt: Date.parse('2025-11-05T10:00:00Z') }))).toBe(
      'LOCAL_BUILD visitStartedAt',
    );
    expect(refusal(withAssessment({ visitStartedAt: 9e15 }))).toBe('LOCAL_BUILD visitStartedAt');
  });

  it('writes a placeholder or nothing where the Emirates ID is missing, never another number', () => {
    const student = { ...salem, emiratesId: null };
    const sent = (change: Readonly<Record<string, unknown>>) => {
      const [a04] = built({ ...withProfile(change), student });
      const message = a04 && parseMessage(a04.bytes);
      return message && textAt(message, 'PID-19');
    };

    expect(sent({})).toBe('9'.repeat(15));
    expect(sent({ eidPlaceholder: '1' })).toBe('1'.repeat(15));
    expect(sent({ eidPlaceholder: null })).toBe('');
  });

  it('writes the placeholder of the reason, and none where the profile allows none', () => {
    const sent = (student: Partial<StudentView>, eidPlaceholder: string | null) => {
      const [a04] = built({ ...withProfile({ eidPlaceholder }), student: { ...salem, ...student } });
      const message = a04 && parseMessage(a04.bytes);
      return message && textAt(message, 'PID-19');
    };
    const zeros = '0'.repeat(15);

    expect(sent({ emiratesId: null, noCardReason: 'residentWithoutCard' }, '9')).toBe('1'.repeat(15));
    expect(sent({ emiratesId: null, noCardReason: 'residentWithoutCard' }, null)).toBe('');
    expect(sent({ emiratesId: zeros }, '9')).toBe(zeros);
    expect(sent({ emiratesId: zeros, noCardReason: 'unknownStatus' }, '1')).toBe('9'.repeat(15));
    expect(sent({ emiratesId: zeros }, null)).toBe('');
  });

  it('refuses letters that the declared character set cannot carry', () => {
    const ascii = withProfile({ msh18: '' });

    expect(built(ascii)[0]?.text).not.toContain('سالم');
    expect(refusal({ ...ascii, student: { ...salem, givenName: 'سالم' } })).toBe(
      'LOCAL_BUILD student.givenName',
    );
  });
});
