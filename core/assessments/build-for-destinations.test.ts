import { expect, it } from 'vitest';
import { practiceProfile } from '../malaffi/profiles/practice.ts';
import { messageBuilder, type Visit } from './build-for-destinations.ts';

const visit: Visit = {
  assessment: {
    id: '6f1c1a52-6a0e-4a0c-9a77-0d6a3c3f9b11',
    studentId: 1,
    kind: 'annual',
    visitStartedAt: Date.UTC(2026, 0, 5, 8),
    measuredAt: Date.UTC(2026, 0, 5, 8),
    measurements: { heightCm: 138.5 },
    vision: {},
    notes: '',
  },
  student: {
    id: 1,
    schoolId: 1,
    schoolName: 'School',
    lastVisitAt: null,
    studentNumber: 'S1',
    familyName: 'Al Mansoori',
    givenName: 'Salem',
    middleName: null,
    familyNameArabic: null,
    givenNameArabic: null,
    middleNameArabic: null,
    dateOfBirth: '2014-05-17',
    sex: 'M',
    nationality: 'ARE',
    emiratesId: '784201400000010',
    grade: '5',
    className: 'B',
    address: null,
    city: null,
    homePhone: null,
    mobilePhone: null,
    guardianName: null,
    guardianRelation: null,
    guardianPhone: null,
    religion: null,
    allergies: [],
  },
  school: { id: 1, name: 'School', nameArabic: null, facilityLicence: 'MF9999', region: null, students: 1 },
  accountId: 1,
  visitNumber: 'V26010500001',
};

const nurse = { licence: 'GN99999', familyName: 'HASSAN', givenName: 'MARIAM' };

function builder(account: object | null, log: string[] = []) {
  let ids = 0;
  return messageBuilder(
    {
      accounts: { byId: () => account },
      clock: { nowMs: () => Date.UTC(2026, 0, 5, 9) },
      log: { error: (event: string) => log.push(event) },
      settings: { value: () => null },
    } as never,
    () => {
      ids += 1;
      return `CTRL${String(ids).padStart(16, '0')}`;
    },
  );
}

const destination = (profile: unknown) => ({ id: 'd', profileVersion: 3, profile }) as never;

it('builds the visit and its results, each with a control id of its own', () => {
  const messages = builder(nurse)(visit, destination(practiceProfile()));

  expect(messages.map(({ kind, built }) => [kind, built])).toEqual([
    ['ADT^A04', true],
    ['ORU^R01', true],
  ]);
});

it.each([
  ['an account without a licence', { ...nurse, licence: null }, practiceProfile(), 'clinician.licence'],
  ['an account that is gone', null, practiceProfile(), 'clinician.licence'],
  ['a profile that cannot be read', nurse, { name: 'x' }, 'profile.transport'],
])('stores what %s keeps from being built, with the field', (_, account, profile, field) => {
  const messages = builder(account)(visit, destination(profile));

  expect(messages).toHaveLength(2);
  for (const message of messages) expect(message).toMatchObject({ built: false, problem: 'CONFIG', field });
});

it('builds no live message while the mapping is not confirmed', () => {
  const messages = builder(nurse)(visit, destination({ ...practiceProfile(), processingId: 'P' }));

  for (const message of messages) {
    expect(message).toMatchObject({ built: false, problem: 'CONFIG', field: 'profile.mapping' });
  }
});

it('turns a fault of ours into a message that can be built later, and logs no text', () => {
  const log: string[] = [];
  const broken = { ...visit, student: null } as never;

  expect(builder(nurse, log)(broken, destination(practiceProfile()))).toMatchObject([
    { built: false, problem: 'LOCAL_BUILD', kind: 'ADT^A04' },
  ]);
  expect(log).toEqual(['message.buildFailed']);
});
