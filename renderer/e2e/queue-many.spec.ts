import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { fillQueue } from '../../db/fixture/many-messages.ts';
import { watchPolicy } from './accessible.ts';
import { expect, test } from './fixtures.ts';
import { expectCount, goTo, makeAdministrator } from './steps.ts';

const row = (page: Page, index: number) => page.locator(`[role=row][data-index="${index}"]`);

/** The number in words on the page. */
async function numberIn(page: Page, words: RegExp): Promise<number> {
  const text = await page.getByText(words).first().innerText();
  return Number(words.exec(text)?.[1]?.replaceAll(',', ''));
}

test('every figure, tab, filter and button of the queue with 100,000 messages', async ({
  start,
  receiver,
  dataDir,
}) => {
  test.setTimeout(180_000);
  fillQueue(dataDir, { sent: 79_531, failed: 20, gaveUp: 20_409, pending: 40 });
  await receiver.stop();
  const { page } = await start();
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const violations = await watchPolicy(page);
  await makeAdministrator(page);
  await goTo(page, 'Queue');
  const matching = (text: string) => expect(page.getByText(text, { exact: true }).last()).toBeVisible();

  // It opens on what failed.
  await expect(page.getByRole('tab', { name: /^Failed/ })).toHaveAttribute('aria-selected', 'true');
  await expectCount(page, 'Failed', 20_429);
  await matching('20,429 messages match');

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
  await page.getByRole('button', { name: /^Failed 20,429/ }).click();
  await matching('20,429 messages match');

  // Filters narrow the tabs' counts and the buttons for all alike.
  await page.getByRole('combobox', { name: 'School' }).click();
  await page.getByRole('option', { name: 'Khalifa City Primary' }).click();
  const retryFailed = page.getByRole('button', { name: /^Retry all failed \([\d,]+\)/ });
  await expect(retryFailed).not.toHaveText(/20,429/);
  const ofSchool = /[\d,]+/.exec(await retryFailed.innerText())?.[0];
  await matching(`${ofSchool} messages match`);
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await page.getByRole('combobox', { name: 'Problem' }).click();
  await page.getByRole('option', { name: /^Emirates ID missing or not valid\s*5/ }).click();
  await matching('5 messages match');
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await page.getByRole('combobox', { name: 'Created' }).click();
  await page.getByRole('option', { name: 'Today' }).click();
  await expect(page.getByText('20,429 messages match', { exact: true }).last()).toBeHidden();
  await page.getByRole('combobox', { name: 'Created' }).click();
  await page.getByRole('option', { name: 'From ... to ...' }).click();
  const longAgo = '01/01/2021';
  await page.getByRole('combobox', { name: 'To', exact: true }).fill(longAgo);
  await page.keyboard.press('Enter');
  await expect(page.getByText('No messages match these filters.', { exact: false })).toBeVisible();
  await page.getByRole('button', { name: 'Clear filters' }).last().click();
  await matching('20,429 messages match');

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
  await expect(dialog).toContainText('79,531 messages are already sent. They are skipped.');
  await expect(dialog.getByRole('button', { name: /^Retry 20,46\d messages$/ })).toBeVisible();
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
  expect(file.split('\r\n')).toHaveLength(20_429 + 2);
  expect(file).not.toMatch(/Noora|Al Ketbi/);
  await expect(page.getByText('20,429 messages were exported.').first()).toBeVisible();

  // A retry of thousands shows how far it is and can be stopped; the result names what was left, and what it put back can
  // be taken back.
  await page.getByRole('button', { name: 'Retry all failed (20,429)' }).click();
  await dialog.getByRole('checkbox', { name: 'Leave those out' }).first().click();
  await dialog.getByRole('button', { name: 'Retry 20,429 messages' }).click();
  const strip = page.getByRole('region', { name: 'Putting messages back...' });
  await expect(strip).toContainText(/Putting messages back in the queue: [1-9][\d,]* of 20,429/);
  await expect(page.getByRole('button', { name: /^Retry all pending/ })).toHaveAttribute(
    'aria-disabled',
    'true',
  );
  await page.screenshot({ path: 'test-results/screens/queue-retry-progress-en.png' });
  await strip.getByRole('button', { name: 'Stop' }).click();
  await expect(strip).toBeHidden();
  const putBack = await numberIn(page, /([\d,]+) messages are back in the queue\./);
  const asTheyWere = await numberIn(page, /Stopped: ([\d,]+) are as they were\./);
  await page.getByRole('button', { name: 'Undo' }).hover();
  await page.screenshot({ path: 'test-results/screens/queue-retry-stopped-en.png' });
  expect(putBack).toBeGreaterThan(0);
  expect(putBack + asTheyWere).toBe(20_429);
  await expectCount(page, 'Failed', asTheyWere);
  await expectCount(page, 'Pending', 40 + putBack);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText(/^Undone\. [\d,]+ messages are as they were\./).first()).toBeVisible();
  await expectCount(page, 'Failed', 20_429);
  expect(await violations()).toEqual([]);
});
