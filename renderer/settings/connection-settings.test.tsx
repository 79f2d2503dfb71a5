import { FluentProvider, webLightTheme } from '@fluentui/react-components';
import { cleanup, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it } from 'vitest';
import type { DestinationView } from '../../core/contract/destination.ts';
import { fail, ok } from '../../core/contract/result.ts';
import { type Answers, answerWith, show } from '../testing/fake-host.tsx';

const { NoticeHost } = await import('../shell/notices.tsx');
const { ConnectionSettings } = await import('./ConnectionSettings.tsx');

afterEach(cleanup);

const destination: DestinationView = {
  id: 'd1',
  name: 'Engine',
  enabled: true,
  profile: '{"name":"Engine"}',
  profileVersion: 2,
  hasSecret: true,
  secretEnds: '4711',
  pausedProblem: null,
  pausedUntil: null,
  paused: false,
  clientCertificate: null,
  plain: false,
  mapping: 'notNeeded',
  onboarding: [],
};

const nothingToRebuild = { profileVersion: 2, willRebuild: 0, mayHaveArrived: 0, inFlight: 0 };

async function open(answers: Answers, shown: DestinationView = destination) {
  const asked = answerWith({
    'destination.list': () => ok([shown]),
    'message.rebuildPreview': () => ok(nothingToRebuild),
    ...answers,
  });
  await show(
    <FluentProvider theme={webLightTheme}>
      <NoticeHost>
        <ConnectionSettings />
      </NoticeHost>
    </FluentProvider>,
  );
  await userEvent.click(await screen.findByRole('tab', { name: 'JSON' }));
  const profile = (await screen.findByLabelText('Profile (JSON)')) as HTMLTextAreaElement;
  return { asked, profile };
}

async function replaceProfile(profile: HTMLTextAreaElement, text: string) {
  await userEvent.clear(profile);
  await userEvent.click(profile);
  await userEvent.paste(text);
}

it('names every refused field and keeps what was typed', async () => {
  const { profile } = await open({
    'destination.save': () =>
      fail('BAD_PROFILE', '', [
        { path: 'address.host', rule: 'too_small' },
        { path: 'processingId', rule: 'unconfirmedMapping' },
      ]),
  });

  await replaceProfile(profile, '{"name":"New"}');
  await userEvent.click(screen.getByRole('button', { name: 'Save connection' }));

  const items = within(await screen.findByRole('list')).getAllByRole('listitem');
  expect(items.map(({ textContent }) => textContent)).toEqual([
    expect.stringMatching(/^address\.host - This is empty/),
    expect.stringMatching(/^processingId - Live sending \(P\) needs a confirmed mapping/),
  ]);
  expect(profile.value).toBe('{"name":"New"}');
});

it('says that a text is no JSON', async () => {
  const { profile } = await open({
    'destination.save': () => fail('BAD_PROFILE', '', [{ path: '', rule: 'invalid_type' }]),
  });

  await replaceProfile(profile, '{ no');
  await userEvent.click(screen.getByRole('button', { name: 'Save connection' }));

  expect((await screen.findByRole('listitem')).textContent).toMatch(/not valid JSON/);
});

it('writes a secret, never shows one, and leaves it alone when none was typed', async () => {
  const { asked, profile } = await open({ 'destination.save': () => ok(destination) });
  const secret = screen.getByLabelText('Key or password') as HTMLInputElement;
  expect(secret.value).toBe('');

  await userEvent.type(secret, 'new key');
  await userEvent.click(screen.getByRole('button', { name: 'Save connection' }));
  await screen.findByText('The connection to Engine is saved.');
  await replaceProfile(profile, '{"name":"Engine","enabled":false}');
  await userEvent.click(screen.getByRole('button', { name: 'Save connection' }));

  expect(secret.value).toBe('');
  expect(asked.filter(({ channel }) => channel === 'destination.save').map(({ input }) => input)).toEqual([
    { id: 'd1', profile: '{"name":"Engine"}', secret: 'new key' },
    { id: 'd1', profile: '{"name":"Engine","enabled":false}' },
  ]);
});

it('tests what is saved alone, and shows each step with its reason', async () => {
  const { asked, profile } = await open({
    'destination.test': () =>
      ok({
        steps: [
          { step: 'name', ok: true, problem: null, detail: '10.0.0.5', durationMs: 12 },
          { step: 'secureConnection', ok: false, problem: 'TLS_NAME', detail: 'ALTNAME', durationMs: 30 },
        ],
      }),
  });
  await userEvent.click(screen.getByRole('button', { name: 'Test connection' }));
  const steps = within(await screen.findByRole('list')).getAllByRole('listitem');

  expect(steps[0]?.textContent).toMatch(/Name found: Passed \(12 ms\)/);
  expect(steps[1]?.textContent).toMatch(/Secure connection: Failed .*another name than the address/);

  await replaceProfile(profile, '{}');
  await userEvent.click(screen.getByRole('button', { name: 'Test connection' }));

  expect(asked.filter(({ channel }) => channel === 'destination.test')).toHaveLength(1);
});

it('pauses only with a reason', async () => {
  const { asked } = await open({ 'destination.pause': () => ok({}), 'health.get': () => fail('BUSY', '') });
  await userEvent.click(screen.getByRole('button', { name: 'Pause sending' }));
  const dialog = within(await screen.findByRole('dialog'));

  await userEvent.click(dialog.getByRole('button', { name: 'Pause sending' }));
  expect(await dialog.findByText('This is missing. Fill it in.')).toBeTruthy();
  await userEvent.type(dialog.getByLabelText(/Reason/), 'maintenance');
  await userEvent.selectOptions(dialog.getByLabelText('For how long'), 'Until somebody resumes');
  await userEvent.click(dialog.getByRole('button', { name: 'Pause sending' }));

  expect(await screen.findByText('Sending to Engine is paused.')).toBeTruthy();
  expect(asked.filter(({ channel }) => channel === 'destination.pause')).toEqual([
    { channel: 'destination.pause', input: { id: 'd1', reason: 'maintenance', until: null } },
  ]);
});

it('shows why a destination is paused and resumes it', async () => {
  const { asked } = await open(
    { 'destination.resume': () => ok({}) },
    { ...destination, paused: true, pausedProblem: 'AUTH' },
  );

  expect(screen.getByText(/Malaffi did not accept our key/)).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: 'Resume sending' }));

  expect(await screen.findByText('Sending to Engine goes on.')).toBeTruthy();
  expect(asked).toContainEqual({ channel: 'destination.resume', input: { id: 'd1' } });
});
