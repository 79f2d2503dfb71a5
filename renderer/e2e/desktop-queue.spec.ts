import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fillQueue } from '../../db/fixture/many-messages.ts';
import { expect, test } from './fixtures.ts';
import { expectCount, goTo, makeAdministrator } from './steps.ts';

test('the list is exported where the person says, readable for nobody else, and a cancelled one writes nothing', async ({
  start,
  receiver,
  dataDir,
  folder,
}) => {
  fillQueue(dataDir, { sent: 5, failed: 2, pending: 0 });
  await receiver.stop();
  const { page, electron } = await start();
  await makeAdministrator(page);
  await goTo(page, 'Queue');
  await expectCount(page, 'Failed', 2);
  const target = join(folder, 'list.csv');
  const answer = (filePath: string | null) =>
    electron?.evaluate(({ dialog }, path) => {
      dialog.showSaveDialog = async () => ({ canceled: path === null, filePath: path ?? '' });
    }, filePath);

  await answer(null);
  await page.getByRole('button', { name: 'Export...' }).click();
  const exportIt = page.getByRole('dialog').getByRole('button', { name: 'Export', exact: true });
  await exportIt.click();
  await expect(exportIt).toBeEnabled();
  await answer(target);
  await exportIt.click();

  await expect(page.getByText('2 messages were exported.').first()).toBeVisible();
  expect(readFileSync(target, 'utf8').split('\r\n')).toHaveLength(2 + 2);
  expect(statSync(target).mode & 0o077).toBe(0);

  // The menu of a row copies its ID, although the page has no permission for the clipboard.
  await page.locator('[role=row][data-index="0"]').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Copy the message ID' }).click();
  const id = await page.locator('[role=row][data-index="0"] [data-column=message] bdi').last().innerText();
  await expect.poll(() => electron?.evaluate(({ clipboard }) => clipboard.readText())).toBe(id);
});
