import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { MessageToStore } from '../assessments/ports.ts';
import type { Assessment } from '../contract/assessment.ts';
import { encodeField, encodeSegment } from '../hl7/encode.ts';
import { fieldOf, segmentOf, segmentsOf, textAt, textOf } from '../hl7/message.ts';
import { parseMessage } from '../hl7/parse.ts';
import type { BuildContext } from './build-context.ts';
import { buildCorrections, buildWithdrawal } from './build-corrections.ts';
import {
  buildPersonChanged,
  buildStudentsMerged,
  buildVisitCancelled,
  buildVisitChanged,
} from './build-events.ts';
import { buildMessages } from './build-messages.ts';
import { atDubai, salem, salemAssessment, sampleContext, sampleProfile } from './samples/salem.ts';

const samples = JSON.parse(
  readFileSync(new URL('./samples/messages.json', import.meta.url), 'utf8'),
) as Record<string, string>;

const text = (message: MessageToStore | undefined) => {
  if (!message?.built) throw new Error(`not built: ${message?.kind} ${message?.field}`);
  return new TextDecoder().decode(message.bytes);
};
const parsed = (message: MessageToStore | undefined) => {
  const read = parseMessage(text(message));
  if (!read) throw new Error('not a message');
  return read;
};
const order = (message: MessageToStore | undefined) =>
  parsed(message)
    .segments.map(({ name }) => name)
    .join(' ');
const withEvents = (events: Record<string, boolean>, change: Partial<BuildContext> = {}) =>
  sampleContext({
    destination: { id: 'practice', profile: sampleProfile({ events }), profileVersion: 1 },
    ...change,
  });
const seen: Assessment = {
  ...salemAssessment,
  measuredAt: atDubai('09:17:00'),
  measurements: {},
  vision: {
    right: '6/6',
    left: '6/12',
    rightCorrected: '6/6',
    leftCorrected: '6/7.5',
    colour: 'normal',
    lens: 'glasses',
  },
  notes: 'Advised to see an optometrist\nGuardian informed by phone',
};
const asthma = { change: 'added', code: '195967001', text: 'Asthma', onset: '2019-03-01' } as const;

describe('ORU^R01 diagnostics', () => {
  it('reproduces the sample byte for byte', () => {
    const context = sampleContext({
      assessment: seen,
      now: atDubai('09:18:23'),
      newControlId: () => 'MHIX1D0F0001R5T6YB2K',
    });

    expect(text(buildMessages(context)[1])).toBe(samples.ORU_DIAG);
  });

  it('is a message of its own, and the notes go to the last of the results', () => {
    const assessment = { ...salemAssessment, vision: seen.vision, notes: 'Note' };
    const [a04, vitals, diagnostics] = buildMessages(sampleContext({ assessment }));

    expect([a04?.kind, vitals?.kind, diagnostics?.kind]).toEqual([
      'ADT^A04',
      'ORU^R01',
      'ORU^R01 diagnostics',
    ]);
    expect(text(vitals)).not.toContain('NTE');
    expect(text(diagnostics)).toContain('\rNTE|1|L|Note\r');
    expect(textAt(parsed(diagnostics), 'OBR-3.1')).toBe('V25110300007-E');
  });

  it('says what kind of other lenses, and makes nothing of a ticked box alone', () => {
    const other = { ...seen, notes: '', vision: { lens: 'other', lensOther: 'Prism & patch' } } as const;
    const ticked = { ...seen, vision: { wearsGlasses: true } };

    expect(text(buildMessages(sampleContext({ assessment: other }))[1])).toContain(
      '||Other: Prism \\T\\ patch|',
    );
    expect(buildMessages(sampleContext({ assessment: ticked }))).toHaveLength(1);
  });

  it('flags by the rule of the age on the day of the visit', () => {
    const young = { ...salem, dateOfBirth: '2020-11-04' };
    const assessment = { ...seen, vision: { right: '6/12', left: '6/12' } } as const;
    const flags = (student: typeof salem) =>
      segmentsOf(parsed(buildMessages(sampleContext({ assessment, student }))[1]), 'OBX').map((obx) =>
        textOf(obx, 8),
      );

    expect(flags(young)).toEqual(['', '']);
    expect(flags({ ...young, dateOfBirth: '2019-11-03' })).toEqual(['A', 'A']);
  });
});

