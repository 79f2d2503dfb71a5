import { describe, expect, it } from 'vitest';
import type { MessageToStore } from '../assessments/ports.ts';
import type { Assessment } from '../contract/assessment.ts';
import { encodeField } from '../hl7/encode.ts';
import { fieldOf, segmentOf, textAt, textOf } from '../hl7/message.ts';
import type { BuildContext } from './build-context.ts';
import {
  buildPersonChanged,
  buildStudentsMerged,
  buildVisitCancelled,
  buildVisitChanged,
} from './build-events.ts';
import { buildMessages } from './build-messages.ts';
import { readBack, textOfBuilt } from './samples/read-back.ts';
import { atDubai, salem, salemAssessment, sampleContext, sampleProfile } from './samples/salem.ts';

const order = (message: MessageToStore | undefined) =>
  readBack(message)
    .segments.map(({ name }) => name)
    .join(' ');
const withEvents = (events: Record<string, boolean>, change: Partial<BuildContext> = {}) =>
  sampleContext({
    destination: { id: 'practice', profile: sampleProfile({ events }), profileVersion: 1 },
    ...change,
  });

describe('the event map', () => {
  it('leaves out what a profile turns off', () => {
    expect(buildMessages(withEvents({ vitals: false })).map(({ kind }) => kind)).toEqual(['ADT^A04']);
    expect(buildMessages(withEvents({ A04: false })).map(({ kind }) => kind)).toEqual(['ORU^R01']);
  });

  it('registers a student at the first contact only, before the A04', () => {
    const kinds = (lastVisitAt: number | null) =>
      buildMessages(withEvents({ A28: true }, { student: { ...salem, lastVisitAt } })).map(
        ({ kind }) => kind,
      );

    expect(kinds(null)).toEqual(['ADT^A28', 'ADT^A04', 'ORU^R01']);
    expect(kinds(1)).toEqual(['ADT^A04', 'ORU^R01']);
    // Built again later, when the visit itself is on record.
    const again = withEvents({ A28: true }, { student: { ...salem, lastVisitAt: 1 }, firstContact: true });
    expect(buildMessages(again)[0]?.kind).toBe('ADT^A28');
  });

  it('writes A28 and A31 with a PV1 that means no visit, or without one', () => {
    const withPv1 = buildPersonChanged(sampleContext())[0];
    const profile = sampleProfile({ includePv1InA28A31: false });
    const without = buildPersonChanged(
      sampleContext({ destination: { id: 'd', profile, profileVersion: 1 } }),
    )[0];

    expect(order(withPv1)).toBe('MSH EVN PID NK1 PV1 AL1');
    expect(textOfBuilt(withPv1)).toContain('\rPV1|1|N\r');
    expect(textAt(readBack(withPv1), 'MSH-9.3')).toBe('ADT_A05');
    expect(order(without)).toBe('MSH EVN PID NK1 AL1');
    expect(buildPersonChanged(withEvents({ A31: false }))).toEqual([]);
  });

  it('closes a visit at the time that was recorded, with where the student went', () => {
    const record = { visitEndedAt: atDubai('09:40:00'), disposition: 'backToClass' } as const;
    const [, , a03] = buildMessages(
      withEvents({ A03: true }, { assessment: { ...salemAssessment, record } }),
    );
    const pv1 = segmentOf(readBack(a03), 'PV1');

    expect(order(a03)).toBe('MSH EVN PID NK1 PV1 AL1 DG1');
    expect([36, 44, 45].map((field) => textOf(pv1, field))).toEqual([
      '1',
      '20251103091455',
      '20251103094000',
    ]);
    expect(textAt(readBack(a03), 'EVN-2')).toBe('20251103094000');
  });

  it('says that a student was referred where only the referral was recorded, and nothing where nobody said', () => {
    const went = (record: NonNullable<Assessment['record']>) => {
      const assessment = { ...salemAssessment, record: { visitEndedAt: atDubai('09:40:00'), ...record } };
      const a03 = buildMessages(withEvents({ A03: true }, { assessment })).at(-1);
      return textAt(readBack(a03), 'PV1-36');
    };

    expect(went({ referral: { referred: true, to: 'Optometrist' } })).toBe('2');
    expect(went({ referral: { referred: true, to: 'Optometrist' }, disposition: 'backToClass' })).toBe('1');
    expect(went({})).toBe('');
  });

  it('closes no visit whose end nobody recorded (D9), and none before it began', () => {
    const ended = (visitEndedAt: number) =>
      buildMessages(
        withEvents({ A03: true }, { assessment: { ...salemAssessment, record: { visitEndedAt } } }),
      )[2];

    expect(buildMessages(withEvents({ A03: true }))).toHaveLength(2);
    expect(ended(atDubai('09:00:00'))).toMatchObject({ built: false, field: 'record.visitEndedAt' });
  });

  it('gives a screening its Z-code by what was found, and a clinic visit its own diagnosis or none', () => {
    const code = (change: Partial<Assessment>) => {
      const record = { visitEndedAt: atDubai('09:40:00'), ...change.record };
      const assessment = { ...salemAssessment, ...change, record };
      const a03 = buildMessages(withEvents({ A03: true }, { assessment })).find(
        ({ kind }) => kind === 'ADT^A03',
      );
      return a03 && encodeField(fieldOf(segmentOf(readBack(a03), 'DG1'), 3));
    };
    const high = { ...salemAssessment.measurements, systolicMmHg: 118 };

    expect(code({})).toContain('Z00.129^');
    expect(code({ measurements: high })).toContain('Z00.121^');
    expect(code({ vision: { right: '6/12', left: '6/12' } })).toContain('Z00.121^');
    expect(code({ record: { referral: { referred: true, to: 'Optometrist' } } })).toContain('Z00.121^');
    expect(code({ record: { screening: { dental: { result: 'needsCare' } } } })).toContain('Z00.121^');
    expect(code({ record: { screening: { depression: { result: 'abnormal' } } } })).toContain('Z00.129^');
    expect(code({ kind: 'clinic', record: { diagnoses: [{ code: 'R51.9', text: 'Headache' }] } })).toBe(
      'R51.9^Headache^ICD10',
    );
    expect(code({ kind: 'clinic' })).toBeUndefined();
  });

  it('writes A08 with diagnoses, A11 without, A40 with the number that is gone', () => {
    const a08 = buildVisitChanged(sampleContext())[0];
    const a11 = buildVisitCancelled(withEvents({ A11: true }))[0];
    const a40 = buildStudentsMerged(sampleContext(), '1004999')[0];

    expect([order(a08), order(a11), order(a40)]).toEqual([
      'MSH EVN PID NK1 PV1 AL1 DG1',
      'MSH EVN PID PV1',
      'MSH EVN PID MRG',
    ]);
    expect(['A08', 'A11', 'A40'].map((_, at) => textAt(readBack([a08, a11, a40][at]), 'MSH-9.3'))).toEqual([
      'ADT_A01',
      'ADT_A09',
      'ADT_A39',
    ]);
    expect(textOfBuilt(a40)).toContain('\rMRG|1004999^^^&TSTSYS\r');
    expect(buildVisitCancelled(sampleContext())).toEqual([]);
    expect(buildStudentsMerged(sampleContext(), ' ')).toMatchObject([
      { built: false, field: 'student.studentNumber' },
    ]);
  });
});
