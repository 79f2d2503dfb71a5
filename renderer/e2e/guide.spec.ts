import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { trayStates } from '../../core/contract/health.ts';
import { expect, test } from './fixtures.ts';
import { type GuidePicture, maxPictureBytes, pictureFiles } from './guide-pictures.ts';
import {
  chooseStudent,
  completeSetUp,
  expectCount,
  goTo,
  importRoster,
  makeAdministrator,
  openSettings,
  passTime,
  saveScreening,
} from './steps.ts';

const folder = 'test-results/guide';
const nurse = { name: 'Huda', pin: '481516' } as const;

/** Room around what is shown, in pixels; less than that between the page and its neighbours. */
const margin = 8;

/** How much of an element is to be seen through all that it stands in. */
function opacityOf(element: Element): number {
  let opacity = 1;
  for (let at: Element | null = element; at; at = at.parentElement)
    opacity *= Number(getComputedStyle(at).opacity);
  return opacity;
}

/** Writes one picture of what stands around these parts, when nothing moves any more. */
async function take(page: Page, name: string, ...parts: readonly Locator[]): Promise<void> {
  for (const part of parts) await expect(part).toBeVisible();
  await page.evaluate(() => document.querySelector('main')?.scrollTo(0, 0));
  await page.waitForFunction(() =>
    document.getAnimations().every(({ playState }) => playState !== 'running'),
  );
  const boxes = await Promise.all(parts.map((part) => part.boundingBox()));
  const found = boxes.filter((box) => box !== null);
  const { width, height } = page.viewportSize() ?? { width: 1366, height: 768 };
  const x = Math.max(0, Math.min(...found.map((box) => box.x)) - margin);
  const y = Math.max(0, Math.min(...found.map((box) => box.y)) - margin);
  const right = Math.min(width, Math.max(...found.map((box) => box.x + box.width)) + margin);
  const bottom = Math.min(height, Math.max(...found.map((box) => box.y + box.height)) + margin);
  await page.screenshot({
    path: join(folder, `${name}.png`),
    clip: { x, y, width: right - x, height: bottom - y },
  });
}

async function toArabic(page: Page): Promise<void> {
  await page.getByRole('button', { name: /العربية/ }).click();
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
}

async function toEnglish(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^English/ }).click();
  await expect(page.locator('html')).toHaveAttribute('dir', 'ltr');
}

async function takeBoth(page: Page, name: GuidePicture, parts: () => readonly Locator[]): Promise<void> {
  await take(page, `${name}.en`, ...parts());
  await toArabic(page);
  await take(page, `${name}.ar`, ...parts());
  await toEnglish(page);
}

/** The administrator gives the nurse an account, and leaves. */
async function makeNurse(page: Page): Promise<void> {
  await openSettings(page, 'People');
  await page.getByRole('button', { name: 'Add person' }).click();
  await page.getByLabel('Given name').fill('Huda');
  await page.getByLabel('Family name').fill('Saeed');
  await page.getByLabel('Licence number').fill('GN99998');
  await page.getByLabel('Name to sign in with').fill(nurse.name);
  await page.getByRole('textbox', { name: /^PIN/ }).fill(nurse.pin);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('cell', { name: 'GN99998' })).toBeVisible();
  await page.getByRole('button', { name: 'Sign out' }).click();
}

async function signInAsNurse(page: Page): Promise<void> {
  await page.getByLabel('Name', { exact: true }).selectOption(nurse.name);
  await page.getByLabel('PIN or password', { exact: true }).fill(nurse.pin);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('navigation', { name: 'Pages' })).toBeVisible();
}

/** Malaffi's name on a receiver of this machine; training messages, so nothing has to be confirmed. */
function profileOf(host: string, port: number): string {
  return JSON.stringify({
    name: 'Malaffi',
    kind: 'engine',
    transport: 'mllp',
    address: { host, port },
    allowPlainMllp: true,
    systemCode: 'TSTSYS',
    processingId: 'T',
    messagesPerSecond: 0,
    ackTimeoutMs: 3000,
    connectTimeoutMs: 2000,
  });
}

/** The notice stays while somebody points at it, once it has come in. */
async function takeSaved(page: Page, name: string, words: string): Promise<void> {
  const notice = page.locator('.fui-Toast', { hasText: words });
  await expect.poll(() => notice.evaluate(opacityOf)).toBe(1);
  await notice.dispatchEvent('mouseover');
  await take(page, name, notice);
  await notice.dispatchEvent('mouseout');
  // What lies below it is pressed next, and its ten seconds are nobody's to wait for.
  await notice.locator('xpath=..').evaluate((element) => {
    if (element instanceof HTMLElement) element.style.pointerEvents = 'none';
  });
}

/** Somebody else wants to work here. */
async function changePerson(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^(Change person|تغيير الشخص)$/ }).click();
}

