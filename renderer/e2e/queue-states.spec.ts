import type { Page } from '@playwright/test';
import { fillQueue } from '../../db/fixture/many-messages.ts';
import { expectAccessible, watchPolicy } from './accessible.ts';
import { answersOf, setVisibility } from './answers.ts';
import { expect, test } from './fixtures.ts';
import { expectCount, goTo, makeAdministrator } from './steps.ts';

const focused = (page: Page) =>
  page.evaluate(() => {
    const cell = document.activeElement;
    const row = cell?.closest<HTMLElement>('[data-index]');
    return row ? `${row.dataset.index}/${cell?.getAttribute('data-column')}` : cell?.tagName;
  });

test('every state of the queue is accessible, in both languages, dark and with forced colours', async ({
  start,
  receiver,
  dataDir,
}) => {
  test.setTimeout(180_000);
  fillQueue(dataDir, { sent: 40, failed: 16, pending: 4 });
  await receiver.stop();
  const { page } = await start();
  page.setDefaultTimeout(15_000);
  const violations = await watchPolicy(page);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await makeAdministrator(page);
  const answers = answersOf(page, 'queue.query');
  const bones = page.locator('[class*=skeleton]');
  const rows = page.locator('[role=row][data-index]');
  await answers('wait');
  await goTo(page, 'Queue');
  await expect(bones).toBeVisible();
  await expectAccessible(page, 'queue-loading-en');
  await answers('answer');
  await expectCount(page, 'Failed', 16);
  await expect(rows.first()).toContainText('Failed');
  await expectAccessible(page, 'queue-failed-en');

  // The list cannot be read for a moment: it keeps what it showed, and one press asks again.
  await answers('refuse');
  await setVisibility(page, 'visible');
  await expect(page.getByRole('alert').getByRole('button', { name: 'Try again' })).toBeVisible();
  await expect(rows.first()).toContainText('Failed');
  await expectAccessible(page, 'queue-error-en');
  await answers('answer');
  await page.getByRole('alert').getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('alert')).toHaveCount(0);

  await page.locator('[role=row][data-index="3"] [data-action=open]').click();
  await expect(page.getByText('Saved on this PC by Huda')).toBeVisible();
  await expectAccessible(page, 'queue-detail-attempts-en');
  await page.getByRole('tab', { name: 'Reply from Malaffi' }).click();
  await expect(page.getByText('Emirates ID not valid')).toBeVisible();
  await expectAccessible(page, 'queue-detail-reply-en');
  await page.getByRole('tab', { name: 'HL7 message' }).click();
  await expect(page.getByText('Named by Malaffi')).toBeInViewport();
  await expect(page.getByText('MANSOORI^SALEM')).toBeHidden();
  await expectAccessible(page, 'queue-detail-hl7-en');

  // The patient's details: an admin sees them for a minute, and no longer than the window has the keyboard.
  await page.getByRole('button', { name: 'Show for 60 seconds' }).click();
  await expect(page.getByText('AL MANSOORI^SALEM', { exact: false }).first()).toBeVisible();
  await page.screenshot({ path: 'test-results/screens/queue-detail-shown-en.png' });
  await page.evaluate(() => window.dispatchEvent(new Event('blur')));
  await expect(page.getByText('AL MANSOORI^SALEM', { exact: false })).toHaveCount(0);
  await page.getByRole('switch', { name: 'Raw view' }).click();
  await expect(page.locator('pre')).toContainText('PID|1||…||…');
  await page.screenshot({ path: 'test-results/screens/queue-detail-raw-en.png' });
  await page.getByRole('button', { name: 'Close the message' }).click();

  await page.getByRole('button', { name: /^Retry all failed/ }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await expectAccessible(page, 'queue-retry-dialog-en');
  await page.getByRole('button', { name: /^Retry \d+ messages$/ }).click();
  await expect(page.getByRole('button', { name: 'Undo' })).toBeVisible();
  // The notice counts its ten seconds down by an animation: what is waited for is its coming in.
  await page.evaluate(() =>
    Promise.all(
      document
        .getAnimations()
        .filter(({ effect }) => Number(effect?.getComputedTiming().endTime) < 2000)
        .map(({ finished }) => finished),
    ),
  );
  await page.screenshot({ path: 'test-results/screens/queue-retried-en.png' });
  await expectCount(page, 'Failed', 4);
  await page.getByRole('button', { name: 'View' }).click();
  await page.getByRole('tab', { name: /^Failed/ }).click();
  await page.getByRole('checkbox', { name: /^Select all/ }).click();
  await page.locator('[role=row][data-index="2"]').click({ button: 'right' });
  await expect(page.getByRole('menu')).toBeVisible();
  await expectAccessible(page, 'queue-selected-menu-en', '[role=menu]');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Clear selection' }).click();
  await page.getByRole('searchbox').fill('nobody of this name');
  await expect(page.getByText('No messages match these filters.', { exact: false })).toBeVisible();
  await expectAccessible(page, 'queue-no-match-en');
  await page.getByRole('button', { name: 'Clear filters' }).last().click();

  await page.getByRole('button', { name: /العربية/ }).click();
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
  await answers('wait');
  await page.getByRole('tab', { name: /^الكل/ }).click();
  const rail = page.getByRole('navigation').first();
  await rail.getByText('النشاط').click();
  await rail.getByText('قائمة الإرسال').click();
  await expect(bones).toBeVisible();
  await expectAccessible(page, 'queue-loading-ar');
  await answers('answer');
  await expect(rows.first()).toBeVisible();
  await answers('refuse');
  await setVisibility(page, 'visible');
  await expect(page.getByRole('alert').getByRole('button', { name: 'حاول مرة أخرى' })).toBeVisible();
  await expectAccessible(page, 'queue-error-ar');
  await answers('answer');
  await page.getByRole('alert').getByRole('button').click();
  await expect(page.getByRole('alert')).toHaveCount(0);
  await page.locator('[role=row][data-index="5"] [data-action=open]').click();
  await page.getByRole('tab', { name: 'رسالة HL7' }).click();
  await expectAccessible(page, 'queue-detail-ar');
  await page.emulateMedia({ colorScheme: 'dark' });
  await expectAccessible(page, 'queue-detail-ar-dark');
  await page.emulateMedia({ colorScheme: 'light', forcedColors: 'active' });
  await expectAccessible(page, 'queue-detail-ar-forced-colours');
  await page.emulateMedia({ forcedColors: 'none' });
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: /^إعادة كل الفاشلة/ }).click();
  await expectAccessible(page, 'queue-retry-dialog-ar');
  await page.keyboard.press('Escape');
  await page.setViewportSize({ width: 683, height: 384 });
  await expectAccessible(page, 'queue-ar-200-percent-filled');
  expect(await violations()).toEqual([]);
});

