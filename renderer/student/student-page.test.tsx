import { FluentProvider, webLightTheme } from '@fluentui/react-components';
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { fail, ok } from '../../core/contract/result.ts';
import { maryam } from '../assessment/page-fixture.tsx';
import { type Answers, answerWith, show } from '../testing/fake-host.tsx';

afterEach(cleanup);

const alerts = () =>
  screen
    .queryAllByRole('alert')
    .map(({ textContent }) => textContent)
    .join('');

const record = { student: maryam, conditions: [], consent: null, mergedInto: null };

async function showStudent(more: Answers = {}) {
  const asked = answerWith({
    'session.current': () => ok({ state: 'signedIn', accountId: 1, name: 'huda', role: 'nurse' }),
    'student.record': () => ok(record),
    'assessment.history': () => ok([]),
    ...more,
  });
  const { StudentPage } = await import('./StudentPage.tsx');
  const { NoticeHost } = await import('../shell/notices.tsx');
  const { UnsavedContext } = await import('../shell/unsaved.ts');
  const mark = vi.fn();
  await show(
    <FluentProvider theme={webLightTheme}>
      <NoticeHost>
        <UnsavedContext value={{ mark, leave: (then) => then() }}>
          <StudentPage studentId={7} />
        </UnsavedContext>
      </NoticeHost>
    </FluentProvider>,
  );
  return { asked, mark };
}

it('shows a student of whom nothing is recorded yet', async () => {
  await showStudent();

  expect((await screen.findByRole('heading', { level: 1 })).textContent).toMatch(/Maryam|Student/);
  expect(await screen.findByText('Consent not recorded yet')).toBeDefined();
  expect(await screen.findByText(/^No chronic conditions are recorded/)).toBeDefined();
  expect(alerts()).toBe('');
});

it('shows no empty form while the record is on its way', async () => {
  await showStudent({ 'student.record': () => new Promise(() => {}) });

  expect(await screen.findByRole('heading', { level: 1 })).toBeDefined();
  expect(screen.queryByRole('textbox')).toBeNull();
});

it('says what happened when the student is not there', async () => {
  await showStudent({ 'student.record': () => fail('NOT_FOUND', 'This student does not exist.') });

  expect((await screen.findByRole('alert')).textContent).not.toBe('');
  expect(screen.queryByRole('button', { name: 'Save student' })).toBeNull();
});

it('says that typed details are unsaved, keeps them when the save fails, and lets go when it is done', async () => {
  let full = true;
  const { mark } = await showStudent({
    'student.save': () =>
      full
        ? fail('DISK_FULL', 'The disk is full.')
        : ok({ messageIds: [], cancelled: 0, willSend: 'nothing' as const }),
  });
  const name = await screen.findByLabelText<HTMLInputElement>('Given name');

  fireEvent.change(name, { target: { value: 'Mariam' } });
  await waitFor(() => expect(mark).toHaveBeenLastCalledWith(expect.any(String), true, 'typed'));
  fireEvent.click(screen.getByRole('button', { name: 'Save student' }));
  await waitFor(() => expect(alerts()).toMatch(/disk/));
  expect(name.value).toBe('Mariam');

  full = false;
  fireEvent.click(screen.getByRole('button', { name: 'Save student' }));
  await waitFor(() => expect(mark).toHaveBeenLastCalledWith(expect.any(String), false, 'typed'));
});
