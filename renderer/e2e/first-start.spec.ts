import { expect, test } from './fixtures.ts';
import { admin, chooseStudent, makeAdministrator, saveScreening, signIn } from './steps.ts';

test('the first start can be left and resumed, saving goes on meanwhile, and a trial goes all the way', async ({
  start,
  receiver,
}) => {
  const first = await start();
  await makeAdministrator(first.page);
  await expect(first.page.getByText('Step 3 of 7')).toBeVisible();
  await first.page.getByRole('button', { name: 'Next' }).click();
  await first.page.getByRole('button', { name: 'Next' }).click();
  await first.page.locator('input[type=file]').setInputFiles('samples/roster.csv');
  await first.page.getByRole('button', { name: /^Import/ }).click();
  await expect(first.page.getByText(/60 students imported/).first()).toBeVisible();
  await chooseStudent(first.page, 'S104201');
  await expect(first.page.getByText('Set-up is not finished.')).toBeVisible();
  expect(await saveScreening(first.page, { height: '118', weight: '21' })).toMatch(/set-up is complete/);
  await first.close();

  const { page } = await start();
  await signIn(page);
  await page.getByRole('button', { name: 'Continue set-up' }).click();
  await expect(page.getByText('Step 5 of 7')).toBeVisible();
  await page.getByRole('button', { name: 'Back' }).click();
  await page.getByRole('button', { name: 'Back' }).click();
  await page.getByRole('button', { name: /^Edit Al Reem/ }).click();
  await page.getByLabel('Facility licence').fill('MF9999');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('cell', { name: 'MF9999' })).toBeVisible();
  for (const step of [4, 5, 6]) {
    await page.getByRole('button', { name: 'Next' }).click();
    await expect(page.getByText(`Step ${step} of 7`)).toBeVisible();
  }
  await page.getByRole('button', { name: `Edit ${admin.name}` }).click();
  await page.getByLabel('Licence number').fill('GN99999');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('cell', { name: 'GN99999' })).toBeVisible();
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByRole('button', { name: 'Send the trial' }).click();

  await expect(page.getByText(/^Accepted\. Everything works/)).toBeVisible({ timeout: 20_000 });
  const trial = receiver.received().filter(({ text }) => text.includes('TEST-1'));
  expect(trial.map(({ text }) => /\|TEST\^TRIAL\^/.test(text))).toEqual([true, true]);
  expect(receiver.received()).toHaveLength(4);
  await page.getByRole('button', { name: 'Finish' }).click();
  await expect(page.getByText('Set-up is not finished.')).toHaveCount(0);
});
