import { cleanup, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it } from 'vitest';
import { defaultSettings, type Settings } from '../../core/contract/destination.ts';
import { fail, ok } from '../../core/contract/result.ts';
import type { Session } from '../../core/contract/session.ts';
import { type Answers, answerWith, show } from '../testing/fake-host.tsx';

const { App } = await import('../App.tsx');

afterEach(cleanup);

const signedOut: Session = { state: 'signedOut', names: ['huda', 'maryam'] };
const settings: Settings = { ...defaultSettings, theme: 'light' };

function main(session: () => Session, more: Answers = {}) {
  return answerWith({
    'session.current': () => ok(session()),
    'settings.get': () => ok(settings),
    // What the page behind asks for: here nothing of it matters.
    'queue.counts': () => fail('BUSY', ''),
    'queue.query': () => fail('BUSY', ''),
    'health.get': () => fail('BUSY', ''),
    'school.list': () => fail('BUSY', ''),
    ...more,
  });
}

it('signs in by the chosen name and the typed PIN', async () => {
  const asked = main(() => signedOut, {
    'session.signIn': ({ name }) => ok({ state: 'signedIn', accountId: 2, name, role: 'nurse' }),
  });
  await show(<App />);

  await userEvent.selectOptions(await screen.findByLabelText('Name'), 'maryam');
  await userEvent.type(screen.getByLabelText('PIN or password'), '123456');
  await userEvent.click(screen.getByRole('button', { name: 'Sign in' }));

  expect(await screen.findByRole('navigation')).toBeTruthy();
  expect(asked).toContainEqual({ channel: 'session.signIn', input: { name: 'maryam', secret: '123456' } });
});

it('says what to do after a wrong PIN, empties it and puts the cursor there', async () => {
  main(() => signedOut, { 'session.signIn': () => fail('WRONG_SECRET', 'English of main') });
  await show(<App />);

  const secret = (await screen.findByLabelText('PIN or password')) as HTMLInputElement;
  await userEvent.type(secret, '000000{Enter}');

  expect(
    (await screen.findByText(/The name, the PIN or the password is not right/)).closest('[role=alert]'),
  ).toBeTruthy();
  expect(secret.value).toBe('');
  expect(document.activeElement).toBe(secret);
});

it('tells how long a locked account stays locked', async () => {
  main(() => signedOut, {
    'session.signIn': () =>
      fail('LOCKED_OUT', '', [{ path: 'secret', rule: 'lockedOut', params: { minutes: 5 } }]),
  });
  await show(<App />);

  await userEvent.type(await screen.findByLabelText('PIN or password'), '000000{Enter}');

  expect(await screen.findByText(/Wait 5 min/)).toBeTruthy();
});

it('hides the PIN until the person asks to see it', async () => {
  main(() => signedOut);
  await show(<App />);

  const secret = (await screen.findByLabelText('PIN or password')) as HTMLInputElement;
  expect(secret.type).toBe('password');
  await userEvent.click(screen.getByRole('button', { name: 'Show what I type' }));

  expect(secret.type).toBe('text');
});

it('makes the administrator at the first start and opens the window', async () => {
  let session: Session = { state: 'firstStart' };
  const asked = main(() => session, {
    'account.save': (input) => {
      session = { state: 'signedIn', accountId: 1, name: input.name, role: 'admin' };
      return ok({ ...input, id: 1, licence: null, disabled: false, lockedUntil: null });
    },
  });
  await show(<App />);

  await userEvent.type(await screen.findByLabelText(/Given name/), 'Huda');
  await userEvent.type(screen.getByLabelText(/Family name/), 'Saleh');
  await userEvent.type(screen.getByLabelText(/Name to sign in with/), 'huda');
  await userEvent.type(screen.getByLabelText(/^Password(?! again)/), 'a long sentence');
  await userEvent.type(screen.getByLabelText(/Password again/), 'a long sentence');
  await userEvent.click(screen.getByRole('button', { name: 'Make the administrator' }));

  expect(await screen.findByRole('navigation')).toBeTruthy();
  expect(asked).toContainEqual({
    channel: 'account.save',
    input: {
      name: 'huda',
      givenName: 'Huda',
      familyName: 'Saleh',
      role: 'admin',
      licence: null,
      secret: 'a long sentence',
    },
  });
});

it('asks main for nothing while the two passwords differ or are short', async () => {
  const asked = main(() => ({ state: 'firstStart' }));
  await show(<App />);

  await userEvent.type(await screen.findByLabelText(/Given name/), 'Huda');
  await userEvent.type(screen.getByLabelText(/^Password(?! again)/), 'short');
  await userEvent.type(screen.getByLabelText(/Password again/), 'other');
  await userEvent.click(screen.getByRole('button', { name: 'Make the administrator' }));

  expect(await screen.findByText(/needs a password of 12 characters/)).toBeTruthy();
  expect(screen.getByText(/not the same/)).toBeTruthy();
  expect(screen.getAllByText('This is missing. Fill it in.')).toHaveLength(2);
  expect(asked.map(({ channel }) => channel)).not.toContain('account.save');
});

it('changes the language before anybody is signed in, and saves it with the first who signs in', async () => {
  const asked = main(() => signedOut, {
    'session.signIn': ({ name }) => ok({ state: 'signedIn', accountId: 2, name, role: 'nurse' }),
    'settings.save': (change) => ok({ ...settings, ...change } as Settings),
  });
  await show(<App />);

  await userEvent.click(await screen.findByRole('button', { name: /العربية/ }));
  expect(document.documentElement.dir).toBe('rtl');
  expect(asked.map(({ channel }) => channel)).not.toContain('settings.save');
  await userEvent.type(screen.getByLabelText('الرمز السري أو كلمة المرور'), '123456{Enter}');

  await waitFor(() => expect(asked).toContainEqual({ channel: 'settings.save', input: { language: 'ar' } }));
});