describe('PPR', () => {
  it('reproduces the sample of an added condition byte for byte', () => {
    const context = sampleContext({
      assessment: { ...salemAssessment, measurements: {}, record: { conditions: [asthma] } },
      now: atDubai('09:20:05'),
      savedAt: atDubai('09:19:00'),
      newControlId: () => 'MHIX1E4A0001C8V3ND7F',
    });

    const [, ppr] = buildMessages(context);

    expect(text(ppr)).toBe(samples.PPR_PC1);
    expect(ppr).toMatchObject({ kind: 'PPR^PC1', interface: 'PPR' });
  });

  it('changes and withdraws under the number that the condition was added with', () => {
    const conditions = [
      { ...asthma, change: 'changed', instanceId: 'V24110300001-P1' },
      { ...asthma, change: 'withdrawn', instanceId: 'V24110300001-P2', code: undefined, text: 'Other | one' },
    ] as const;
    const assessment = { ...salemAssessment, measurements: {}, record: { conditions: [...conditions] } };
    const [, changed, withdrawn] = buildMessages(sampleContext({ assessment }));

    expect([changed?.kind, withdrawn?.kind]).toEqual(['PPR^PC2', 'PPR^PC3 2']);
    expect(textAt(parsed(changed), 'PRB-1')).toBe('UP');
    expect(textAt(parsed(changed), 'PRB-4')).toBe('V24110300001-P1');
    expect(encodeSegment(segmentOf(parsed(withdrawn), 'PRB') ?? { name: '', fields: [] })).toMatch(
      /^PRB\|DE\|20251103091810\|\^Other \\F\\ one\|V24110300001-P2\^TSTSYS\|/,
    );
  });
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
  });

  it('writes A28 and A31 with a PV1 that means no visit, or without one', () => {
    const withPv1 = buildPersonChanged(sampleContext())[0];
    const profile = sampleProfile({ includePv1InA28A31: false });
    const without = buildPersonChanged(
      sampleContext({ destination: { id: 'd', profile, profileVersion: 1 } }),
    )[0];

    expect(order(withPv1)).toBe('MSH EVN PID NK1 PV1 AL1');
    expect(text(withPv1)).toContain('\rPV1|1|N\r');
    expect(textAt(parsed(withPv1), 'MSH-9.3')).toBe('ADT_A05');
    expect(order(without)).toBe('MSH EVN PID NK1 AL1');
    expect(buildPersonChanged(withEvents({ A31: false }))).toEqual([]);
  });

  it('closes a visit at the time that was recorded, with where the student went', () => {
    const record = { visitEndedAt: atDubai('09:40:00'), disposition: 'backToClass' } as const;
    const [, , a03] = buildMessages(
      withEvents({ A03: true }, { assessment: { ...salemAssessment, record } }),
    );
    const pv1 = segmentOf(parsed(a03), 'PV1');

    expect(order(a03)).toBe('MSH EVN PID NK1 PV1 AL1 DG1');
    expect([36, 44, 45].map((field) => textOf(pv1, field))).toEqual([
      '1',
      '20251103091455',
      '20251103094000',
    ]);
    expect(textAt(parsed(a03), 'EVN-2')).toBe('20251103094000');
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
      return a03 && encodeField(fieldOf(segmentOf(parsed(a03), 'DG1'), 3));
    };
    const high = { ...salemAssessment.measurements, systolicMmHg: 118 };

    expect(code({})).toContain('Z00.129^');
    expect(code({ measurements: high })).toContain('Z00.121^');
    expect(code({ vision: { right: '6/12', left: '6/12' } })).toContain('Z00.121^');
    expect(code({ record: { referral: { referred: true, to: 'Optometrist' } } })).toContain('Z00.121^');
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
    expect(['A08', 'A11', 'A40'].map((_, at) => textAt(parsed([a08, a11, a40][at]), 'MSH-9.3'))).toEqual([
      'ADT_A01',
      'ADT_A09',
      'ADT_A39',
    ]);
    expect(text(a40)).toContain('\rMRG|1004999^^^&TSTSYS\r');
    expect(buildVisitCancelled(sampleContext())).toEqual([]);
    expect(buildStudentsMerged(sampleContext(), ' ')).toMatchObject([
      { built: false, field: 'student.studentNumber' },
    ]);
  });
});

describe('corrections', () => {
  const statuses = (message: MessageToStore | undefined) =>
    segmentsOf(parsed(message), 'OBX').map((obx) => `${textOf(obx, 3)} ${textOf(obx, 5)} ${textOf(obx, 11)}`);

  it('say what changed, what stays and what is withdrawn, under the same order number', () => {
    const { waistCm: _, ...measurements } = { ...salemAssessment.measurements, weightKg: 34.2 };
    const [correction, ...others] = buildCorrections(
      sampleContext({ assessment: { ...salemAssessment, measurements } }),
      salemAssessment,
    );

    expect(others).toEqual([]);
    expect(statuses(correction)).toEqual([
      '8302-2 138.5 F',
      '29463-7 34.2 C',
      '39156-5 17.8 C',
      '8480-6 104 F',
      '8462-4 66 F',
      '8867-4 118 F',
      '8310-5 36.8 F',
      '59408-5 98 F',
      '8280-0 61.0 W',
    ]);
    expect(textAt(parsed(correction), 'OBR-25')).toBe('C');
    expect(textAt(parsed(correction), 'OBR-3.1')).toBe('V25110300007-V');
  });

  it('are not made when nothing changed', () => {
    expect(buildCorrections(sampleContext(), salemAssessment)).toEqual([]);
  });

  it('correct each set of results by itself', () => {
    const sent = { ...salemAssessment, vision: seen.vision };
    const assessment = { ...sent, vision: { ...seen.vision, left: '6/6' } } as const;
    const [correction, ...others] = buildCorrections(sampleContext({ assessment }), sent);

    expect([correction?.kind, others.length]).toEqual(['ORU^R01 diagnostics', 0]);
    expect(statuses(correction)).toContain('98498-9 6/6 C');
  });

  it('withdraw every result and every condition of an assessment that was entered in error', () => {
    const assessment = {
      ...salemAssessment,
      measurements: { weightKg: 33.2 },
      vision: { colour: 'normal' },
      record: { conditions: [{ ...asthma, change: 'changed', instanceId: 'X1' }, asthma] },
    } as const;
    const mutable: Assessment = { ...assessment, record: { conditions: [...assessment.record.conditions] } };
    const [vitals, diagnostics, ppr] = buildWithdrawal(sampleContext({ assessment: mutable }));

    expect(statuses(vitals)).toEqual(['29463-7 33.2 W']);
    expect(statuses(diagnostics)).toEqual(['46673-0 Normal W']);
    expect(ppr?.kind).toBe('PPR^PC3');
    expect(textAt(parsed(ppr), 'PRB-4')).toBe('V25110300007-P2');
  });
});
