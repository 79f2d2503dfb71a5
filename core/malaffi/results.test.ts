import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Assessment } from '../contract/assessment.ts';
import { encodeSegment } from '../hl7/encode.ts';
import { segmentOf, segmentsOf, textAt, textOf } from '../hl7/message.ts';
import { buildMessages } from './build-messages.ts';
import { readBack, textOfBuilt } from './samples/read-back.ts';
import { atDubai, salem, salemAssessment, sampleContext } from './samples/salem.ts';

const samples = JSON.parse(
  readFileSync(new URL('./samples/messages.json', import.meta.url), 'utf8'),
) as Record<string, string>;
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

    expect(textOfBuilt(buildMessages(context)[1])).toBe(samples.ORU_DIAG);
  });

  it('is a message of its own, and the notes go to the last of the results', () => {
    const assessment = { ...salemAssessment, vision: seen.vision, notes: 'Note' };
    const [a04, vitals, diagnostics] = buildMessages(sampleContext({ assessment }));

    expect([a04?.kind, vitals?.kind, diagnostics?.kind]).toEqual([
      'ADT^A04',
      'ORU^R01',
      'ORU^R01 diagnostics',
    ]);
    expect(textOfBuilt(vitals)).not.toContain('NTE');
    expect(textOfBuilt(diagnostics)).toContain('\rNTE|1|L|Note\r');
    expect(textAt(readBack(diagnostics), 'OBR-3.1')).toBe('V25110300007-E');
  });

  it('says what kind of other lenses, and makes nothing of a ticked box alone', () => {
    const other = { ...seen, notes: '', vision: { lens: 'other', lensOther: 'Prism & patch' } } as const;
    const ticked = { ...seen, vision: { wearsGlasses: true } };

    expect(textOfBuilt(buildMessages(sampleContext({ assessment: other }))[1])).toContain(
      '||Other: Prism \\T\\ patch|',
    );
    expect(buildMessages(sampleContext({ assessment: ticked }))).toHaveLength(1);
  });

  it('flags by the rule of the age on the day of the visit', () => {
    const young = { ...salem, dateOfBirth: '2020-11-04' };
    const assessment = { ...seen, vision: { right: '6/12', left: '6/12' } } as const;
    const flags = (student: typeof salem) =>
      segmentsOf(readBack(buildMessages(sampleContext({ assessment, student }))[1]), 'OBX').map((obx) =>
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

    expect(textOfBuilt(ppr)).toBe(samples.PPR_PC1);
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
    expect(textAt(readBack(changed), 'PRB-1')).toBe('UP');
    expect(textAt(readBack(changed), 'PRB-4')).toBe('V24110300001-P1');
    expect(encodeSegment(segmentOf(readBack(withdrawn), 'PRB') ?? { name: '', fields: [] })).toMatch(
      /^PRB\|DE\|20251103091810\|\^Other \\F\\ one\|V24110300001-P2\^TSTSYS\|/,
    );
  });
});
