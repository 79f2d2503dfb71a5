import { fillQueue } from '../../db/fixture/many-messages.ts';
import { setVisibility } from './answers.ts';
import { expect, test } from './fixtures.ts';
import { expectCount, goTo, makeAdministrator, passTime } from './steps.ts';

test('retry of one, of the selected and of all that failed, with rows that fail meanwhile', async ({
  start,
  receiver,
  dataDir,
}) => {
  fillQueue(dataDir, { sent: 50, failed: 8, pending: 3 });
  await receiver.stop();
  const { page } = await start();
  await makeAdministrator(page);
  await goTo(page, 'Queue');
  await expectCount(page, 'Failed', 8);

  // All that failed, refused ones too: the question stands while three more fail.
  await page.getByRole('button', { name: 'Retry all failed (8)' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText('Retry 8 failed messages?')).toBeVisible();
  await dialog.getByRole('checkbox', { name: 'Leave those out' }).first().click();
  receiver.faults({
    rules: [
      { answer: 'AE', times: 3, err: { code: '103', location: 'PV1-7.1', userText: 'Not registered' } },
    ],
  });
  await receiver.start();
  await page.evaluate(() => window.dispatchEvent(new Event('online')));
  await expect(page.getByRole('button', { name: 'Retry all failed (11)', includeHidden: true })).toBeVisible({
    timeout: 40_000,
  });
  await dialog.getByRole('button', { name: 'Retry 8 messages' }).click();

  await expectCount(page, 'Sent', 58);
  await expectCount(page, 'Failed', 3);

  // One, by its own button; then the rest as a selection.
  await page.getByRole('tab', { name: /^Failed/ }).click();
  await page.getByRole('button', { name: 'Retry', exact: true }).first().click();
  await expectCount(page, 'Failed', 2);
  await page.getByRole('checkbox', { name: 'Select all 2 messages that match' }).click();
  await page.getByRole('button', { name: 'Retry selected (2)' }).click();
  await page.getByRole('dialog').getByRole('checkbox', { name: 'Leave those out' }).click();
  await page.getByRole('button', { name: 'Retry 2 messages' }).click();

  await expectCount(page, 'Sent', 61);
  await expect(page.getByText('Nothing needs attention. All messages have been accepted')).toBeVisible();
  expect(receiver.received()).toHaveLength(3 + 8 + 3);
});

test('a message that changes while its row is open, and a window that is shown after a day hidden', async ({
  start,
  receiver,
  dataDir,
}) => {
  fillQueue(dataDir, { sent: 5, failed: 1, pending: 3 });
  await receiver.stop();
  receiver.faults({ rules: [{ answer: 'AR', when: { nth: 3 }, err: { code: '207' } }] });
  const { page, electron } = await start();
  await makeAdministrator(page);
  await goTo(page, 'Queue');
  await expectCount(page, 'Pending', 3);
  await page.getByRole('tab', { name: /^All/ }).click();
  const pane = page.getByRole('complementary');
  await page.locator('[role=row][data-index="2"] [data-action=open]').click();
  await expect(pane.getByText('Saved on this PC by Huda')).toBeVisible();
  await expect(pane.getByText('Accepted', { exact: false })).toBeHidden();

  const show = (shown: boolean) =>
    electron
      ? electron.evaluate(({ BrowserWindow }, yes) => {
          const window = BrowserWindow.getAllWindows()[0];
          if (yes) window?.show();
          else window?.hide();
        }, shown)
      : setVisibility(page, shown ? 'visible' : 'hidden');
  await show(false);
  await receiver.start();
  await page.evaluate(() => window.dispatchEvent(new Event('online')));
  await expect.poll(() => receiver.received().length, { timeout: 40_000 }).toBe(3);
  // The desktop hides a real window; the day is the browser's part. It passes for the page alone: main would lock it
  // (session.spec.ts) and send what waits.
  if (!electron) await passTime(page, 24 * 3_600_000);
  await show(true);

  await expectCount(page, 'Sent', 7);
  await expectCount(page, 'Pending', 1);
  await expectCount(page, 'Failed', 1);
  await expect(pane.getByText(/^Try \d: Accepted/)).toBeVisible();
  if (electron) return;

  await expect(page.getByRole('button', { name: /^Pending 1/ })).toContainText(/oldest.* 1 day ago/i);
  await expect(page.getByRole('button', { name: /^Next automatic send/ })).toContainText('now');
  await expect(pane.getByRole('region', { name: 'What is the matter' })).toContainText('Accepted 1 day ago');
  await pane.getByRole('button', { name: 'Close the message' }).click();
  await expect(page.locator('[role=row][data-index]', { hasText: 'Pending' })).toContainText(
    'Sending shortly',
  );
  await expect(page.locator('[role=row][data-index]', { hasText: 'Failed' })).toContainText('1 day ago');
  await page.screenshot({ path: 'test-results/screens/queue-after-a-day-en.png' });
  await page.getByRole('combobox', { name: 'Created' }).click();
  await page.getByRole('option', { name: 'Today' }).click();
  await expect(page.getByText('No messages match these filters.', { exact: false })).toBeVisible();
});
