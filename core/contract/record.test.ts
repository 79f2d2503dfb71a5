import { expect, it } from 'vitest';
import { assessmentInputSchema } from './assessment.ts';
import { recordSchema, withoutSensitive } from './record.ts';

const visit = {
  id: '6f1c1a52-6a0e-4a0c-9a77-0d6a3c3f9b11',
  studentId: 1,
  kind: 'comprehensive',
  visitStartedAt: 1000,
  measuredAt: 1000,
  measurements: {},
} as const;

it('holds every section of a comprehensive screening and of the clinic log', () => {
  const record = {
    pressureReadings: [
      { systolicMmHg: 118, diastolicMmHg: 70 },
      { systolicMmHg: 114, diastolicMmHg: 70 },
    ],
    local: { painScore: 0, hearingLeft4000Db: -5, trunkRotationDeg: 7 },
    screening: {
      medicalHistory: 'Born at term',
      physicalExamination: { heart: { result: 'abnormal', note: 'Murmur' }, skin: { result: 'normal' } },
      scoliosis: { result: 'abnormal' },
      hearing: { result: 'normal' },
      dental: { result: 'needsCare', decayedTeeth: 2 },
      bloodTest: { haemoglobinGPerDl: 11.4, takenOn: '2025-11-03' },
      depression: { result: 'normal', score: 0 },
      smoking: 'never',
      healthEducation: { topics: ['nutrition'] },
      immunisationReview: { status: 'incomplete', missing: 'MMR 2' },
    },
    notMeasured: { waistCm: { reason: 'refused' }, colour: { reason: 'other', note: 'No plates' } },
    clinic: {
      reason: 'vaccination',
      complaint: 'None',
      assessment: 'Well',
      evaluation: 'No reaction after 15 minutes',
      immunisations: [{ code: '03', name: 'MMR', givenAt: 1000, guardianConsent: true, site: 'leftArm' }],
      medications: [
        {
          name: 'Paracetamol',
          dose: '250 mg',
          route: 'oral',
          givenAt: 1000,
          guardianConsent: true,
          givenBy: 'Nurse B',
        },
      ],
    },
    confirmed: [{ path: 'measurements.heightCm', rule: 'unusualForAge' }],
  };
  const measurements = { systolicMmHg: 116, diastolicMmHg: 70 };

  expect(assessmentInputSchema.parse({ ...visit, measurements, record }).record).toEqual(record);
});

it('refuses words where a list is asked, and names the place', () => {
  const issues = recordSchema.safeParse({
    screening: { dental: { result: 'so-so' } },
    notMeasured: { shoeSize: { reason: 'refused' } },
  }).error?.issues;

  expect(issues?.map(({ path }) => path.join('.'))).toEqual(['screening.dental.result', 'notMeasured']);
});

it('shows everything in a history but the depression screening', () => {
  const record = { breakfast: false, screening: { smoking: 'never', depression: { result: 'abnormal' } } };

  expect(withoutSensitive(recordSchema.parse(record))).toEqual({
    breakfast: false,
    screening: { smoking: 'never' },
  });
});
