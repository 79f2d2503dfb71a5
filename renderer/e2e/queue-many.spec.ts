import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { fillQueue } from '../../db/fixture/many-messages.ts';
import { watchPolicy } from './accessible.ts';
import { expect, test } from './fixtures.ts';
import { expectCount, goTo, makeAdministrator } from './steps.ts';

const row = (page: Page, index: number) => page.locator(`[role=row][data-index="${index}"]`);

test('every figure, tab, filter and button of the queue with 100,000 messages', async ({
  start,
  receiver,
  dataDir,
}) => {
  test.setTimeout(180_000);
  fillQueue(dataDir, { sent: 99_531, failed: 20, gaveUp: 409, pending: 40 });
  await receiver.stop();
  const { page } = await start();
  const violations = await watchPolicy(page);
  await makeAdministrator(page);
  await goTo(page, 'Queue');
  const matching = (text: string) => expect(page.getByText(text, { exact: true }).last()).toBeVisible();

  // It opens on what failed.
  await expect(page.getByRole('tab', { name: /^Failed/ })).toHaveAttribute('aria-selected', 'true');
  await expectCount(page, 'Failed', 429);
  await matching('429 messages match');

  // Figures lead to what they count.
  await page.getByRole('button', { name: /^Pending 40/ }).click();
  await matching('40 messages match');
  await page.getByRole('button', { name: /^Success rate, 7 days/ }).click();
  await expect(page.getByRole('tab', { name: /^Sent/ })).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByRole('combobox', { name: 'Created' })).toHaveText(/Last 7 days/);
  await page.getByRole('button', { name: /^Last manual retry/ }).click();
  await matching('100,000 messages match');
  await page.getByRole('button', { name: /^Next automatic send/ }).click();
  await matching('40 messages match');
  await page.getByRole('button', { name: /^Failed 429/ }).click();
  await matching('429 messages match');

  // Filters narrow the tabs' counts and the buttons for all alike.
  await page.getByRole('combobox', { name: 'School' }).click();
  await page.getByRole('option', { name: 'Khalifa City Primary' }).click();
  const retryFailed = page.getByRole('button', { name: /^Retry all failed \(\d+\)/ });
  await expect(retryFailed).not.toHaveText(/429/);
  const ofSchool = /\d+/.exec(await retryFailed.innerText())?.[0];
  await matching(`${ofSchool} messages match`);
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await page.getByRole('combobox', { name: 'Problem' }).click();
  await page.getByRole('option', { name: /^Emirates ID missing or not valid\s*5/ }).click();
  await matching('5 messages match');
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await page.getByRole('combobox', { name: 'Created' }).click();
  await page.getByRole('option', { name: 'Today' }).click();
  await expect(page.getByText('429 messages match', { exact: true }).last()).toBeHidden();
  await page.getByRole('combobox', { name: 'Created' }).click();
  await page.getByRole('option', { name: 'From ... to ...' }).click();
  const longAgo = '01/01/2021';
  await page.getByRole('combobox', { name: 'To', exact: true }).fill(longAgo);
  await page.keyboard.press('Enter');
  await expect(page.getByText('No messages match these filters.', { exact: false })).toBeVisible();
  await page.getByRole('button', { name: 'Clear filters' }).last().click();
  await matching('429 messages match');

  // Search by number of a student, by the id of a message, by a name.
  const search = page.getByRole('searchbox');
  await search.fill('TSTSYS10099600');
  await matching('1 message matches');
  await search.fill('#99600');
  await matching('1 message matches');
  await search.fill('aisha');
  await expect(row(page, 0)).toContainText('Aisha');
  await page.getByRole('button', { name: 'Clear filters' }).click();

  // Order: what needs a person first, in the tab of all.
  await page.getByRole('tab', { name: /^All/ }).click();
  await expect(row(page, 0)).toContainText('Pending');
  await page.getByRole('button', { name: /^Order/ }).click();
  await page.getByRole('menuitemradio', { name: 'Needs a person first' }).click();
  await expect(row(page, 0)).toContainText('Failed');

  // Selection by row, by range, and of everything that matches; then out of it by one.
  await row(page, 0).locator('[data-column=select]').click();
  await row(page, 4)
    .locator('[data-column=select]')
    .click({ modifiers: ['Shift'] });
  await matching('5 messages selected');
  await page.getByRole('button', { name: 'Clear selection' }).click();
  await page.getByRole('checkbox', { name: 'Select all 100,000 messages that match' }).click();
  await matching('All 100,000 messages that match the filters are selected');
  await row(page, 1).locator('[data-column=select]').click();
  await matching('99,999 of the 100,000 messages that match the filters are selected');
  await page.getByRole('button', { name: 'Retry selected (99,999)' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('99,531 messages are already sent. They are skipped.');
  await expect(dialog.getByRole('button', { name: /^Retry 46\d messages$/ })).toBeVisible();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('button', { name: 'Clear selection' }).click();

  // The whole list can be scrolled to; the window holds a few rows of it.
  await page.getByRole('grid').evaluate((grid) => grid.scrollTo(0, grid.scrollHeight));
  await expect(page.locator('[role=row][data-index="99999"]')).toContainText('Sent');
  expect(await page.locator('[role=row][data-index]').count()).toBeLessThan(60);

  // The list leaves as a file without names.
  await page.getByRole('tab', { name: /^Failed/ }).click();
  await page.getByRole('button', { name: 'Export...' }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('dialog').getByRole('button', { name: 'Export', exact: true }).click();
  const file = readFileSync(await (await download).path(), 'utf8');
  expect(file.split('\r\n')).toHaveLength(429 + 2);
  expect(file).not.toMatch(/Noora|Al Ketbi/);
  await expect(page.getByText('429 messages were exported.').first()).toBeVisible();

  // A retry of hundreds shows how far it is; what it put back can be taken back.
  await page.getByRole('button', { name: 'Retry all failed (429)' }).click();
  await page.getByRole('dialog').getByRole('checkbox', { name: 'Leave those out' }).first().click();
  await page.getByRole('button', { name: 'Retry 429 messages' }).click();
  await expectCount(page, 'Failed', 0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText(/^Undone\. 429 messages are as they were\./).first()).toBeVisible();
  await expectCount(page, 'Failed', 429);
  expect(await violations()).toEqual([]);
});
