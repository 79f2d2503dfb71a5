import { describe, expect, it } from 'vitest';
import type { MessageToStore } from '../assessments/ports.ts';
import type { Assessment } from '../contract/assessment.ts';
import { segmentsOf, textAt, textOf } from '../hl7/message.ts';
import { buildCondition } from './build-corrections.ts';
import { correctionsAfter, withdrawalOf } from './samples/corrections.ts';
import { readBack } from './samples/read-back.ts';
import { salemAssessment, sampleContext } from './samples/salem.ts';

const tested = { right: '6/6', left: '6/12', colour: 'normal', lens: 'glasses' } as const;
const asthma = { change: 'added', code: '195967001', text: 'Asthma', onset: '2019-03-01' } as const;

describe('corrections', () => {
  const statuses = (message: MessageToStore | undefined) =>
    segmentsOf(readBack(message), 'OBX').map(
      (obx) => `${textOf(obx, 3)} ${textOf(obx, 5)} ${textOf(obx, 11)}`,
    );

  it('say what changed, what stays and what is withdrawn, under the same order number', () => {
    const { waistCm: _, ...measurements } = { ...salemAssessment.measurements, weightKg: 34.2 };
    const [correction, ...others] = correctionsAfter(
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
    expect(textAt(readBack(correction), 'OBR-25')).toBe('C');
    expect(textAt(readBack(correction), 'OBR-3.1')).toBe('V25110300007-V');
  });

  it('are not made when nothing changed', () => {
    expect(correctionsAfter(sampleContext(), salemAssessment)).toEqual([]);
  });

  it('say that the set is corrected also where one result more is all that changed', () => {
    const { waistCm: _, ...measurements } = salemAssessment.measurements;
    const [correction] = correctionsAfter(sampleContext(), { ...salemAssessment, measurements });

    expect(statuses(correction)).toContain('8280-0 61.0 F');
    expect(statuses(correction).filter((line) => !line.endsWith(' F'))).toEqual([]);
    expect(textAt(readBack(correction), 'OBR-25')).toBe('C');
  });

  it('correct each set of results by itself', () => {
    const sent = { ...salemAssessment, vision: tested };
    const assessment = { ...sent, vision: { ...tested, left: '6/6' } } as const;
    const [correction, ...others] = correctionsAfter(sampleContext({ assessment }), sent);

    expect([correction?.kind, others.length]).toEqual(['ORU^R01 diagnostics correction', 0]);
    expect(statuses(correction)).toContain('98498-9 6/6 C');
  });

  it('withdraw every result of an assessment that was entered in error', () => {
    const assessment: Assessment = {
      ...salemAssessment,
      measurements: { weightKg: 33.2 },
      vision: { colour: 'normal' },
    };
    const [vitals, diagnostics] = withdrawalOf(sampleContext({ assessment }));

    expect(statuses(vitals)).toEqual(['29463-7 33.2 W']);
    expect(statuses(diagnostics)).toEqual(['46673-0 Normal W']);
  });

  it('mark every result when only its time or its note was wrong', () => {
    const later = { ...salemAssessment, measuredAt: salemAssessment.measuredAt + 60_000 };
    const noted = { ...salemAssessment, notes: 'measured twice' };

    for (const assessment of [later, noted]) {
      const [correction] = correctionsAfter(sampleContext({ assessment }), salemAssessment);
      expect(new Set(statuses(correction).map((line) => line.at(-1)))).toEqual(new Set('C'));
    }
  });

  it('of a condition keep the number that it was added under', () => {
    const ppr = buildCondition(sampleContext(), {
      ...asthma,
      change: 'withdrawn',
      instanceId: 'V25110300007-P2',
    });

    expect(ppr?.kind).toBe('PPR^PC3 V25110300007-P2');
    expect(textAt(readBack(ppr ?? undefined), 'PRB-4')).toBe('V25110300007-P2');
  });
});
