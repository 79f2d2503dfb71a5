import { FluentProvider, webLightTheme } from '@fluentui/react-components';
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { StorageView } from '../../core/contract/health.ts';
import { maxRescueBytes, type RescueExported } from '../../core/contract/rescue.ts';
import { fail, ok } from '../../core/contract/result.ts';
import { type Answers, answerWith, show } from '../testing/fake-host.tsx';

const { NoticeHost } = await import('../shell/notices.tsx');
const { UnsavedDialog } = await import('../shell/UnsavedDialog.tsx');
const { UnsavedContext, useLeaving } = await import('../shell/unsaved.ts');
const { SettingsPage } = await import('./SettingsPage.tsx');
const { StorageSettings } = await import('./StorageSettings.tsx');

afterEach(cleanup);

/** A dialog that opened hides the rest from the accessibility tree before it is shown itself. */
const hidden = { hidden: true } as const;
const at = Date.UTC(2026, 0, 5, 8);
const passphrase = '7K2M-AAAA-BBBB-CCCC-DDDD-EEEE';
const summary = {
  exportId: '7d8a9f0e-3b1c-4f5d-9a2b-1c3d5e7f9a0b',
  exportedAt: at,
  machine: 'CLINIC-07',
  messages: 2,
  assessments: 1,
  neverSent: 1,
};
const done: RescueExported = {
  kind: 'exported',
  summary,
  passphrase,
  recovery: false,
  file: { fileName: 'clinic-outbox-2026-01-05.rescue', content: 'sealed' },
};

function storage(change: Partial<StorageView> = {}): StorageView {
  return { recordsMissing: null, restored: null, backups: [], unsavedSince: null, second: null, ...change };
}

async function open(answers: Answers = {}, view = storage(), page = <StorageSettings />) {
  const asked = answerWith({
    'storage.get': () => ok(view),
    'health.get': () => fail('BUSY', ''),
    'rescue.list': () => ok([]),
    ...answers,
  });
  await show(
    <FluentProvider theme={webLightTheme}>
      <NoticeHost>{page}</NoticeHost>
    </FluentProvider>,
  );
  await screen.findByText('Last good backup');
  return asked;
}

const press = (name: string | RegExp) => userEvent.click(screen.getByRole('button', { name, ...hidden }));

/** What the window was handed as a file. */
let saved: string[];

beforeEach(() => {
  saved = [];
  URL.createObjectURL = () => 'blob:a';
  URL.revokeObjectURL = () => {};
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    saved.push(this.download);
  });
});

afterEach(() => vi.restoreAllMocks());

it('says when the last backup was made, how many there are, and since when something is in none', async () => {
  const backup = { name: 'a', madeAt: at, bytes: 3_400_000 };
  await open({}, storage({ backups: [backup, { ...backup, name: 'b' }], unsavedSince: at + 60_000 }));

  expect(screen.getByText('5 Jan 2026, 12:00:00')).toBeTruthy();
  expect(screen.getByText('2 backups, 7 MB')).toBeTruthy();
  expect(screen.getByText('Something newer is not in it yet, since 5 Jan 2026, 12:01.')).toBeTruthy();
});

it('says that there is no backup yet, and what kept one from being made', async () => {
  await open({ 'backup.create': () => fail('DISK_FULL', '') });
  expect(screen.getByText('None yet')).toBeTruthy();

  await press('Back up now');

  expect(await screen.findByText(/The disk of this PC is full/)).toBeTruthy();
});

it('puts a refusal of the second folder at its field, and takes an empty one for none', async () => {
  const asked = await open({
    'backup.folder': ({ folder }) =>
      folder === null ? ok(storage()) : fail('BAD_INPUT', '', [{ path: 'folder', rule: 'folderOnNetwork' }]),
  });
  const field = screen.getByLabelText('Second folder, on another disk');
  await userEvent.type(field, '  //server/share ');
  await press('Save folder');

  await waitFor(() => expect(field.getAttribute('aria-invalid')).toBe('true'));
  expect(asked).toContainEqual({ channel: 'backup.folder', input: { folder: '//server/share' } });
  await userEvent.clear(field);
  await press('Save folder');
  expect(asked).toContainEqual({ channel: 'backup.folder', input: { folder: null } });
});

it("cannot change IT's folder, and tells a copy that did not work with its code", async () => {
  await open({}, storage({ second: { folder: 'D:\\copies', fixed: true, copiedAt: null, fault: 'ENOENT' } }));

  const field = screen.getByLabelText('Second folder, on another disk') as HTMLInputElement;
  expect([field.value, field.disabled]).toEqual(['D:\\copies', true]);
  expect(screen.getByText(/code ENOENT/)).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Save folder' })).toBeNull();
});

it('asks before the queue leaves, then shows the passphrase once, until the person has it on paper', async () => {
  const asked = await open({ 'rescue.export': () => ok(done) });
  await press('Export the queue');
  expect(asked.some(({ channel }) => channel === 'rescue.export')).toBe(false);
  await press('Export');

  expect(await screen.findByText(passphrase)).toBeTruthy();
  expect(saved).toEqual(['clinic-outbox-2026-01-05.rescue']);
  expect(screen.getByText('There is no recovery key, so nothing else opens the file.')).toBeTruthy();
  await press('I have written it down');
  expect(screen.queryByText(passphrase)).toBeNull();
});

const admin = 'admin';

function Window() {
  const { unsaved, asked, losing, answer } = useLeaving();
  return (
    <UnsavedContext value={unsaved}>
      <UnsavedDialog open={asked} losing={losing} answer={answer} />
      <SettingsPage role={admin} section="storage" />
    </UnsavedContext>
  );
}

