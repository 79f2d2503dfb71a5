import { FluentProvider, webLightTheme } from '@fluentui/react-components';
import { cleanup, configure, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { ok } from '../../core/contract/result.ts';
import { maryam } from '../assessment/page-fixture.tsx';
import { type Answers, answerWith, show } from '../testing/fake-host.tsx';
import { valuesFor } from './new-student.ts';

// A whole form on a busy machine.
configure({ asyncUtilTimeout: 5000 });

afterEach(cleanup);

const school = {
  id: 1,
  name: 'Al Reem Model School',
  nameArabic: null,
  facilityLicence: 'MF9999',
  region: null,
  students: 60,
};

async function showPage(more: Answers = {}, language: 'en' | 'ar' = 'en', typed = '') {
  const asked = answerWith({ 'school.list': () => ok([school]), ...more });
  const { NewStudentPage } = await import('./NewStudentPage.tsx');
  const { NoticeHost } = await import('../shell/notices.tsx');
  const { NavigationContext } = await import('../shell/navigation.ts');
  const go = vi.fn();
  await show(
    <FluentProvider theme={webLightTheme} dir={language === 'ar' ? 'rtl' : 'ltr'}>
      <NoticeHost>
        <NavigationContext value={{ place: { page: 'newStudent' }, go }}>
          <NewStudentPage typed={typed} next="assessment" />
        </NavigationContext>
      </NoticeHost>
    </FluentProvider>,
    language,
  );
  const added = () =>
    asked.filter(({ channel }) => channel === 'student.add').map(({ input }) => input as Input);
  return { added, go };
}

interface Input {
  readonly changeId: string;
  readonly schoolId: number;
  readonly student: Record<string, unknown>;
  readonly seen: readonly number[];
}

const type = (label: string | RegExp, value: string) =>
  fireEvent.change(screen.getByLabelText(label), { target: { value } });

async function fill(): Promise<void> {
  await screen.findByLabelText(/^Given name\*/);
  type(/^Given name\*/, 'Layla');
  type(/^Family name\*/, 'Al Suwaidi');
  type(/^Date of birth/, '04/05/2017');
  type(/^Sex/, 'F');
  type(/^Student number/, 'N900001');
  type(/^Nationality/, 'jordan');
  fireEvent.blur(screen.getByLabelText(/^Nationality/));
}

const save = () => fireEvent.click(screen.getByRole('button', { name: 'Add student' }));

it('adds a student to the only school and goes on to the assessment', async () => {
  const { added, go } = await showPage({
    'student.add': () => ok({ kind: 'added', student: { ...maryam, id: 90 } }),
  });
  await fill();
  save();

  await waitFor(() => expect(go).toHaveBeenCalledWith({ page: 'assessment', studentId: 90 }));
  expect(added()).toMatchObject([
    {
      schoolId: 1,
      seen: [],
      student: {
        givenName: 'Layla',
        dateOfBirth: '2017-05-04',
        sex: 'F',
        nationality: 'JOR',
        emiratesId: null,
      },
    },
  ]);
});

it('says at each field what is missing, and asks nothing of main', async () => {
  const { added } = await showPage();
  await screen.findByLabelText(/^Given name\*/);
  type(/^Nationality/, 'Atlantis');
  fireEvent.blur(screen.getByLabelText(/^Nationality/));
  save();

  expect(await screen.findAllByText('This is missing. Fill it in.')).toHaveLength(5);
  expect(screen.getByText(/^This is no country of the list/)).toBeDefined();
  expect(screen.getByLabelText<HTMLInputElement>(/^Nationality/).value).toBe('Atlantis');
  expect(added()).toEqual([]);
});

it('shows who may be the same child, opens that one, or adds a new one when a person has looked', async () => {
  const { added, go } = await showPage({
    'student.add': ({ seen = [] }) =>
      seen.includes(7)
        ? ok({ kind: 'added', student: { ...maryam, id: 90 } })
        : ok({ kind: 'alike', alike: [{ student: maryam, same: 'emiratesId' }] }),
  });
  await fill();
  save();

  const found = await screen.findByRole('region', { name: 'Is it this student?' });
  expect(within(found).getByText('Same Emirates ID')).toBeDefined();
  const known = within(found).getByRole('button', { name: /^Yes, open Maryam/ });
  expect(document.activeElement).toBe(known);
  fireEvent.click(known);
  expect(go).toHaveBeenLastCalledWith({ page: 'assessment', studentId: 7 });

  fireEvent.click(within(found).getByRole('button', { name: 'No, add a new student' }));
  await waitFor(() => expect(go).toHaveBeenLastCalledWith({ page: 'assessment', studentId: 90 }));
  // One form, one id: the second answer belongs to the first question.
  expect(new Set(added().map(({ changeId }) => changeId)).size).toBe(1);
});

it('asks again after a value was changed', async () => {
  await showPage({
    'student.add': () => ok({ kind: 'alike', alike: [{ student: maryam, same: 'nameAndBirth' }] }),
  });
  await fill();
  save();
  await screen.findByRole('region', { name: 'Is it this student?' });

  type(/^Given name\*/, 'Lulwa');

  await waitFor(() => expect(screen.queryByRole('region', { name: 'Is it this student?' })).toBeNull());
});

it('finds a country by its Arabic name in an Arabic window, and shows it so', async () => {
  await showPage({}, 'ar');
  const field = await screen.findByLabelText<HTMLInputElement>(/^الجنسية/);

  fireEvent.change(field, { target: { value: 'egypt' } });
  fireEvent.blur(field);

  expect(field.value).toBe('مصر');
});

it('takes over what was typed to find the student', () => {
  expect(valuesFor('Layla  Al Suwaidi')).toMatchObject({ givenName: 'Layla', familyName: 'Al Suwaidi' });
  expect(valuesFor('ليلى السويدي')).toMatchObject({ givenNameArabic: 'ليلى', familyNameArabic: 'السويدي' });
  expect(valuesFor('S900')).toMatchObject({ studentNumber: 'S900', givenName: '' });
  expect(valuesFor('784201700000017')).toMatchObject({ emiratesId: '784-2017-0000001-7' });
});
