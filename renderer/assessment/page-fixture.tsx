import { FluentProvider, webLightTheme } from '@fluentui/react-components';
import type { AssessmentView } from '../../core/contract/assessment.ts';
import { ok } from '../../core/contract/result.ts';
import type { StudentView } from '../../core/contract/student.ts';
import { fakeHealth } from '../testing/fake-health.ts';
import { type Answers, answerWith, show } from '../testing/fake-host.tsx';

const nothingMore = {
  middleName: null,
  middleNameArabic: null,
  nationality: 'ARE',
  emiratesId: null,
  address: null,
  city: null,
  homePhone: null,
  mobilePhone: null,
  guardianName: null,
  guardianRelation: null,
  guardianPhone: null,
  religion: null,
  allergies: [],
  schoolId: 1,
  schoolName: 'Al Reem Model School',
} as const;

/** An invented girl of grade 4, whose screening is the annual one. */
export const maryam: StudentView = {
  ...nothingMore,
  allergies: [],
  id: 7,
  studentNumber: 'S104207',
  givenName: 'Maryam',
  familyName: 'Al Zaabi',
  givenNameArabic: 'مريم',
  familyNameArabic: 'الزعابي',
  dateOfBirth: '2016-02-11',
  sex: 'F',
  grade: '4',
  className: '4 B',
  lastVisitAt: Date.UTC(2026, 0, 28, 6),
};

/** Another child of the same name, in grade 5: the comprehensive screening. */
export const otherMaryam: StudentView = {
  ...maryam,
  id: 8,
  studentNumber: 'S104208',
  dateOfBirth: '2015-08-02',
  grade: '5',
  className: '5 A',
  lastVisitAt: null,
};

/** Maryam's visit in January: 138 cm, 33 kg. */
export const januaryVisit: AssessmentView = {
  id: 'january',
  kind: 'annual',
  visitNumber: 'V26012800001',
  visitStartedAt: Date.UTC(2026, 0, 28, 6),
  measuredAt: Date.UTC(2026, 0, 28, 6),
  savedAt: Date.UTC(2026, 0, 28, 6),
  savedBy: 'huda',
  measurements: { heightCm: 138, weightKg: 33 },
  vision: { right: '6/6' },
  notes: '',
  messages: [],
  versions: [],
  enteredInError: null,
};

/** Draws the page with a main that knows the two children; what a test cares about, it answers itself. */
export async function showPage(more: Answers = {}, language: 'en' | 'ar' = 'en') {
  const asked = answerWith({
    'session.current': () => ok({ state: 'signedIn', accountId: 1, name: 'huda', role: 'nurse' }),
    'health.get': () => ok(fakeHealth()),
    'student.recent': () => ok([maryam]),
    'growth.reference': () => ok(null),
    'student.record': ({ id }) =>
      ok({ student: id === 7 ? maryam : otherMaryam, conditions: [], consent: null, mergedInto: null }),
    'class.list': () => ok({ classes: [], opened: null }),
    'student.search': ({ text }) =>
      ok([maryam, otherMaryam].filter((student) => text === student.studentNumber || text === 'maryam')),
    'student.get': ({ id }) => ok(id === 7 ? maryam : otherMaryam),
    'assessment.history': () => ok([januaryVisit]),
    'assessment.save': ({ id }) => ok({ assessmentId: id, messageIds: [1, 2], willSend: 'now' }),
    'draft.list': () => ok([]),
    'draft.save': () => ok({ updatedAt: Date.UTC(2026, 10, 24, 7, 42) }),
    'draft.discard': () => ok({}),
    ...more,
  });
  const { AssessmentPage } = await import('./AssessmentPage.tsx');
  const { NoticeHost } = await import('../shell/notices.tsx');
  const drawn = await show(
    <FluentProvider theme={webLightTheme} dir={language === 'ar' ? 'rtl' : 'ltr'}>
      <NoticeHost>
        <AssessmentPage />
      </NoticeHost>
    </FluentProvider>,
    language,
  );
  const inputsOf = (channel: string) =>
    asked.filter((each) => each.channel === channel).map(({ input }) => input as Record<string, unknown>);
  return { ...drawn, asked, inputsOf };
}
