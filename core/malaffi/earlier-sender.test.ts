import { describe, expect, it } from 'vitest';
import { bmiClassByZ } from '../clinical/bmi-class.ts';
import { isFinding } from '../clinical/local-measurements.ts';
import type { Assessment } from '../contract/assessment.ts';
import { recordSchema } from '../contract/record.ts';
import type { StudentView } from '../contract/student.ts';
import { classifyReply } from '../delivery/classify.ts';
import { encodeField } from '../hl7/encode.ts';
import { fieldOf, type Message, segmentOf, segmentsOf, textAt, textOf } from '../hl7/message.ts';
import { parseMessage } from '../hl7/parse.ts';
import { buildMessages } from './build-messages.ts';
import { createControlIds } from './control-id.ts';
import { profileSchema } from './profile.ts';
import { malaffiTemplate } from './profiles/malaffi.ts';
import { practiceProfile } from './profiles/practice.ts';
import { atDubai, salem, salemAssessment, sampleContext, sampleProfile } from './samples/salem.ts';

/** The template with what onboarding hands out. */
const { perInterfaceAddress: _, ...template } = malaffiTemplate();
const malaffi = {
  ...template,
  systemCode: 'TSTSYS',
  address: { host: '127.0.0.1', port: 2575 },
};

/** The faults of an earlier sender that concern content, each by its number in docs/hl7.md. */
function sent(change: { student?: Partial<StudentView>; assessment?: Partial<Assessment> } = {}) {
  const messages = buildMessages({
    ...sampleContext(),
    student: { ...salem, ...change.student },
    assessment: { ...salemAssessment, ...change.assessment },
  });
  const read = (kind: string): Message => {
    const message = messages.find((each) => each.kind === kind);
    const parsed = message?.built ? parseMessage(message.bytes) : null;
    if (!parsed) throw new Error(`${kind} was not built`);
    return parsed;
  };
  return { messages, a04: () => read('ADT^A04'), oru: () => read('ORU^R01') };
}

const bare: Partial<StudentView> = {
  religion: null,
  maritalStatus: null,
  homePhone: null,
  mobilePhone: '050 123 4567',
  guardianName: null,
  address: null,
  city: null,
  emiratesId: null,
  allergies: [],
};

