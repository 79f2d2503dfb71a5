import { truncateSync } from 'node:fs';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from './fixtures.ts';
import { completeSetUp, importRoster, makeAdministrator } from './steps.ts';

test('a database that was emptied tells the nurse to use paper, and nothing new is made in its place', async ({
  start,
  dataDir,
}, { project }) => {
  const first = await start();
  await makeAdministrator(first.page);
  await importRoster(first.page, 'samples/roster.csv');
  await completeSetUp(first.page);
  await first.close();
  truncateSync(join(dataDir, 'outbox.db'));

  const { page } = await start();

  await expect(page.getByRole('heading', { name: 'Do not enter assessments on this PC' })).toBeVisible();
  await expect(page.getByText('For IT: code MISSING')).toBeVisible();
  await expect(page.getByRole('navigation')).toHaveCount(0);
  await page.screenshot({ path: `test-results/screens/closed-${project.name}.png` });
  if (project.name === 'preview') {
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations).toEqual([]);
  }
});
