import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expectAccessible, takePicture, wear } from './accessible.ts';
import { expect, test } from './fixtures.ts';
import { startHost } from './hosts.ts';
import { storedMessages } from './oracle.ts';
import {
  chooseStudent,
  completeSetUp,
  confirmPerson,
  expectCount,
  goTo,
  importRoster,
  makeAdministrator,
  openSettings,
  saveScreening,
} from './steps.ts';

const normal = { width: 1366, height: 768 };
const minuteMs = 60_000;

const rows = (page: Page) => page.locator('[role=row][data-index]');

/** Exports the queue and keeps the file; gives the passphrase as it stands on the page. */
async function exportQueue(page: Page, path: string, { asked = false } = {}): Promise<string> {
  await page.getByRole('button', { name: 'Export the queue' }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  if (asked) await confirmPerson(page);
  await (await download).saveAs(path);
  const shown = page.getByRole('group', { name: /is in the file|are in the file/ });
  await expect(shown).toBeFocused();
  return (await page.getByText(/^(?:[0-9A-Z]{4}-){5}[0-9A-Z]{4}$/).textContent()) ?? '';
}

test('a queue goes to another PC and back, its backups to another disk, and each page of it is accessible', {
  tag: '@browser',
}, async ({ start, receiver, folder, dataDir }) => {
  test.setTimeout(120_000);
  await receiver.stop();
  const host = await start();
  const { page } = host;
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await makeAdministrator(page);
  await importRoster(page, 'samples/roster.csv');
  await completeSetUp(page);
  await chooseStudent(page, 'S104201');
  await saveScreening(page, { height: '118', weight: '21' });

  // A backup, and its copy on another disk.
  const second = join(folder, 'second-disk');
  mkdirSync(second);
  await openSettings(page, 'Storage');
  await page.getByLabel('Second folder, on another disk').fill('second-disk');
  await page.getByRole('button', { name: 'Save folder' }).click();
  await expect(page.getByText(/Write the whole path/)).toBeVisible();
  await page.getByLabel('Second folder, on another disk').fill(second);
  await page.getByRole('button', { name: 'Save folder' }).click();
  await expect(page.getByText('The folder was saved.').first()).toBeVisible();
  await page.getByRole('button', { name: 'Back up now' }).click();
  await expect(page.getByText(/^Last copied there/)).toBeVisible();
  await expect(page.getByText('Everything is in it.')).toBeVisible();
  const [copies = ''] = readdirSync(second);
  expect(readdirSync(join(second, copies))).toEqual([expect.stringMatching(/^outbox-.*\.db$/)]);

  // The queue leaves: the password is asked for again, and from then on nothing of it is this PC's.
  await page.getByRole('button', { name: 'Export the queue' }).click();
  await expectAccessible(page, 'storage-export-ask-en', '[role=dialog]');
  await wear(page, '200-percent', normal);
  await expectAccessible(page, 'storage-export-ask-en-200-percent', '[role=dialog]', 'ofLooks');
  await wear(page, 'light', normal);
  await page.keyboard.press('Escape');
  await host.passTime(6 * minuteMs);
  const first = join(folder, 'first.rescue');
  const passphrase = await exportQueue(page, first, { asked: true });
  expect(readFileSync(first, 'utf8')).not.toContain(passphrase);
  await expectAccessible(page, 'storage-exported-en');
  await page.getByRole('button', { name: /العربية/ }).click();
  await wear(page, 'dark', normal);
  await expectAccessible(page, 'storage-exported-ar-dark', 'html', 'ofLooks');
  await wear(page, 'light', normal);
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByRole('button', { name: 'I have written it down' }).click();
  await expect(page.getByRole('button', { name: 'Export the queue' })).toBeFocused();
  await expect(page.getByText(passphrase)).toHaveCount(0);
  await goTo(page, 'Queue');
  await expectCount(page, 'Failed', 2);
  await expect(rows(page)).toHaveText([/Moved to another PC/, /Moved to another PC/]);
  await takePicture(page, 'storage-queue-moved-en');

  // Back, and flagged: the other PC may have sent it.
  await openSettings(page, 'Storage');
  await page.getByRole('button', { name: /العربية/ }).click();
  await page.getByRole('button', { name: 'استرجاع' }).click();
  await wear(page, 'dark', normal);
  await expectAccessible(page, 'storage-take-back-ar-dark', '[role=dialog]');
  await wear(page, 'light', normal);
  await page.getByRole('dialog').getByRole('button', { name: 'استرجاع' }).click();
  await expect(page.getByText('عادت رسالتان.').first()).toBeVisible();
  await page.getByRole('button', { name: 'English' }).click();
  await goTo(page, 'Queue');
  await expectCount(page, 'Pending', 2);

  await openSettings(page, 'Storage');
  const file = join(folder, 'queue.rescue');
  const opens = await exportQueue(page, file);
  // It is shown once: leaving without having written it down asks.
  await goTo(page, 'Queue');
  const ask = page.getByRole('dialog', { name: 'Is the passphrase on paper?' });
  await expectAccessible(page, 'storage-passphrase-ask-en', '[role=dialog]');
  await ask.getByRole('button', { name: 'Stay on this page' }).click();
  await page.getByRole('button', { name: 'I have written it down' }).click();
  await host.close();

  // Another PC with another receiver.
  const otherDir = join(folder, 'other');
  const profile = join(folder, 'other-profile.json');
  const own = JSON.parse(readFileSync(join(folder, 'profile.json'), 'utf8')) as object;
  writeFileSync(profile, JSON.stringify({ ...own, name: 'Hospital' }));
  const other = await startHost('preview', { dataDir: otherDir, profile });
  try {
    await bringIn(other.page, file, opens);
    expect(other.violations()).toEqual([]);
  } finally {
    await other.close();
  }
  const ids = (dir: string) => storedMessages(dir).map(({ controlId }) => controlId);
  expect(ids(otherDir)).toEqual(ids(dataDir));
  expect(storedMessages(otherDir).map(({ possiblyDelivered }) => possiblyDelivered)).toEqual([true, true]);
});

async function bringIn(page: Page, file: string, passphrase: string): Promise<void> {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await makeAdministrator(page);
  await openSettings(page, 'Storage');
  await page
    .getByLabel('Choose the rescue file', { exact: true })
    .and(page.locator('input'))
    .setInputFiles(file);
  await page.getByLabel('Passphrase').fill('AAAA-AAAA-AAAA-AAAA-AAAA-AAAA');
  await page.getByRole('button', { name: 'Open the file' }).click();
  await expect(page.getByText(/This does not open the file\. Nothing was changed/)).toBeVisible();
  await page.getByText('The file was not opened.').scrollIntoViewIfNeeded();
  await expectAccessible(page, 'storage-wrong-passphrase-en', 'main');
  await wear(page, '200-percent', normal);
  await page.getByText('The file was not opened.').scrollIntoViewIfNeeded();
  await expectAccessible(page, 'storage-wrong-passphrase-en-200-percent', 'html', 'ofLooks');
  await wear(page, 'light', normal);
  // As it is read from paper.
  await page.getByLabel('Passphrase').fill(passphrase.toLowerCase().replaceAll('-', ' '));
  await page.getByRole('button', { name: 'Open the file' }).click();
  await expect(page.getByText(/This PC does not have the receiver .*Practice receiver/)).toBeVisible();
  await page.getByRole('button', { name: 'Bring in 2 messages' }).scrollIntoViewIfNeeded();
  await expectAccessible(page, 'storage-bring-in-en', 'main');
  await page.getByRole('button', { name: /العربية/ }).click();
  await wear(page, 'dark', normal);
  await expectAccessible(page, 'storage-bring-in-ar-dark', 'html', 'ofLooks');
  await wear(page, '200-percent', normal);
  await page.getByRole('button', { name: 'إدخال رسالتين' }).scrollIntoViewIfNeeded();
  await expectAccessible(page, 'storage-bring-in-ar-200-percent', 'html', 'ofLooks');
  await wear(page, 'light', normal);
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByRole('button', { name: 'Bring in 2 messages' }).click();
  await expect(page.getByText('2 messages were brought in.').first()).toBeVisible();
  await goTo(page, 'Queue');
  await expect(rows(page)).toHaveText([/Brought over from another PC/, /Brought over from another PC/]);
  await takePicture(page, 'storage-queue-brought-in-en');
}