describe('the faults of an earlier sender', () => {
  it('D1: times are Dubai clock time, without a T', () => {
    const late = {
      visitStartedAt: Date.parse('2025-11-02T21:00:00Z'),
      measuredAt: Date.parse('2025-11-02T21:30:00Z'),
    };

    expect(textAt(sent({ assessment: late }).oru(), 'OBX-14')).toBe('20251103013000');
    expect(textAt(sent().a04(), 'MSH-7')).toBe('20251103091821+0400');
  });

  it('D2: a date of birth is a calendar date and never shifts', () => {
    expect(textAt(sent({ student: { dateOfBirth: '2014-01-01' } }).a04(), 'PID-7')).toBe('20140101');
  });

  it('D3, D4: systolic and diastolic are two numbers with LOINC codes and UCUM units', () => {
    const results = segmentsOf(sent().oru(), 'OBX').map((obx) => [
      textOf(obx, 2),
      textOf(obx, 3),
      textOf(obx, 5),
      encodeField(fieldOf(obx, 6)),
    ]);

    expect(results).toContainEqual(['NM', '8480-6', '104', 'mm[Hg]^mm[Hg]^UCUM']);
    expect(results).toContainEqual(['NM', '8462-4', '66', 'mm[Hg]^mm[Hg]^UCUM']);
    expect(results).toContainEqual(['NM', '8310-5', '36.8', 'Cel^Cel^UCUM']);
    expect(results).toContainEqual(['NM', '8867-4', '118', '/min^/min^UCUM']);
    expect(results).toContainEqual(['NM', '59408-5', '98', '%^%^UCUM']);
  });

  it('D5: an ORU has ORC and OBR, no EVN, and a time in every result', () => {
    const oru = sent().oru();

    expect(oru.segments.slice(0, 5).map(({ name }) => name)).toEqual(['MSH', 'PID', 'PV1', 'ORC', 'OBR']);
    expect(segmentsOf(oru, 'OBX').every((obx) => textOf(obx, 14) === '20251103091600')).toBe(true);
  });

  it('D6: no clinician is invented, and nothing is sent that was not recorded', () => {
    const context = sampleContext({ clinician: { licence: null, familyName: 'A', givenName: 'B' } });
    const a04 = sent({ student: bare }).a04();

    expect(buildMessages(context).map((message) => message.built)).toEqual([false, false]);
    expect(['PID-10', 'PID-15', 'PID-16', 'PID-17', 'PID-22'].map((place) => textAt(a04, place))).toEqual([
      '',
      '',
      '',
      '',
      '',
    ]);
  });

  it('D7: a missing Emirates ID is a placeholder, never the student number', () => {
    expect(textAt(sent({ student: bare }).a04(), 'PID-19')).toBe('999999999999999');
  });

  it('D8: the nurse is in PV1-7, the visit number in PV1-19 and the time in PV1-44', () => {
    const pv1 = segmentOf(sent().a04(), 'PV1');

    expect([7, 17, 19, 44].map((number) => textOf(pv1, number))).toEqual([
      'GN99999',
      '',
      'V25110300007',
      '20251103091455',
    ]);
  });

  it('D9: no discharge time is made up, and the patient class is O', () => {
    const pv1 = segmentOf(sent().a04(), 'PV1');

    expect([2, 36, 45].map((number) => textOf(pv1, number))).toEqual(['O', '', '']);
  });

  it('D10: one phone goes to one place', () => {
    const pid = segmentOf(sent({ student: bare }).a04(), 'PID');

    expect([encodeField(fieldOf(pid, 13)), encodeField(fieldOf(pid, 14))]).toEqual([
      '',
      '00971501234567^^CC',
    ]);
  });

  it('D11: delimiters and line breaks in addresses and notes are escaped', () => {
    const { messages } = sent({
      student: { address: '5th St | Villa ^3~\\4\r\nGate & door' },
      assessment: { notes: 'a\rb|c' },
    });
    const [a04, oru] = messages.map((message) =>
      message.built ? new TextDecoder().decode(message.bytes) : '',
    );

    expect(a04).toContain('|5th St \\F\\ Villa \\S\\3\\R\\\\E\\4 Gate \\T\\ door^^ABU DHABI^');
    expect(oru).toContain('\rNTE|1|L|a\\.br\\b\\F\\c\r');
  });

  it('D12: a control id has 20 characters', () => {
    const newControlId = createControlIds({
      clock: { nowMs: () => 1.8e12 },
      random: Math.random,
      station: 'ST01',
    });
    const [a04] = buildMessages(sampleContext({ newControlId }));

    expect(a04?.built && a04.controlId).toMatch(/^[A-Z0-9]{20}$/);
  });

  it('D13: only what was entered in this assessment is sent', () => {
    const oru = sent({ assessment: { measurements: { weightKg: 33.2 } } }).oru();

    expect(segmentsOf(oru, 'OBX').map((obx) => textOf(obx, 3))).toEqual(['29463-7']);
  });

  it('D14: nothing is left out or given up for its age, unless a profile says so', () => {
    const yearLater = { ...sampleContext(), now: atDubai('09:18:21') + 365 * 86_400_000 };

    expect(buildMessages(yearLater).map(({ built }) => built)).toEqual([true, true]);
    for (const profile of [sampleProfile(), profileSchema.parse({ ...practiceProfile(), ...malaffi })]) {
      expect(profile.expireAfterHours).toBeUndefined();
    }
  });

  it('D15: an empty string and a missing value are left out, and a value is never lost for being falsy', () => {
    const { messages } = sent({ assessment: { measurements: { temperatureCel: 0 } } });

    // Zero degrees is not dropped as "nothing": it is seen, and refused as impossible.
    expect(messages.map((message) => (message.built ? 'built' : message.field))).toEqual([
      'built',
      'measurements.temperatureCel',
    ]);
  });

  it('D15: a score, a threshold and a z-score of zero are recorded and no finding', () => {
    const record = recordSchema.parse({ bmiZScore: 0, local: { painScore: 0, hearingLeft500Db: 0 } });

    expect(record).toEqual({ bmiZScore: 0, local: { painScore: 0, hearingLeft500Db: 0 } });
    expect(isFinding('painScore', 0)).toBe(false);
    expect(bmiClassByZ(9, 0)).toBe('normal');
  });

  it('D16: the last segment ends with CR too', () => {
    for (const message of sent().messages) expect(message.built && message.bytes.at(-1)).toBe(0x0d);
  });

  it('D17: a good status without an acknowledgement that names the message is not delivered', () => {
    const answer = (body: string) =>
      classifyReply(
        {
          kind: 'http',
          status: 200,
          contentType: 'application/hl7-v2',
          retryAfter: null,
          body: new TextEncoder().encode(body),
          latencyMs: 1,
        },
        { controlId: 'TEST1', overrides: {}, nowMs: 0, earlierAdtUnsent: () => false },
      ).class;
    const ack = (id: string) => `MSH|^~\\&|A|B|C|D|20251103091503+0400||ACK|1|T|2.5.1\rMSA|AA|${id}\r`;

    expect(
      ['', 'OK', '{"status":"ok"}', '<html>', ack(''), ack('TEST2'), ack('TEST')].map(answer),
    ).not.toContain('delivered');
    expect(answer(ack('TEST1'))).toBe('delivered');
  });
});
