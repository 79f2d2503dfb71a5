import { truncateSync } from 'node:fs';
import { join } from 'node:path';
import { expectAccessible, wear } from './accessible.ts';
import { expect, test } from './fixtures.ts';
import {
  admin,
  chooseStudent,
  completeSetUp,
  importRoster,
  makeAdministrator,
  saveScreening,
} from './steps.ts';

test('a database that was emptied tells the nurse to use paper, and nothing new is made in its place', async ({
  start,
  dataDir,
  receiver,
}, { project }) => {
  test.setTimeout(120_000);
  await receiver.stop();
  const first = await start();
  await makeAdministrator(first.page);
  await importRoster(first.page, 'samples/roster.csv');
  await completeSetUp(first.page);
  await chooseStudent(first.page, 'S104201');
  await saveScreening(first.page, { height: '118', weight: '21' });
  await first.close();
  truncateSync(join(dataDir, 'outbox.db'));

  const { page } = await start();

  await expect(page.getByRole('heading', { name: 'Do not enter assessments on this PC' })).toBeVisible();
  await expect(page.getByText('For IT: code MISSING')).toBeVisible();
  await expect(page.getByRole('navigation')).toHaveCount(0);
  if (project.name !== 'preview') return;
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await expectAccessible(page, 'closed-en');

  // What was not sent is in the backup of the orderly exit, and leaves from there with an administrator's password.
  const section = page.getByRole('region', { name: 'Take what was not sent to another PC' });
  await section.getByRole('button', { name: 'Export the queue' }).click();
  await section.getByLabel('Administrator').fill(admin.name);
  await section.getByLabel('Password', { exact: true }).fill('not the password');
  await section.getByRole('button', { name: 'Export the queue' }).click();
  await expect(section.getByText(/The name, the PIN or the password is not right/)).toBeVisible();
  await section.scrollIntoViewIfNeeded();
  await expectAccessible(page, 'closed-export-refused-en', 'main');
  await section.getByLabel('Password', { exact: true }).fill(admin.password);
  const download = page.waitForEvent('download');
  await section.getByRole('button', { name: 'Export the queue' }).click();
  expect((await download).suggestedFilename()).toMatch(/^clinic-outbox-.*\.rescue$/);
  await expect(section.getByText('2 messages are in the file.')).toBeVisible();
  await expectAccessible(page, 'closed-exported-en');
  await page.getByRole('button', { name: /العربية/ }).click();
  await wear(page, 'dark', { width: 1366, height: 768 });
  await expectAccessible(page, 'closed-exported-ar-dark', 'html', 'ofLooks');
  await wear(page, '200-percent', { width: 1366, height: 768 });
  await page.getByRole('group', { name: /في الملف/ }).scrollIntoViewIfNeeded();
  await expectAccessible(page, 'closed-exported-ar-200-percent', 'html', 'ofLooks');
});