test('every picture of the nurse’s guide can be made, in both languages', {
  tag: '@browser',
}, async ({ start, receiver, folder: own }) => {
  test.setTimeout(120_000);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(own, 'profile.json'), profileOf('127.0.0.1', receiver.mllpPort));
  const first = await start();
  const { page } = first;
  page.setDefaultTimeout(15_000);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await makeAdministrator(page);
  await importRoster(page, 'samples/roster.csv');
  await completeSetUp(page);
  await makeNurse(page);

  await page.getByLabel('Name', { exact: true }).selectOption(nurse.name);
  await takeBoth(page, 'sign-in', () => [page.locator('form')]);
  await signInAsNurse(page);

  await goTo(page, 'New assessment');
  await page.getByRole('combobox').first().fill('zaye');
  await takeBoth(page, 'find', () => [page.locator('[aria-labelledby=find-student]')]);

  await chooseStudent(page, 'S104203');
  await page.getByLabel('Height').fill('181');
  await page.getByLabel('Weight').fill('21');
  await page.getByLabel('Waist').focus();
  await expect(page.getByRole('button', { name: 'This value is correct' })).toBeVisible();
  await takeBoth(page, 'check', () => [
    page.locator('input[name=heightCm]').locator('xpath=ancestor::section[1]'),
    page.locator('[aria-labelledby=check-before-saving]'),
  ]);
  await page.locator('input[name=heightCm]').fill('118');
  await expect(page.getByRole('button', { name: 'This value is correct' })).toHaveCount(0);
  await saveScreening(page, { height: '118', weight: '21' });
  await takeSaved(page, 'saved.en', 'Saved. Sending now');
  await chooseStudent(page, 'S104201');
  await toArabic(page);
  await page.getByLabel('الطول').fill('117');
  await page.getByLabel('الوزن').fill('21');
  await page.getByRole('radio', { name: 'لا توجد ملاحظات' }).click();
  await page.getByRole('button', { name: 'حفظ التقييم' }).click();
  await takeSaved(page, 'saved.ar', 'تم الحفظ. جارٍ الإرسال الآن');
  await toEnglish(page);

  await page.getByLabel('Class', { exact: true }).selectOption({ index: 1 });
  await page.getByRole('button', { name: 'Start class' }).click();
  const list = page.getByRole('complementary').first();
  await list.getByRole('button', { name: /^Absent:/ }).click();
  await takeBoth(page, 'class', () => [list]);
  await page.getByRole('button', { name: 'Leave class' }).click();

  const err = { code: '101', location: 'PID-19', userText: 'Emirates ID' };
  receiver.faults({ rules: [{ answer: 'AE', times: 1, when: { kind: 'ADT' }, err }] });
  await chooseStudent(page, 'S104217');
  await saveScreening(page, { height: '119', weight: '22' });
  await goTo(page, 'Queue');
  await expectCount(page, 'Failed', 1);
  await page.getByRole('tab', { name: /^Failed/ }).click();
  await page.locator('[role=row][data-index] [data-action=open]').first().click();
  await takeBoth(page, 'refused', () => [page.getByRole('grid'), page.getByRole('complementary')]);
  await page.getByRole('button', { name: 'Fix and resend' }).click();
  await expect(page.getByLabel('Emirates ID', { exact: true })).toBeFocused();
  await takeBoth(page, 'fix', () => [
    page.locator('main header').first(),
    page.getByLabel(/^(Emirates ID|رقم الهوية الإماراتية|الهوية الإماراتية)$/),
    page.getByRole('button', { name: /^(Save student|حفظ الطالب)$/ }),
  ]);
  await page.getByLabel('Emirates ID', { exact: true }).fill('784-2018-0000042-1');
  await page.getByRole('button', { name: 'Save student' }).click();
  await goTo(page, 'Queue');
  await expectCount(page, 'Failed', 0);

  await goTo(page, 'New assessment');
  await page.getByRole('combobox', { name: /Name, student number/ }).fill('S104203');
  await page.getByRole('button', { name: /^Student page of/ }).click();
  await page.getByRole('button', { name: /^Correct the assessment/ }).click();
  await takeBoth(page, 'correct', () => [
    page.locator('main header').first(),
    page.locator('[aria-labelledby=check-before-saving]'),
    page.locator('input[name=heightCm]').locator('xpath=ancestor::section[1]'),
  ]);
  await first.close();

  // A name that no directory knows is what a PC without the internet sees.
  writeFileSync(join(own, 'profile.json'), profileOf('receiver.invalid', receiver.mllpPort));
  const second = await start();
  await inTheEvening(second.page);
});

/** No internet: what is saved waits, the day says so, and somebody else takes over. */
async function inTheEvening(page: Page): Promise<void> {
  page.setDefaultTimeout(15_000);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await signInAsNurse(page);
  await chooseStudent(page, 'S104205');
  await saveScreening(page, { height: '120', weight: '23' });
  await expect(page.getByText('No internet').first()).toBeVisible();
  // A line that is down shorter than ten seconds is not spoken of.
  await passTime(page, 11_000);
  const banner = page.getByRole('region', { name: /^(Sending|الإرسال)$/ });
  await takeBoth(page, 'offline', () => [banner]);

  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('button', { name: 'Show list' }).click();
  await takeBoth(page, 'day', () => [page.locator('[aria-labelledby=end-of-day]')]);

  await changePerson(page);
  const question = page.getByRole('dialog').locator('form');
  await take(page, 'who.en', question);
  await page.locator('input[type=password]').fill(nurse.pin);
  await page.keyboard.press('Enter');
  await expect(question).toHaveCount(0);
  await toArabic(page);
  await changePerson(page);
  await take(page, 'who.ar', question);
  await takeTrayIcons(page);

  const made = readdirSync(folder).sort();
  expect(made).toEqual(pictureFiles());
  for (const name of made) expect(statSync(join(folder, name)).size, name).toBeLessThan(maxPictureBytes);
}

/** The icons as they lie beside a light clock; a page that is dark shows them too. */
async function takeTrayIcons(page: Page): Promise<void> {
  await page.goto('about:blank');
  for (const state of trayStates) {
    const icon = readFileSync(join('build', 'tray', `${state}-light.png`)).toString('base64');
    await page.setContent(
      `<img style="padding:8px;background:#f3f3f3;border-radius:6px" src="data:image/png;base64,${icon}">`,
    );
    await page.locator('img').screenshot({ path: join(folder, `tray-${state}.png`) });
  }
}
