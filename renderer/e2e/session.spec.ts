import type { Page } from '@playwright/test';
import { expectAccessible, expectInEveryLook } from './accessible.ts';
import { expect, test } from './fixtures.ts';
import type { Host } from './hosts.ts';
import {
  admin,
  chooseStudent,
  completeSetUp,
  confirmPerson,
  goTo,
  importRoster,
  makeAdministrator,
  openSettings,
} from './steps.ts';

const minuteMs = 60_000;
const nurse = { name: 'Huda', pin: '482913' } as const;

/** Makes the second account of this PC. */
async function addNurse(page: Page): Promise<void> {
  await openSettings(page, 'People');
  await page.getByRole('button', { name: 'Add person' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name to sign in with').fill(nurse.name);
  await dialog.getByLabel('Given name').fill('Huda');
  await dialog.getByLabel('Family name').fill('Al Ali');
  await dialog.getByLabel(/^PIN/).fill(nurse.pin);
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('cell', { name: nurse.name, exact: true })).toBeVisible();
}

const cover = (page: Page) => page.getByText('Hidden. Press any key and say who is working.');

async function answerAs(page: Page, name: string, secret: string): Promise<void> {
  // The page below has a field whose name begins alike.
  const who = page.getByRole('dialog', { name: 'Who is working?' });
  await who.getByRole('combobox', { name: 'Name', exact: true }).selectOption(name);
  await who.getByLabel(`PIN or password of ${name}`).fill(secret);
  await page.keyboard.press('Enter');
}

test('a window left alone is locked in main, comes back as it was, and starts clean for another', async ({
  start,
  dataDir,
}) => {
  test.setTimeout(120_000);
  expect(dataDir).toBeTruthy();
  const host = await start();
  const { page, electron } = host;
  await makeAdministrator(page);
  await importRoster(page, 'samples/roster.csv');
  await completeSetUp(page);
  await addNurse(page);
  await chooseStudent(page, 'S104201');
  await page.locator('[name=heightCm]').fill('138');
  await page.locator('[name=weightKg]').fill('33');

  // A day hidden: nobody was there, and the PC may have slept.
  await host.passTime(24 * 60 * minuteMs);
  await expect(cover(page)).toBeVisible();
  await expect(page.locator('[name=heightCm]')).toBeHidden();
  const asked = await page.evaluate(
    () =>
      (
        globalThis as unknown as { outbox?: { call(channel: string, input: unknown): Promise<unknown> } }
      ).outbox?.call('student.recent', {}) ?? null,
  );
  if (electron) expect(asked).toMatchObject({ ok: false, error: { code: 'LOCKED' } });
  await page.keyboard.press('a');
  await answerAs(page, admin.name, 'not the password');
  await expect(page.getByText('Not shown.')).toBeVisible();
  await answerAs(page, admin.name, admin.password);
  await expect(page.locator('[name=heightCm]')).toHaveValue('138');
  await expect(page.locator('[name=weightKg]')).toHaveValue('33');

  // The PC is locked while the last letter is still on its way to the draft.
  await page.locator('[name=weightKg]').fill('34');
  if (electron) await electron.evaluate(({ powerMonitor }) => void powerMonitor.emit('lock-screen'));
  else await page.getByRole('button', { name: 'Change person' }).click();
  if (electron) {
    await expect(cover(page)).toBeVisible();
    await page.keyboard.press('a');
  }
  await answerAs(page, nurse.name, nurse.pin);
  await goTo(page, 'New assessment');
  await expect(page.getByRole('combobox', { name: /Name, student number/ })).toHaveValue('');
  await expect(page.getByRole('button', { name: 'Continue' })).toHaveCount(0);

  await page.getByRole('button', { name: 'Change person' }).click();
  await answerAs(page, admin.name, admin.password);
  await goTo(page, 'New assessment');
  await page.getByRole('button', { name: /^Continue/ }).click();
  await expect(page.locator('[name=heightCm]')).toHaveValue('138');
  await expect(page.locator('[name=weightKg]')).toHaveValue('34');

  // What a page looks like is the same in both hosts.
  if (electron) return;
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await test.step('an open dialog is covered too', () => coverOverDialog(host));
  await test.step('an administrator is asked again after five minutes', () => askAgain(host));
  await test.step('in Arabic', () => inArabic(host));
});

/** Leaves a person's dialog open and alone, and comes back to it. */
async function coverOverDialog({ page, passTime }: Host): Promise<void> {
  await openSettings(page, 'Window');
  await page.getByText('Whoever comes back says who is working.').scrollIntoViewIfNeeded();
  await expectAccessible(page, 'idle-lock-en');
  await openSettings(page, 'People');
  await page.getByRole('button', { name: `Edit ${nurse.name}` }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Given name').fill('Huda Salem');

  await passTime(11 * minuteMs);
  await expect(cover(page)).toBeVisible();
  await expectAccessible(page, 'cover-en');
  await page.keyboard.press('Tab');
  const secret = page.getByLabel(`PIN or password of ${admin.name}`);
  await expect(secret).toBeFocused();
  // Wherever the Tab key goes, it stays on the cover.
  for (let presses = 0; presses < 4; presses += 1) {
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.closest('dialog') !== null)).toBe(true);
  }
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await secret.fill(admin.password);
  await expectInEveryLook(page, 'cover-who-en');
  await secret.press('Enter');
  await expect(secret).toHaveCount(0);
  await expect(dialog.getByLabel('Given name')).toHaveValue('Huda Salem');
}

async function askAgain({ page, passTime }: Host): Promise<void> {
  const dialog = page.getByRole('dialog');
  await passTime(6 * minuteMs);
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Is it you?' })).toBeVisible();
  await expectInEveryLook(page, 'confirm-en');
  await page.getByRole('button', { name: 'Cancel' }).last().click();
  await expect(dialog.getByText(/the password was not given/)).toBeVisible();
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  await confirmPerson(page);
  await expect(page.getByRole('cell', { name: 'Huda Salem Al Ali' })).toBeVisible();
}

async function inArabic({ page, passTime }: Host): Promise<void> {
  await page.getByRole('button', { name: /العربية/ }).click();
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
  await page.getByRole('button', { name: 'تغيير الشخص' }).click();
  await expect(page.getByText('من يعمل الآن؟')).toBeVisible();
  await expectAccessible(page, 'change-person-ar');
  await page.locator('input[type=password]').fill(admin.password);
  await page.keyboard.press('Enter');
  await expect(page.locator('input[type=password]')).toHaveCount(0);
  await passTime(6 * minuteMs);
  await page.getByRole('button', { name: new RegExp(nurse.name) }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'حفظ', exact: true }).click();
  await expect(page.locator('input[type=password]:focus')).toBeVisible();
  await expectAccessible(page, 'confirm-ar');
}
