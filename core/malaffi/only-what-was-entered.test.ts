import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { acuities } from '../clinical/acuity.ts';
import { type MeasurementKey, measurementKeys, measurements } from '../clinical/measurements.ts';
import { type Assessment, assessmentInputSchema } from '../contract/assessment.ts';
import { buildMessages } from './build-messages.ts';
import { readByMedplum } from './samples/other-parsers.ts';
import { textOfBuilt } from './samples/read-back.ts';
import { salemAssessment, sampleContext, sampleProfile } from './samples/salem.ts';

/** LOINC by what was measured, written down once more: a code that moves in the product is seen here. */
const codes: Readonly<Record<MeasurementKey, string>> = {
  heightCm: '8302-2',
  weightKg: '29463-7',
  waistCm: '8280-0',
  systolicMmHg: '8480-6',
  diastolicMmHg: '8462-4',
  heartRatePerMin: '8867-4',
  respiratoryRatePerMin: '9279-1',
  temperatureCel: '8310-5',
  oxygenSaturationPct: '59408-5',
};
const eyeCodes = {
  right: '98499-7',
  left: '98498-9',
  rightCorrected: '65893-0',
  leftCorrected: '65897-1',
} as const;
const bmiCode = '39156-5';

function anyValue(key: MeasurementKey): fc.Arbitrary<number> {
  const { min, max, decimals } = measurements[key];
  const step = 10 ** decimals;
  return fc.integer({ min: min * step, max: max * step }).map((value) => value / step);
}

/** Any subset of answers that the form may hand over. */
const anyAnswers: fc.Arbitrary<Assessment> = fc
  .record({
    measurements: fc.record(
      Object.fromEntries(measurementKeys.map((key) => [key, anyValue(key)])) as Record<
        MeasurementKey,
        fc.Arbitrary<number>
      >,
      { requiredKeys: [] },
    ),
    vision: fc.record(
      {
        right: fc.constantFrom(...acuities),
        left: fc.constantFrom(...acuities),
        rightCorrected: fc.constantFrom(...acuities),
        leftCorrected: fc.constantFrom(...acuities),
        colour: fc.constantFrom('normal', 'abnormal'),
        lens: fc.constantFrom('none', 'glasses', 'contactLenses', 'surgicalCorrection'),
      },
      { requiredKeys: [] },
    ),
  })
  .map((answers) => assessmentInputSchema.safeParse({ ...salemAssessment, ...answers }))
  .filter((parsed) => parsed.success)
  .map((parsed) => parsed.data as Assessment);

function sent(assessment: Assessment): Record<string, string> {
  const messages = buildMessages(sampleContext({ assessment }));
  const results = messages
    .flatMap((message) => readByMedplum(textOfBuilt(message)))
    .filter(({ name }) => name === 'OBX');
  const values = results.map(({ places }) => [places['3.1.1.1'] ?? '', places['5.1.1.1'] ?? ''] as const);
  expect(new Set(values.map(([code]) => code)).size).toBe(values.length);
  return Object.fromEntries(values);
}

describe('what a receiver reads', () => {
  it('is each value that was entered, once, as it was entered, and nothing else (D13, D15)', () => {
    let seen = 0;
    fc.assert(
      fc.property(anyAnswers, (assessment) => {
        const { [bmiCode]: bmi, CORRECTIVE_LENS: lens, '46673-0': colour, ...others } = sent(assessment);
        const { measurements: entered, vision } = assessment;
        const expected = [
          ...measurementKeys.flatMap((key) =>
            entered[key] === undefined
              ? []
              : [[codes[key], entered[key].toFixed(measurements[key].decimals)] as const],
          ),
          ...Object.entries(eyeCodes).flatMap(([eye, code]) => {
            const acuity = vision[eye as keyof typeof eyeCodes];
            return acuity === undefined ? [] : [[code, acuity] as const];
          }),
        ];
        seen += expected.length;

        expect(others).toEqual(Object.fromEntries(expected));
        expect(bmi !== undefined).toBe(entered.heightCm !== undefined && entered.weightKg !== undefined);
        expect(colour?.toLowerCase()).toBe(vision.colour);
        expect(lens !== undefined).toBe(vision.lens !== undefined);
      }),
      { numRuns: 150 },
    );
    expect(seen).toBeGreaterThan(100);
  });

  it('keeps the vital signs that are not on the list, unless the profile asks for them', () => {
    const profile = sampleProfile({ extraVitals: false });
    const destination = { id: 'd', profile, profileVersion: 1 };
    const [, oru] = buildMessages(sampleContext({ destination }));

    expect(
      readByMedplum(textOfBuilt(oru)).flatMap(({ name, places }) =>
        name === 'OBX' ? [places['3.1.1.1']] : [],
      ),
    ).toEqual(['8302-2', '29463-7', bmiCode, '8280-0', '8480-6', '8462-4']);
  });
});
