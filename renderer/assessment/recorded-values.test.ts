import { expect, it } from 'vitest';
import type { AssessmentInput } from '../../core/contract/assessment.ts';
import { readForm } from './read-form.ts';
import { recordedValues } from './recorded-values.ts';

// 24 November 2026, 10:00 in Dubai.
const now = Date.UTC(2026, 10, 24, 6);
const head = { id: '7b0d9f5e-8f4c-4c47-9a52-1f1f0a0a0001', studentId: 7 };

const screening: AssessmentInput = {
  ...head,
  kind: 'comprehensive',
  visitStartedAt: now,
  measuredAt: now,
  measurements: { heightCm: 138.5, weightKg: 33.2, systolicMmHg: 116, diastolicMmHg: 75 },
  vision: { right: '6/12', notTestable: ['left'], lens: 'other', lensOther: 'Lost', colour: 'normal' },
  notes: 'well',
  record: {
    consentSigned: true,
    breakfast: false,
    bmiZScore: -1.25,
    pressureReadings: [
      { systolicMmHg: 120, diastolicMmHg: 80 },
      { systolicMmHg: 111, diastolicMmHg: 70 },
    ],
    local: { painScore: 0, hearingLeft500Db: 25 },
    screening: {
      medicalHistory: 'None',
      physicalExamination: { heart: { result: 'normal' }, skin: { result: 'abnormal', note: 'Eczema' } },
      dental: { result: 'needsCare', decayedTeeth: 2 },
      bloodTest: { haemoglobinGPerDl: 12.5, takenOn: '2026-11-20' },
      smoking: 'never',
      healthEducation: { topics: ['nutrition', 'safety'], note: 'Leaflet' },
      immunisationReview: { status: 'upToDate' },
    },
    notMeasured: {
      hearing: { reason: 'noEquipment' },
      waistCm: { reason: 'other', note: 'the tape was broken' },
      oxygenSaturationPct: { reason: 'refused' },
    },
    outcome: 'refer',
    referral: { referred: true, to: 'Eye clinic' },
    conditions: [{ change: 'added', code: '195967001', text: 'Asthma', onset: '2019-03-01' }],
    diagnoses: [{ code: 'H52.7', text: 'Refraction disorder' }],
  },
};

const clinic: AssessmentInput = {
  ...head,
  kind: 'clinic',
  visitStartedAt: now - 3_600_000,
  measuredAt: now - 600_000,
  measurements: { temperatureCel: 38.4 },
  vision: {},
  notes: '',
  record: {
    referral: { referred: false },
    disposition: 'homeWithGuardian',
    visitEndedAt: now - 600_000,
    clinic: {
      reason: 'injury',
      complaint: 'Fell',
      assessment: 'Graze',
      intervention: 'Cleaned',
      evaluation: 'Well',
      informed: 'Mother',
      injury: { place: 'Yard', mechanism: 'Fall', bodyPart: 'Knee', witness: 'Teacher' },
      medications: [
        {
          name: 'Paracetamol',
          dose: '5 ml',
          route: 'oral',
          givenAt: now - 1_800_000,
          guardianConsent: true,
        },
      ],
      immunisations: [
        {
          name: 'MMR',
          code: '03',
          givenAt: now - 1_800_000,
          guardianConsent: false,
          doseNumber: 2,
          lot: 'L1',
          expiresOn: '2027-01-31',
          site: 'leftArm',
        },
      ],
    },
  },
};

it.each([
  ['screening', screening],
  ['clinic visit', clinic],
])('shows a recorded %s so that reading it again changes nothing', (_, recorded) => {
  const values = recordedValues(recorded as Parameters<typeof recordedValues>[0]);

  const read = readForm(values, { id: head.id, student: { id: 7, allergies: [] }, now });

  expect(read).toEqual({ ok: true, input: recorded });
});
