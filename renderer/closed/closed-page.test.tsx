import { FluentProvider, webLightTheme } from '@fluentui/react-components';
import { cleanup, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it } from 'vitest';
import { fail, ok } from '../../core/contract/result.ts';
import { type Answers, answerWith, show } from '../testing/fake-host.tsx';

const { ClosedPage } = await import('./ClosedPage.tsx');

afterEach(cleanup);

const backup = { name: 'outbox-20260105T080000Z.db', madeAt: Date.UTC(2026, 0, 5, 8), bytes: 1_000_000 };

async function open(code: string, backups = [backup], answers: Answers = {}, canRecover = false) {
  const asked = answerWith(answers);
  await show(
    <FluentProvider theme={webLightTheme}>
      <ClosedPage state="dataClosed" code={code} backups={backups} canRecover={canRecover} />
    </FluentProvider>,
  );
  return asked;
}

it('tells the nurse to use paper and IT what it is', async () => {
  await open('MISSING', []);

  expect(screen.getByRole('alert').textContent).toContain('Do not enter assessments on this PC');
  expect(screen.getByText(/missing or empty, although one was here/)).toBeTruthy();
  expect(screen.getByText('For IT: code MISSING')).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Go back to this backup' })).toBeNull();
});

it('has words for a code that it does not know', async () => {
  await open('SOMETHING_NEW', []);

  expect(screen.getByText('The data of this PC does not open.')).toBeTruthy();
});

it('goes back to a backup with the password of an administrator, and keeps what was typed when it was wrong', async () => {
  let right = false;
  const asked = await open('MISSING', [backup], {
    'backup.restore': () => (right ? ok({}) : fail('WRONG_SECRET', 'No.')),
  });
  await userEvent.type(screen.getByLabelText('Administrator'), 'Mariam');
  await userEvent.type(screen.getByLabelText('Password'), 'wrong');
  await userEvent.click(screen.getByRole('button', { name: 'Go back to this backup' }));
  expect(await screen.findByText('Not restored')).toBeTruthy();
  expect((screen.getByLabelText('Administrator') as HTMLInputElement).value).toBe('Mariam');

  right = true;
  await userEvent.type(screen.getByLabelText('Password'), 'an invented password');
  await userEvent.click(screen.getByRole('button', { name: 'Go back to this backup' }));
  expect(await screen.findByText(/The backup is in place/)).toBeTruthy();
  expect(asked.at(-1)?.input).toEqual({
    backup: backup.name,
    name: 'Mariam',
    secret: 'an invented password',
  });
});

it("opens with IT's key file, and says so when it was another one", async () => {
  let right = false;
  const asked = await open(
    'LOCKED',
    [],
    {
      'key.recover': () => (right ? ok({}) : fail('WRONG_KEY', 'not this one')),
    },
    true,
  );
  const user = userEvent.setup();
  const choose = () =>
    user.upload(
      screen.getByLabelText('Choose the key file', { selector: 'input' }),
      new File(['-----BEGIN PRIVATE KEY-----'], 'recovery.pem'),
    );

  await choose();
  expect(await screen.findByText('Not opened')).toBeTruthy();
  expect(screen.getByText(/This is not the recovery key of this PC/)).toBeTruthy();
  right = true;
  await choose();

  expect(await screen.findByText('The data opens again. Clinic Outbox starts again.')).toBeTruthy();
  expect(asked.at(-1)?.input).toEqual({ privateKey: '-----BEGIN PRIVATE KEY-----' });
});

const exported = {
  kind: 'exported',
  summary: { exportId: 'e', exportedAt: 0, machine: 'CLINIC-07', messages: 2, assessments: 1, neverSent: 0 },
  passphrase: '7K2M-AAAA-BBBB-CCCC-DDDD-EEEE',
  recovery: false,
  file: null,
} as const;

it('exports what was not sent from the backup that was chosen, and keeps what was typed when it was wrong', async () => {
  let right = false;
  const asked = await open('MISSING', [backup], {
    'rescue.exportClosed': () => (right ? ok(exported) : fail('WRONG_SECRET', '')),
  });
  await userEvent.click(screen.getByRole('button', { name: 'Export the queue' }));
  const section = within(screen.getByRole('region', { name: 'Take what was not sent to another PC' }));
  const attempt = async (secret: string) => {
    await userEvent.type(section.getByLabelText('Password'), secret);
    await userEvent.click(section.getByRole('button', { name: 'Export the queue' }));
  };
  await userEvent.type(section.getByLabelText('Administrator'), 'Mariam');
  await attempt('wrong');
  expect(await section.findByText('Nothing was exported.')).toBeTruthy();
  expect((section.getByLabelText('Administrator') as HTMLInputElement).value).toBe('Mariam');
  right = true;
  await attempt('an invented password');

  expect(await section.findByText(exported.passphrase)).toBeTruthy();
  expect(section.queryByLabelText('Password')).toBeNull();
  expect(asked.at(-1)?.input).toEqual({
    backup: backup.name,
    proof: { name: 'Mariam', secret: 'an invented password' },
  });
  await userEvent.click(section.getByRole('button', { name: 'I have written it down' }));
  expect(section.queryByText(exported.passphrase)).toBeNull();
});

it("exports by IT's recovery key, and says so when the file chosen is none", async () => {
  const asked = await open('LOCKED', [], { 'rescue.exportClosed': () => ok(exported) }, true);
  await userEvent.click(screen.getByRole('button', { name: 'Export the queue' }));
  const choose = (file: File) =>
    userEvent.upload(
      screen.getByLabelText('Choose the recovery key and export', { selector: 'input' }),
      file,
    );

  await choose(new File([new Uint8Array(20_001)], 'photo.pem'));
  expect(await screen.findByText('Nothing was exported.')).toBeTruthy();
  expect(asked.some(({ channel }) => channel === 'rescue.exportClosed')).toBe(false);
  await choose(new File(['a key'], 'recovery.pem'));

  expect(await screen.findByText(exported.passphrase)).toBeTruthy();
  expect(asked.at(-1)?.input).toEqual({ backup: null, proof: { privateKey: 'a key' } });
});