test('the queue by keyboard alone', async ({ start, receiver, dataDir }) => {
  fillQueue(dataDir, { sent: 40, failed: 4, pending: 0 });
  await receiver.stop();
  const { page } = await start();
  page.setDefaultTimeout(15_000);
  await makeAdministrator(page);
  const keys = page.keyboard;
  await keys.press('Control+1');
  await keys.press('Control+2');
  await expectCount(page, 'Failed', 4);

  // Search and back; Tab leads from the filters into the grid.
  await keys.press('/');
  await expect(page.getByRole('searchbox')).toBeFocused();
  await keys.type('s1');
  await expect(page.getByText('4 messages match', { exact: true }).last()).toBeVisible();
  await keys.press('Escape');
  for (let steps = 0; steps < 12 && !/^\d/.test((await focused(page)) ?? ''); steps += 1)
    await keys.press('Tab');
  expect(await focused(page)).toBe('0/select');

  // Cells, rows, ends; a letter that is typed here is a command.
  await keys.press('ArrowRight');
  await keys.press('ArrowDown');
  expect(await focused(page)).toBe('1/status');
  await keys.press('End');
  expect(await focused(page)).toBe('1/actions');
  await keys.press('Control+End');
  expect(await focused(page)).toBe('3/actions');
  await keys.press('Control+Home');
  await keys.press('Home');
  expect(await focused(page)).toBe('0/select');

  // Choosing: one, a range, all; Escape lets go.
  await keys.press('Space');
  await expect(page.getByText('1 message selected')).toBeVisible();
  await keys.press('Shift+ArrowDown');
  await keys.press('Shift+ArrowDown');
  await expect(page.getByText('3 messages selected')).toBeVisible();
  await keys.press('Control+a');
  await expect(page.getByText('All 4 messages that match the filters are selected')).toBeVisible();
  await keys.press('Escape');
  await expect(page.getByText('4 messages match', { exact: true }).last()).toBeVisible();

  // Enter opens, Escape brings the keyboard back to the row; so does the menu.
  await keys.press('ArrowRight');
  await keys.press('Enter');
  await expect(page.getByRole('complementary').getByRole('heading', { level: 2 })).toBeFocused();
  await keys.press('Escape');
  await expect.poll(() => focused(page)).toBe('2/status');
  await keys.press('Shift+F10');
  await expect(page.getByRole('menuitem', { name: 'Open' })).toBeFocused();
  await keys.press('Escape');
  await expect.poll(() => focused(page)).toBe('2/status');

  // R retries the row under the keyboard, which stays in the grid.
  await keys.press('Control+End');
  await keys.press('r');
  await expectCount(page, 'Pending', 1);
  await expect.poll(() => focused(page)).toMatch(/^2\//);

  // From right to left the arrows are mirrored.
  await page.getByRole('button', { name: /العربية/ }).focus();
  await keys.press('Enter');
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
  await page.locator('[role=row][data-index="0"] [data-column=status]').focus();
  await page.locator('[role=row][data-index="0"] [data-column=status]').click();
  await keys.press('ArrowLeft');
  expect(await focused(page)).toBe('0/student');
});