it('asks before the page or its tab is left while nobody has said that the passphrase is on paper', async () => {
  await open({ 'rescue.export': () => ok(done) }, storage(), <Window />);
  await press('Export the queue');
  await press('Export');
  await screen.findByText(passphrase);
  const closes = () => window.dispatchEvent(new Event('beforeunload', { cancelable: true }));
  const toSchools = () => userEvent.click(screen.getByRole('tab', { name: 'Schools', ...hidden }));

  expect(closes()).toBe(false);
  await toSchools();
  expect(await screen.findByText('Is the passphrase on paper?')).toBeTruthy();
  await press('Stay on this page');
  expect(screen.getByText(passphrase)).toBeTruthy();

  await press('I have written it down');
  expect(closes()).toBe(true);
  await toSchools();
  expect(screen.queryByText('Last good backup')).toBeNull();
});

it('saves no file a second time that main has written, and says when no place was chosen', async () => {
  let answer: RescueExported = { ...done, file: null };
  await open({ 'rescue.export': () => ok(answer) });
  await press('Export the queue');
  await press('Export');
  await screen.findByText(passphrase);
  expect(saved).toEqual([]);
  await press('I have written it down');

  answer = { kind: 'cancelled' };
  await press('Export the queue');
  await press('Export');
  expect(await screen.findByText('Nothing was exported: no place was chosen.')).toBeTruthy();
});

it('says in a sentence that there is nothing to take along', async () => {
  await open({ 'rescue.export': () => fail('NOTHING_TO_EXPORT', '') });
  await press('Export the queue');
  await press('Export');

  expect(await screen.findByText('Nothing was exported.')).toBeTruthy();
});

it('lists what is set aside and takes it back after a warning', async () => {
  const row = { exportId: summary.exportId, at, by: 'Mariam', messages: 2 };
  const asked = await open({
    'rescue.list': () => ok([row]),
    'rescue.takeBack': () => ok({ messages: 2 }),
  });
  expect(await screen.findByText(/^2 messages, exported 5 Jan 2026, 12:00 by/)).toBeTruthy();
  await press('Take back');
  const dialog = await screen.findByRole('dialog', hidden);
  expect(within(dialog).getByText(/Malaffi may get them twice/)).toBeTruthy();
  await userEvent.click(within(dialog).getByRole('button', { name: 'Take back', ...hidden }));

  expect(asked).toContainEqual({ channel: 'rescue.takeBack', input: { exportId: summary.exportId } });
  expect(await screen.findByText('2 messages are back.')).toBeTruthy();
});

const chooseFile = (label: string, file: File) =>
  userEvent.upload(screen.getByLabelText(label, { selector: 'input' }), file);

it('looks into a rescue file before it brings anything in, names the receiver that is missing, and then does it', async () => {
  const effect = { ...summary, added: 2, held: 1, known: 3, missingReceivers: ['Hospital'] };
  const asked = await open({ 'rescue.preview': () => ok(effect), 'rescue.import': () => ok(effect) });
  await chooseFile('Choose the rescue file', new File(['sealed'], 'a.rescue'));
  await userEvent.type(await screen.findByLabelText('Passphrase'), passphrase);
  await press('Open the file');

  expect(await screen.findByText('2 messages are new here.')).toBeTruthy();
  expect(screen.getByText(/^1 of them waits for a person/)).toBeTruthy();
  expect(screen.getByText('3 messages are here already and are left alone.')).toBeTruthy();
  expect(screen.getByText(/does not have the receiver .*Hospital/)).toBeTruthy();
  expect(asked.some(({ channel }) => channel === 'rescue.import')).toBe(false);
  await press('Bring in 2 messages');

  expect(asked).toContainEqual({
    channel: 'rescue.import',
    input: { text: 'sealed', key: { passphrase } },
  });
  expect(await screen.findByText('2 messages were brought in.')).toBeTruthy();
  expect(screen.queryByLabelText('Passphrase')).toBeNull();
});

it('keeps what was typed when the passphrase is wrong, says so, and offers nothing to bring in', async () => {
  await open({ 'rescue.preview': () => fail('WRONG_PASSPHRASE', '') });
  await chooseFile('Choose the rescue file', new File(['sealed'], 'a.rescue'));
  await userEvent.type(await screen.findByLabelText('Passphrase'), 'AAAA');
  await press('Open the file');

  expect(await screen.findByText(/This does not open the file\. Nothing was changed/)).toBeTruthy();
  expect((screen.getByLabelText('Passphrase') as HTMLInputElement).value).toBe('AAAA');
  expect(screen.queryByRole('button', { name: /^Bring in/ })).toBeNull();
});

it("opens with IT's key file instead, and refuses a file that is too large before it is read", async () => {
  const effect = { ...summary, added: 0, held: 0, known: 2, missingReceivers: [] };
  const asked = await open({ 'rescue.preview': () => ok(effect) });
  const large = new File(['large'], 'large.rescue');
  Object.defineProperty(large, 'size', { value: maxRescueBytes + 1 });
  await chooseFile('Choose the rescue file', large);
  expect(await screen.findByText(/The file is too large/)).toBeTruthy();

  await chooseFile('Choose the rescue file', new File(['sealed'], 'a.rescue'));
  await chooseFile("or choose IT's recovery key file", new File(['a key'], 'it.pem'));
  await press('Open the file');

  expect(await screen.findByText('Everything in this file is here already.')).toBeTruthy();
  expect(asked).toContainEqual({
    channel: 'rescue.preview',
    input: { text: 'sealed', key: { privateKey: 'a key' } },
  });
});
