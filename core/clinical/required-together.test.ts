import { describe, expect, it } from 'vitest';
import { meanPressure } from './blood-pressure.ts';
import { type AnswersTogether, requiredTogether } from './required-together.ts';

const visit: AnswersTogether = { visitStartedAt: 1000, measuredAt: 2000, measurements: {}, vision: {} };

function rules(answers: Partial<AnswersTogether>) {
  return requiredTogether({ ...visit, ...answers }).map(({ path, rule }) => `${path.join('.')} ${rule}`);
}

describe('answers that ask for another', () => {
  it('ask why vision was not tested, which other lenses, and where a referral goes', () => {
    expect(rules({ vision: { performed: false } })).toEqual(['vision.notPerformedReason reasonNeeded']);
    expect(rules({ vision: { lens: 'other', lensOther: ' ' } })).toEqual(['vision.lensOther reasonNeeded']);
    expect(rules({ record: { referral: { referred: true } } })).toEqual([
      'record.referral.to referredToNeeded',
    ]);
  });

  it('refuse acuity with lenses that are not worn, and a test that was and was not made', () => {
    expect(rules({ vision: { lens: 'none', rightCorrected: '6/6' } })).toEqual(['vision.lens lensNeeded']);
    expect(rules({ vision: { leftCorrected: '6/6' } })).toEqual(['vision.lens lensNeeded']);
    expect(rules({ vision: { wearsGlasses: true, leftCorrected: '6/6' } })).toEqual([]);
    expect(rules({ vision: { performed: false, notPerformedReason: 'Absent', right: '6/6' } })).toEqual([
      'vision.performed testedAfterAll',
    ]);
    expect(rules({ vision: { performed: true, colour: 'normal' } })).toEqual(['vision.right acuityNeeded']);
    expect(rules({ vision: { notTestable: ['left'], left: '6/6' } })).toEqual([
      'vision.left testableAfterAll',
    ]);
  });

  it('are content with complete answers', () => {
    expect(
      rules({
        vision: { performed: true, lens: 'other', lensOther: 'Prism', right: '6/6', rightCorrected: '6/6' },
        record: { referral: { referred: true, to: 'Optometrist' } },
      }),
    ).toEqual([]);
    expect(
      rules({
        vision: { performed: true, notTestable: ['right', 'left'] },
        record: { referral: { referred: false } },
      }),
    ).toEqual([]);
  });
});

describe('blood pressure', () => {
  it('comes as a pair, the upper above the lower', () => {
    expect(rules({ measurements: { systolicMmHg: 104 } })).toEqual([
      'measurements.diastolicMmHg bothPressures',
    ]);
    expect(rules({ measurements: { diastolicMmHg: 66 } })).toEqual([
      'measurements.diastolicMmHg bothPressures',
    ]);
    expect(rules({ measurements: { systolicMmHg: 66, diastolicMmHg: 66 } })).toEqual([
      'measurements.diastolicMmHg diastolicBelowSystolic',
    ]);
  });

  it('is the mean of two or three readings, half up', () => {
    const readings = [
      { systolicMmHg: 118, diastolicMmHg: 70 },
      { systolicMmHg: 113, diastolicMmHg: 71 },
    ];
    const pressureReadings = readings;

    expect(meanPressure(readings)).toEqual({ systolicMmHg: 116, diastolicMmHg: 71 });
    expect(meanPressure([])).toBeNull();
    expect(
      rules({ measurements: { systolicMmHg: 116, diastolicMmHg: 71 }, record: { pressureReadings } }),
    ).toEqual([]);
    expect(
      rules({ measurements: { systolicMmHg: 118, diastolicMmHg: 70 }, record: { pressureReadings } }),
    ).toEqual(['measurements.systolicMmHg meanOfReadings']);
    expect(rules({ record: { pressureReadings: [{ systolicMmHg: 60, diastolicMmHg: 60 }] } })).toEqual([
      'record.pressureReadings.0.diastolicMmHg diastolicBelowSystolic',
    ]);
  });
});

describe('height and weight', () => {
  it('are refused together when no body has their BMI', () => {
    expect(rules({ measurements: { heightCm: 61, weightKg: 190 } })).toEqual([
      'measurements.weightKg bmiImpossible',
    ]);
    expect(rules({ measurements: { heightCm: 138.5, weightKg: 33.2 } })).toEqual([]);
    expect(rules({ measurements: { heightCm: 61 } })).toEqual([]);
    // 15.3 kg at 138.5 cm is 7.98, shown as 8.0: what is sent decides.
    expect(rules({ measurements: { heightCm: 138.5, weightKg: 15.3 } })).toEqual([]);
    expect(rules({ measurements: { heightCm: 138.5, weightKg: 15.2 } })).toHaveLength(1);
  });
});

describe('times of a visit', () => {
  it('lie between its beginning and its end', () => {
    const clinic = (givenAt: number) => ({ medications: [{ givenAt: 1500 }, { givenAt }] });

    expect(rules({ measuredAt: 999 })).toEqual(['measuredAt beforeVisit']);
    expect(rules({ record: { visitEndedAt: 1999 } })).toEqual(['record.visitEndedAt endBeforeVisit']);
    expect(rules({ record: { visitEndedAt: 2000, clinic: clinic(1200) } })).toEqual([]);
    expect(rules({ record: { clinic: clinic(999) } })).toEqual([
      'record.clinic.medications.1.givenAt outsideVisit',
    ]);
    expect(rules({ record: { visitEndedAt: 2000, clinic: clinic(2001) } })).toEqual([
      'record.clinic.medications.1.givenAt outsideVisit',
    ]);
    expect(rules({ record: { clinic: { immunisations: [{ givenAt: 1 }] } } })).toEqual([
      'record.clinic.immunisations.0.givenAt outsideVisit',
    ]);
  });
});

describe('a reason for what was not measured', () => {
  const left = (notMeasured: NonNullable<AnswersTogether['record']>['notMeasured']) => ({ notMeasured });

  it('is in words where it is "other"', () => {
    expect(rules({ record: left({ heightCm: { reason: 'refused' } }) })).toEqual([]);
    expect(rules({ record: left({ hearing: { reason: 'other', note: '' } }) })).toEqual([
      'record.notMeasured.hearing.note reasonNeeded',
    ]);
  });

  it('does not stand beside a value, and zero is a value', () => {
    const refused = { reason: 'refused' };

    expect(
      rules({ measurements: { weightKg: 30 }, record: left({ weightKg: refused, heightCm: refused }) }),
    ).toEqual(['record.notMeasured.weightKg measuredAfterAll']);
    expect(rules({ vision: { colour: 'normal' }, record: left({ colour: refused }) })).toEqual([
      'record.notMeasured.colour measuredAfterAll',
    ]);
    expect(rules({ record: { ...left({ bmiZScore: refused }), bmiZScore: 0 } })).toEqual([
      'record.notMeasured.bmiZScore measuredAfterAll',
    ]);
    expect(rules({ record: { ...left({ scoliosis: refused }), local: { trunkRotationDeg: 0 } } })).toEqual([
      'record.notMeasured.scoliosis measuredAfterAll',
    ]);
    expect(rules({ record: { ...left({ hearing: refused }), local: { hearingLeft500Db: 0 } } })).toEqual([]);
    expect(
      rules({ record: { ...left({ dental: refused }), screening: { dental: { result: 'healthy' } } } }),
    ).toEqual(['record.notMeasured.dental measuredAfterAll']);
  });
});
