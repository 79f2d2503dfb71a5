import type { AppParts, Handlers } from '../app-parts.ts';
import { fail, ok } from '../contract/result.ts';
import {
  type SetupNeed,
  type SetupProgress,
  type SetupView,
  setupProgressSchema,
} from '../contract/setup.ts';
import type { Student } from '../contract/student.ts';
import { parseProfile } from '../malaffi/profile.ts';

type Parts = Pick<AppParts, 'students' | 'accounts' | 'destinations' | 'settings' | 'clock'>;

const begun: SetupProgress = { step: 'school', finished: false };

/** Marked in every field that a person or a receiver reads. */
const trialStudent: Student = {
  studentNumber: 'TEST-1',
  familyName: 'TEST',
  givenName: 'TRIAL',
  middleName: null,
  familyNameArabic: null,
  givenNameArabic: null,
  middleNameArabic: null,
  dateOfBirth: '2016-01-01',
  sex: 'F',
  nationality: 'ARE',
  emiratesId: null,
  noCardReason: 'nationalWithoutCard',
  grade: 'TEST',
  className: 'TEST',
  address: null,
  city: null,
  homePhone: null,
  mobilePhone: null,
  guardianName: null,
  guardianRelation: null,
  guardianPhone: null,
  religion: null,
  allergies: [],
};

/** The first start: where the person left off, what messages wait for, and the invented student of the trial. */
export function setupHandlers(
  parts: Parts,
  afterSetup: () => void,
): Pick<Handlers, 'setup.get' | 'setup.save' | 'setup.trialStudent'> {
  const { students, settings, clock } = parts;
  return {
    'setup.get': () => ok(setupView(parts)),

    'setup.save': (change, caller) => {
      const progress = { ...progressOf(parts), ...withoutUndefined(change) };
      settings.setAudited('setup', JSON.stringify(progress), {
        at: clock.nowMs(),
        actor: String(caller.signedIn?.accountId ?? 0),
        action: 'setup.save',
        subject: 'setup',
        outcome: 'ok',
        detail: `step=${progress.step} finished=${Number(progress.finished)}`,
      });
      return ok(setupView(parts));
    },

    'setup.trialStudent': (_, caller) => {
      if (!trialAllowed(parts))
        return fail('CONFLICT', 'Messages of this PC are live. A trial student must not be sent to Malaffi.');
      const known = () =>
        [...students.allByNumber().values()].find(
          ({ studentNumber }) => studentNumber === trialStudent.studentNumber,
        );
      const found = known();
      if (found) return ok(found);
      const school = students.schools().find(({ facilityLicence }) => facilityLicence !== null);
      if (!school) return fail('CONFLICT', 'Give a school its facility licence first.');
      const actor = String(caller.signedIn?.accountId ?? 0);
      students.applyRoster(
        [{ id: null, schoolName: school.name, student: trialStudent }],
        actor,
        clock.nowMs(),
      );
      afterSetup();
      const made = known();
      return made ? ok(made) : fail('NOT_SAVED', 'The trial student could not be saved. Try again.');
    },
  };
}

/** How far the first start has come. What is missing is looked at, not remembered: it may be done in any order. */
export function setupView(parts: Parts): SetupView {
  const schools = parts.students.schools();
  const facts: Readonly<Record<SetupNeed, boolean>> = {
    schoolLicence: schools.some(({ facilityLicence }) => facilityLicence !== null),
    clinicianLicence: parts.accounts.list().some(({ licence, disabled }) => licence !== null && !disabled),
    students: schools.some(({ students }) => students > 0),
  };
  const missing = (Object.keys(facts) as SetupNeed[]).filter((need) => !facts[need]);
  return { ...progressOf(parts), missing, trialAllowed: trialAllowed(parts) };
}

function progressOf({ settings }: Parts): SetupProgress {
  const text = settings.value('setup');
  const known = setupProgressSchema.safeParse(text === null ? null : JSON.parse(text));
  return known.success ? known.data : begun;
}

function trialAllowed({ destinations }: Parts): boolean {
  return destinations.list().every(({ enabled, profile }) => {
    const parsed = parseProfile(profile);
    return !enabled || (parsed.ok && parsed.profile.processingId !== 'P');
  });
}

function withoutUndefined<T extends object>(change: T): T {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as T;
}
