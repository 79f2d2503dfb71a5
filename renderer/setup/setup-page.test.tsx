import { FluentProvider, webLightTheme } from '@fluentui/react-components';
import { cleanup, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import { ok } from '../../core/contract/result.ts';
import type { SetupView } from '../../core/contract/setup.ts';
import { NavigationContext, type Place } from '../shell/navigation.ts';
import { type Answers, answerWith, show } from '../testing/fake-host.tsx';

const { SetupPage } = await import('./SetupPage.tsx');
const { SetupBanner } = await import('../shell/SetupBanner.tsx');

afterEach(cleanup);

const begun: SetupView = { step: 'school', finished: false, missing: ['students'], trialAllowed: true };

async function open(view: Partial<SetupView> = {}, answers: Answers = {}, role: 'nurse' | 'admin' = 'admin') {
  let now: SetupView = { ...begun, ...view };
  const go = vi.fn();
  const asked = answerWith({
    'session.current': () => ok({ state: 'signedIn', accountId: 1, name: 'huda', role }),
    'setup.get': () => ok(now),
    'setup.save': (change) => {
      now = { ...now, ...(change as Partial<SetupView>) };
      return ok(now);
    },
    'school.list': () => ok([]),
    'account.list': () => ok([]),
    'destination.list': () => ok([]),
    ...answers,
  });
  const place: Place = { page: 'queue' };
  await show(
    <FluentProvider theme={webLightTheme}>
      <NavigationContext value={{ place, go }}>
        <SetupBanner role={role} />
        <SetupPage />
      </NavigationContext>
    </FluentProvider>,
  );
  return { asked, go };
}

it('goes on where it was left, one thing at a time, with a way back', async () => {
  await open({ step: 'students' });
  expect(await screen.findByText('Step 5 of 7')).toBeTruthy();

  await userEvent.click(screen.getByRole('button', { name: 'Next' }));
  expect(await screen.findByText('Step 6 of 7')).toBeTruthy();
  expect(document.activeElement?.textContent).toBe('People');
  await userEvent.click(screen.getByRole('button', { name: 'Back' }));
  await userEvent.click(screen.getByRole('button', { name: 'Back' }));

  expect(await screen.findByText('Step 4 of 7')).toBeTruthy();
});

it('may be left at any step without saying that it is finished', async () => {
  const { asked, go } = await open();

  await userEvent.click(await screen.findByRole('button', { name: 'Do the rest later' }));

  expect(go).toHaveBeenCalledWith({ page: 'queue' });
  expect(asked.map(({ channel }) => channel)).not.toContain('setup.save');
});

it('says what messages wait for, and leads an administrator back', async () => {
  const { go } = await open({ missing: ['schoolLicence', 'students'] });

  const banner = await screen.findByRole('region', { name: 'Set-up' });
  expect(banner.textContent).toContain(
    'Messages are saved and will wait. Still missing: facility licence and students.',
  );
  await userEvent.click(screen.getByRole('button', { name: 'Continue set-up' }));
  expect(go).toHaveBeenCalledWith({ page: 'setup' });
  cleanup();

  await open({ missing: ['students'] }, {}, 'nurse');
  await screen.findByRole('region', { name: 'Set-up' });
  expect(screen.queryByRole('button', { name: 'Continue set-up' })).toBeNull();
  expect(screen.getByText(/Tell your administrator/)).toBeTruthy();
});

it('sends a trial only where messages are tests and can be built', async () => {
  await open({ step: 'finish', missing: [], trialAllowed: false });
  expect(await screen.findByText(/sends live messages/)).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Send the trial' })).toBeNull();
  cleanup();

  const { asked } = await open({ step: 'finish', missing: ['clinicianLicence'] });
  await userEvent.click(await screen.findByRole('button', { name: 'Send the trial' }));
  expect(asked.map(({ channel }) => channel)).not.toContain('setup.trialStudent');
});
