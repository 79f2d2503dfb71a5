import type { Assessment } from '../../contract/assessment.ts';
import type { StudentView } from '../../contract/student.ts';
import type { BuildContext } from '../build-context.ts';
import { type Profile, profileSchema } from '../profile.ts';
import { practiceProfile } from '../profiles/practice.ts';

/** The invented student, nurse and visit of the sample messages, for tests. Nobody by these names and numbers exists. */
export const salem: StudentView = {
  id: 1,
  schoolId: 1,
  schoolName: 'Practice School',
  lastVisitAt: null,
  studentNumber: '1004217',
  familyName: 'AL MANSOORI',
  givenName: 'SALEM',
  middleName: 'KHALID',
  familyNameArabic: 'المنصوري',
  givenNameArabic: 'سالم',
  middleNameArabic: 'خالد',
  dateOfBirth: '2014-05-17',
  sex: 'M',
  nationality: 'ARE',
  emiratesId: '784201400000010',
  grade: '6',
  className: '6B',
  address: '12 Al Nahyan St & 5th St',
  city: 'ABU DHABI',
  homePhone: '00971501234567',
  mobilePhone: '00971501234567',
  guardianName: 'AL MANSOORI, KHALID',
  guardianRelation: 'FTH',
  guardianPhone: '00971501234567',
  religion: 'VAR',
  maritalStatus: 'S',
  allergies: [
    {
      kind: 'FA',
      text: 'Allergy to peanuts',
      code: '91935009',
      severity: 'MO',
      reactions: ['Urticaria', 'Lip swelling'],
      since: '2021-09-14',
    },
  ],
};

/** An instant of 3 November 2025 in Dubai, `HH:MM:SS`, as epoch milliseconds. */
export function atDubai(clock: string): number {
  return Date.parse(`2025-11-03T${clock}+04:00`);
}

/** The vital signs of the sample. */
export const salemAssessment: Assessment = {
  id: '5b0c7f0e-1f6b-4c8e-9c1a-2f0b6a3d4e5f',
  studentId: 1,
  kind: 'annual',
  visitStartedAt: atDubai('09:14:55'),
  measuredAt: atDubai('09:16:00'),
  measurements: {
    heightCm: 138.5,
    weightKg: 33.2,
    waistCm: 61,
    systolicMmHg: 104,
    diastolicMmHg: 66,
    heartRatePerMin: 118,
    temperatureCel: 36.8,
    oxygenSaturationPct: 98,
  },
  vision: {},
  notes: '',
};

/** The practice profile with what the samples show beyond it. */
export function sampleProfile(change: Readonly<Record<string, unknown>> = {}): Profile {
  return profileSchema.parse({ ...practiceProfile(), sendReligion: true, ...change });
}

/** The sample visit, ready to be built; `change` replaces parts of it. */
export function sampleContext(change: Partial<BuildContext> = {}): BuildContext {
  let made = 0;
  return {
    assessment: salemAssessment,
    student: salem,
    school: { id: 1, name: 'Practice School', facilityLicence: 'MF9999' },
    clinician: { licence: 'GN99999', familyName: 'HASSAN', givenName: 'MARIAM' },
    visitNumber: 'V25110300007',
    destination: { id: 'practice', profile: sampleProfile(), profileVersion: 1 },
    now: atDubai('09:18:21'),
    savedAt: atDubai('09:18:10'),
    newControlId: () => {
      made += 1;
      return `TEST${String(made).padStart(16, '0')}`;
    },
    ...change,
  };
}
