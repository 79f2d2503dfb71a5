import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from './fixtures.ts';
import {
  chooseStudent,
  completeSetUp,
  expectCount,
  goTo,
  importRoster,
  makeAdministrator,
  openSettings,
  saveScreening,
} from './steps.ts';

test('letters and impossible values are refused with what to do, and nothing typed is lost', async ({
  start,
  receiver,
}) => {
  const { page } = await start();
  await makeAdministrator(page);
  await importRoster(page, 'samples/roster.csv');
  await chooseStudent(page, 'S104201');
  const height = page.getByLabel('Height');

  await height.pressSequentially('1a18b');
  await expect(height).toHaveValue('118');
  await expect(page.getByText(/Numbers only/).first()).toBeVisible();

  await height.fill('500');
  await page.getByLabel('Weight').fill('21.4');
  await page.getByRole('button', { name: 'Save assessment' }).click();

  await expect(page.getByText(/60 to 220/).first()).toBeVisible();
  await expect(height).toHaveValue('500');
  await expect(page.getByLabel('Weight')).toHaveValue('21.4');
  expect(receiver.received()).toHaveLength(0);
});

test('a file that is not a CSV says what to do instead', async ({ start, folder }) => {
  const workbook = join(folder, 'students.xlsx');
  writeFileSync(workbook, Buffer.from([0x50, 0x4b, 3, 4, 0, 0, 0]));
  const { page } = await start();
  await makeAdministrator(page);

  await openSettings(page, 'Students');
  await page.locator('input[type=file]').setInputFiles(workbook);

  await expect(page.getByText(/CSV/).last()).toBeVisible();
  await expect(page.getByText('This file cannot be imported')).toBeVisible();
});

test('a profile with a missing field names the field and changes nothing', async ({ start }) => {
  const { page } = await start();
  await makeAdministrator(page);
  await openSettings(page, 'Connection');
  await page.getByRole('tab', { name: 'JSON' }).click();
  const profile = page.getByLabel('Profile (JSON)');
  await expect(profile).toBeVisible();

  await profile.fill('{"name":"Malaffi","transport":"mllp"}');
  await page.getByRole('button', { name: 'Save connection' }).click();

  await expect(page.getByText('systemCode').first()).toBeVisible();
  await expect(profile).toHaveValue(/"Malaffi"/);
});

test('a receiver that answers with a web page loses nothing and says that the network asks for a sign-in', async ({
  start,
  receiver,
}) => {
  receiver.faults({ rules: [{ answer: 'html' }] });
  await receiver.stop();
  await receiver.start();
  const { page } = await start();
  await makeAdministrator(page);
  await importRoster(page, 'samples/roster.csv');
  await completeSetUp(page);
  for (const student of ['S104201', 'S104202', 'S104203']) {
    await chooseStudent(page, student);
    await saveScreening(page, { height: '118', weight: '21' });
  }

  await goTo(page, 'Queue');
  await expectCount(page, 'Pending', 6);
  await expect(page.getByText(/sign-in|sign in|could not be read/i).first()).toBeVisible({ timeout: 20_000 });

  receiver.faults({});
  await receiver.stop();
  await receiver.start();
  await page.getByRole('button', { name: /^Retry all pending/ }).click();
  await page.getByRole('button', { name: /^Retry 6 messages/ }).click();
  await expectCount(page, 'Sent', 6);
});
