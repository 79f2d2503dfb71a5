import { fillQueue } from '../../db/fixture/many-messages.ts';
import { expect, test } from './fixtures.ts';
import { expectCount, goTo, makeAdministrator } from './steps.ts';

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

test('a message that changes while its row is open, and while the window is hidden', async ({
  start,
  receiver,
  dataDir,
}) => {
  fillQueue(dataDir, { sent: 5, failed: 0, pending: 2 });
  await receiver.stop();
  const { page, electron } = await start();
  await makeAdministrator(page);
  await goTo(page, 'Queue');
  await expectCount(page, 'Pending', 2);
  await page.locator('[role=row][data-index="0"] [data-action=open]').click();
  const pane = page.getByRole('complementary');
  await expect(pane.getByText('Saved on this PC by Huda')).toBeVisible();
  await expect(pane.getByText('Accepted', { exact: false })).toBeHidden();

  const hide = () => electron?.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());
  await hide();
  await receiver.start();
  await expect.poll(() => receiver.received().length, { timeout: 40_000 }).toBe(2);
  await electron?.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.show());

  await expectCount(page, 'Sent', 7);
  await expect(pane.getByText(/^Try 1: Accepted/)).toBeVisible();
  await expect(pane.getByRole('region', { name: 'What is the matter' })).toContainText('Accepted');
});
