import type { MessageToStore } from '../../assessments/ports.ts';
import type { Assessment } from '../../contract/assessment.ts';
import type { StudentView } from '../../contract/student.ts';
import {
  buildPersonChanged,
  buildStudentsMerged,
  buildVisitCancelled,
  buildVisitChanged,
} from '../build-events.ts';
import { buildMessages } from '../build-messages.ts';
import { correctionsAfter, withdrawalOf } from './corrections.ts';
import { atDubai, salem, salemAssessment, sampleContext, sampleProfile } from './salem.ts';

/** A student whose fields are all filled in, some with what must be escaped. */
const fullStudent: StudentView = {
  ...salem,
  address: 'Villa \\F\\ 3, \\.br\\ Gate & "door" | 5^~',
  guardianName: 'AL MANSOORI & SONS, KHALID',
  allergies: [
    ...salem.allergies,
    { kind: 'DA', text: 'Penicillin | all', severity: 'SV', reactions: ['Anaphylaxis ~'] },
    { kind: 'EA', text: 'غبار' },
  ],
};

/** A visit that opens every kind of message. */
const fullAssessment: Assessment = {
  ...salemAssessment,
  measurements: { ...salemAssessment.measurements, respiratoryRatePerMin: 40 },
  notes: 'First | line\nالسطر الثاني ^ & ~ \\\n\nend 😀',
  vision: {
    right: '6/6',
    left: '6/12',
    rightCorrected: '6/6',
    leftCorrected: '6/7.5',
    colour: 'abnormal',
    lens: 'other',
    lensOther: 'Prism ~ & ^',
  },
  record: {
    visitEndedAt: atDubai('09:40:00'),
    disposition: 'referred',
    referral: { referred: true, to: 'Optometrist' },
    conditions: [
      { change: 'added', code: '195967001', text: 'Asthma', onset: '2019-03-01' },
      { change: 'changed', instanceId: 'V1-P1', text: 'الربو | other' },
      { change: 'withdrawn', instanceId: 'V1-P2', text: 'Epilepsy' },
    ],
    diagnoses: [
      { code: 'R51.9', text: 'Headache & more' },
      { code: 'H52.7', text: 'Disorder of refraction' },
    ],
  },
};

/**
 * For tests: one message of every kind that the product can make, with every field filled in that a message of that kind can
 * have; corrections and withdrawals among them.
 */
export function everyKind(change: Readonly<Record<string, unknown>> = {}): readonly MessageToStore[] {
  const profile = sampleProfile({
    events: { A28: true, A03: true, A11: true },
    nationalityField: 'both',
    ...change,
  });
  const destination = { id: 'd', profile, profileVersion: 1 };
  const context = sampleContext({ destination, student: fullStudent, assessment: fullAssessment });
  const { waistCm: _, ...measured } = fullAssessment.measurements;
  const corrected: Assessment = {
    ...fullAssessment,
    measurements: { ...measured, weightKg: 34 },
    vision: { ...fullAssessment.vision, left: '6/6' },
  };
  return [
    ...buildMessages(context),
    ...correctionsAfter({ ...context, assessment: corrected }, fullAssessment),
    ...withdrawalOf(context),
    ...buildPersonChanged(context),
    ...buildVisitChanged(context),
    ...buildVisitCancelled(context),
    ...buildStudentsMerged(context, '1004999 | old'),
  ];
}
