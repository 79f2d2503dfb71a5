import { FluentProvider, webLightTheme } from '@fluentui/react-components';
import { act, cleanup, configure, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { ok } from '../../core/contract/result.ts';
import { maryam } from '../assessment/page-fixture.tsx';
import { fakeHealth } from '../testing/fake-health.ts';
import { answerWith, push, show } from '../testing/fake-host.tsx';

// A whole form on a busy machine.
configure({ asyncUtilTimeout: 5000 });

afterEach(cleanup);

const nurse = { name: 'huda', role: 'nurse' } as const;

const day = {
  day: '2026-11-24',
  counts: { assessments: 0, confirmed: 0, waiting: 0, needsPerson: 0, takenBack: 0 },
  earlier: 0,
  rows: [],
};

/** The window on a student's page, as when somebody corrects details and then quits from the tray. */
async function open() {
  answerWith({
    'session.current': () => ok({ state: 'signedIn', accountId: 1, name: 'huda', role: 'nurse' }),
    'health.get': () => ok(fakeHealth()),
    'student.record': () => ok({ student: maryam, conditions: [], consent: null, mergedInto: null }),
    'assessment.history': () => ok([]),
    'report.endOfDay': () => ok(day as never),
  });
  const { SignedInWindow } = await import('./SignedInWindow.tsx');
  const { NoticeHost } = await import('./notices.tsx');
  await show(
    <FluentProvider theme={webLightTheme}>
      <NoticeHost>
        <SignedInWindow {...nurse} locked={null} first={{ page: 'student', studentId: 7 }} />
      </NoticeHost>
    </FluentProvider>,
  );
  return screen.findByLabelText<HTMLInputElement>('Given name');
}

const showList = () => act(() => push('navigate', { page: 'reports' }));

it('shows the list of the day when "Show list" was chosen at quitting', async () => {
  await open();

  showList();

  expect(await screen.findByRole('heading', { level: 1, name: 'Reports' })).toBeDefined();
  expect(screen.getByRole('tab', { name: 'End of day', selected: true })).toBeDefined();
});

it('asks before the list takes the place of what is not saved', async () => {
  const name = await open();
  fireEvent.change(name, { target: { value: 'Mariam' } });

  showList();
  fireEvent.click(await screen.findByRole('button', { name: 'Stay on this page' }));

  await waitFor(() => expect(screen.queryByText('Leave without saving?')).toBeNull());
  expect(name.value).toBe('Mariam');
  showList();
  fireEvent.click(await screen.findByRole('button', { name: 'Leave without saving' }));
  expect(await screen.findByRole('heading', { level: 1, name: 'Reports', hidden: true })).toBeDefined();
});
