import type { Page } from '@playwright/test';
import { expectAccessible } from './accessible.ts';
import { expect, test } from './fixtures.ts';
import type { Host } from './hosts.ts';
import {
  admin,
  chooseStudent,
  completeSetUp,
  expectCount,
  goTo,
  importRoster,
  makeAdministrator,
  openSettings,
  saveScreening,
} from './steps.ts';
import { expectFit } from './words-fit.ts';

/** Accessible as it is, and with longer words in it. */
async function expectGood(page: Page, state: string): Promise<void> {
  await expectAccessible(page, state);
  await expectFit(page, state);
}

/** Every part of the settings that there is. */
async function settingsSections(page: Page): Promise<readonly string[]> {
  await goTo(page, 'Settings');
  const names = await page
    .getByRole('tablist', { name: 'Parts of the settings' })
    .getByRole('tab')
    .allInnerTexts();
  expect(names.length).toBeGreaterThan(4);
  return names;
}

/** As if nobody had touched the PC for eleven minutes. */
async function leaveAlone({ page, passTime }: Host): Promise<void> {
  await passTime(11 * 60_000);
  await expect(page.getByText(/Press any key|اضغط أي مفتاح/)).toBeVisible();
}

test('set-up, activity, settings, keys and cover are accessible and hold longer words', async ({
  start,
  receiver,
}) => {
  test.setTimeout(240_000);
  receiver.faults({ rules: [{ answer: 'AE', when: { nth: 1 }, err: { code: '102', location: 'PID-19' } }] });
  await receiver.stop();
  await receiver.start();
  const host = await start();
  const { page } = host;
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await expect(page.getByLabel('Name to sign in with')).toBeVisible();
  await expectFit(page, 'first start');
  await makeAdministrator(page);
  await expect(page.getByText('Step 3 of 7')).toBeVisible();
  await expectGood(page, 'setup-school-en');
  for (const step of [4, 5, 6, 7]) {
    await page.getByRole('button', { name: 'Next' }).click();
    await expect(page.getByText(`Step ${step} of 7`)).toBeVisible();
  }
  await expectGood(page, 'setup-finish-en');
  await goTo(page, 'Queue');
  await expect(page.getByText('Set-up is not finished.')).toBeVisible();
  await expectGood(page, 'queue-set-up-not-finished-en');
  await page.keyboard.press('F1');
  await expect(page.getByRole('dialog')).toBeVisible();
  await expectGood(page, 'shortcuts-en');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);

  await importRoster(page, 'samples/roster.csv');
  await completeSetUp(page);
  for (const section of await settingsSections(page)) {
    await openSettings(page, section);
    await expectFit(page, `settings ${section}`);
  }
  await openSettings(page, 'Window');
  await expectGood(page, 'settings-window-en');
  await chooseStudent(page, 'S104201');
  await expectFit(page, 'assessment');
  await page.getByRole('button', { name: /^Student page/ }).click();
  await expect(page.getByRole('button', { name: 'Save assessment' })).toHaveCount(0);
  await expectFit(page, 'student');
  await chooseStudent(page, 'S104201');
  await saveScreening(page, { height: '118', weight: '21' });
  await goTo(page, 'Queue');
  await expectCount(page, 'Failed', 1);
  await expectFit(page, 'queue');
  await page.locator('[role=row][data-index="0"] [data-action=open]').click();
  await expect(page.getByRole('button', { name: 'Close the message' })).toBeVisible();
  await expectFit(page, 'queue detail');
  await page.getByRole('navigation', { name: 'Pages' }).getByText('Reports').click();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expectFit(page, 'reports');
  await goTo(page, 'Activity');
  await expect(page.getByRole('img', { name: /Failed: 1/ })).toBeVisible();
  await expectGood(page, 'activity-en');
  await page.getByRole('tab', { name: 'Connection' }).click();
  await page.getByRole('button', { name: 'Test connection' }).click();
  await expect(page.getByText('The connection works.')).toBeVisible();
  await expectGood(page, 'activity-connection-en');
  await page.getByRole('tab', { name: 'Audit list' }).click();
  await page.getByRole('button', { name: 'Check the list' }).click();
  await expect(page.getByText(/The list is whole/)).toBeVisible();
  await expectGood(page, 'audit-en');

  await page.emulateMedia({ colorScheme: 'dark' });
  await expectAccessible(page, 'audit-en-dark');
  await page.getByRole('tab', { name: 'Sending' }).click();
  await expectAccessible(page, 'activity-en-dark');
  await page.emulateMedia({ colorScheme: 'light', forcedColors: 'active' });
  await expectAccessible(page, 'activity-en-forced-colours');
  await page.emulateMedia({ forcedColors: 'none' });
  await page.getByRole('button', { name: /العربية/ }).click();
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
  await expectAccessible(page, 'activity-ar');
  await page.getByRole('tab', { name: 'سجل التدقيق' }).click();
  await expectAccessible(page, 'audit-ar');
  await page.keyboard.press('F1');
  await expect(page.getByRole('dialog')).toBeVisible();
  await expectAccessible(page, 'shortcuts-ar');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.setViewportSize({ width: 683, height: 384 });
  await expectAccessible(page, 'audit-ar-200-percent');
  await page.setViewportSize({ width: 1366, height: 768 });

  await leaveAlone(host);
  await expectAccessible(page, 'cover-ar');
  await page.keyboard.press('a');
  await expect(page.getByText('من يعمل الآن؟')).toBeVisible();
  await expect(page.locator('input[type=password]')).toHaveValue('');
  await expectAccessible(page, 'cover-who-ar');
  await page.locator('input[type=password]').fill(admin.password);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('tab', { name: 'سجل التدقيق', selected: true })).toBeVisible();
});
