import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import {
  chooseStudent,
  completeSetUp,
  expectCount,
  goTo,
  importRoster,
  makeAdministrator,
  openSettings,
  queueRows,
  saveScreening,
} from './steps.ts';

/** A picture of each state is kept to look at; WCAG 2.2 A and AA, without Tabster's invisible helpers. */
async function expectAccessible(page: Page, state: string): Promise<void> {
  await page.screenshot({ path: `test-results/screens/${state}.png`, fullPage: true });
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .exclude('[data-tabster-dummy]')
    .analyze();
  const found = violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`,
  );
  expect(found, state).toEqual([]);
}

test('IT points a destination at a folder without JSON, rebuilds what waits, and the messages are files there', async ({
  start,
  receiver,
  folder,
}) => {
  test.setTimeout(90_000);
  await receiver.stop();
  const drop = join(folder, 'drop');
  mkdirSync(drop);
  const { page } = await start();
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await makeAdministrator(page);
  await importRoster(page, 'samples/roster.csv');
  await completeSetUp(page);
  await chooseStudent(page, 'S104201');
  await saveScreening(page, { height: '118', weight: '21' });

  await openSettings(page, 'Connection');
  await page.getByLabel('Way').selectOption('folder');
  await page.getByLabel('Folder').fill('drop');
  await page.getByRole('button', { name: 'Save connection' }).click();
  await expect(page.getByText(/Write the whole path/)).toBeVisible();
  await expectAccessible(page, 'settings-connection-refused-en');
  await page.getByLabel('Folder').fill(drop);
  await page.getByLabel('System code').fill('NEWSYS');
  // Nothing may go before it is rebuilt.
  await page.getByRole('checkbox', { name: 'Send to this destination' }).uncheck();
  await page.getByRole('button', { name: 'Save connection' }).click();
  await page.getByRole('button', { name: 'Build again...' }).click();
  await page.getByRole('button', { name: 'Build 2 messages again' }).click();
  await expect(page.getByText('2 messages were built again.').first()).toBeVisible();

  await page.getByRole('checkbox', { name: 'Send to this destination' }).check();
  await page.getByRole('button', { name: 'Save connection' }).click();
  await goTo(page, 'Queue');
  await expectCount(page, 'Sent', 2);
  expect((await queueRows(page)).join(' ')).toContain('Written to the folder');
  expect(readdirSync(drop).filter((name) => name.endsWith('.hl7'))).toHaveLength(2);
});

test('the onboarding list, codes and growth are accessible in both languages', async ({ start }) => {
  test.setTimeout(90_000);
  const { page } = await start();
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await makeAdministrator(page);
  await openSettings(page, 'Connection');
  await page.getByRole('button', { name: 'Add destination' }).click();
  await page.getByLabel('Begin with').selectOption({ label: 'Malaffi' });
  const form = page.locator('form').nth(1);
  await form.getByLabel('Way').selectOption('mllps');
  for (const at of [0, 1, 2]) {
    await form.getByLabel('Host').nth(at).fill('receiver.example');
    await form.getByLabel('Port').nth(at).fill('6661');
  }
  await form.getByLabel('System code').fill('TSTSYS');
  await form.getByRole('button', { name: 'Save connection' }).click();
  await page.getByRole('checkbox', { name: /^System code and facility code/ }).click();
  await expect(page.getByText('1 of 13 confirmed')).toBeVisible();
  await expectAccessible(page, 'settings-onboarding-en');

  await openSettings(page, 'Codes');
  await expect(page.getByLabel('Target code of referred')).toBeVisible();
  await expectAccessible(page, 'settings-codes-en');
  await openSettings(page, 'Growth');
  await expect(page.getByText('No reference is installed.')).toBeVisible();
  await page.getByRole('button', { name: /العربية/ }).click();
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
  await expectAccessible(page, 'settings-growth-ar');
});
