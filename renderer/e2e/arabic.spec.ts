import type { Page } from '@playwright/test';
import { catalogs } from '../../core/contract/locales/catalogs.ts';
import { expectAccessible, expectInEveryLook } from './accessible.ts';
import { expect, test } from './fixtures.ts';
import { admin, completeSetUp, importRoster, makeAdministrator } from './steps.ts';

const { assessment, common, queue, reports, shell, student } = catalogs.ar;

const open = (page: Page, name: string) =>
  page.getByRole('navigation', { name: common.nav.label }).getByText(name).click();
const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true }).click();
/** A sentence as it stands before its first value. */
const starting = (sentence: string) => new RegExp(`^${sentence.replace(/[⁨{].*$/s, '')}`);

async function find(page: Page, typed: string): Promise<void> {
  await page.keyboard.press('Control+n');
  await page.keyboard.type(typed);
  await page.keyboard.press('Enter');
  await expect(page.getByLabel(assessment.fields.heightCm, { exact: true })).toBeFocused();
}

/** Height, weight, no concern, all by keyboard. */
async function screen(page: Page, height: string, weight: string, end: string): Promise<void> {
  await page.keyboard.type(height);
  await page.keyboard.press('Enter');
  await page.keyboard.type(weight);
  await page.keyboard.press('Alt+7');
  await page.keyboard.press('Space');
  await page.keyboard.press(end);
}

const saved = (page: Page) => page.getByText(/^تم الحفظ/).first();

test('a day in Arabic: screening, class, crash, refusal, correction, error, leaving; every page in every look', {
  tag: '@browser',
}, async ({ start, receiver }) => {
  test.setTimeout(180_000);
  const id = { code: '101', location: 'PID-19', userText: 'Emirates ID' };
  receiver.faults({ rules: [{ answer: 'AE', times: 1, when: { kind: 'ADT' }, err: id }] });
  await receiver.stop();
  await receiver.start();
  const first = await start();
  let { page } = first;
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await makeAdministrator(page);
  await importRoster(page, 'samples/roster.csv');
  await completeSetUp(page);
  await page.getByRole('button', { name: /العربية/ }).click();
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');

  // A screening by keyboard alone: Arabic name, Arabic digits, a warning that is confirmed. It will be refused.
  await find(page, 'زعابي زايد');
  await expect(page.getByRole('heading', { name: /زايد/ })).toBeVisible();
  await page.keyboard.type('١٥٩');
  await page.keyboard.press('Enter');
  await page.keyboard.type('٣٠٫٥');
  await expect(page.getByText(/غير معتاد لعمر/).first()).toBeVisible();
  await page.getByRole('button', { name: assessment.check.correct }).first().press('Enter');
  await expect(page.getByText(assessment.check.confirmed)).toBeVisible();
  await page.keyboard.press('Alt+7');
  await page.keyboard.press('Space');
  await page.keyboard.press('Control+Enter');
  await expect(saved(page)).toBeVisible();

  // A class: one absent, one refused, one screened; the next is begun when the power goes.
  await page.getByLabel(assessment.classMode.class, { exact: true }).selectOption({ index: 1 });
  await press(page, assessment.classMode.start);
  const list = page.getByRole('complementary', { name: assessment.classMode.list });
  await list.getByRole('button', { name: new RegExp(`^${assessment.classMode.mark.absent}:`) }).click();
  await expect(list.getByText(/غائب واحد/)).toBeVisible();
  await list.getByRole('button', { name: new RegExp(`^${assessment.classMode.mark.refused}:`) }).click();
  await expect(list.getByText(/غائب واحد · /)).toBeVisible();
  await page.keyboard.press('Alt+2');
  await screen(page, '118', '21', 'Enter');
  await expect(list.getByText(/تم 2 من 20/)).toBeVisible();
  await expect(page.getByLabel(assessment.fields.heightCm, { exact: true })).toBeFocused();
  await page.keyboard.type('١١٩');
  await expect(list.getByText(assessment.classMode.unfinished)).toBeVisible();
  await first.kill();

  page = (await start()).page;
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.getByLabel(common.signIn.name, { exact: true }).selectOption(admin.name);
  await page.getByLabel(common.signIn.secret, { exact: true }).fill(admin.password);
  await press(page, common.signIn.submit);
  await open(page, common.nav.assessment);
  await page.getByRole('button', { name: starting(assessment.draft.continueOf) }).click();
  await expect(page.getByLabel(assessment.fields.heightCm, { exact: true })).toHaveValue('119');

  // The refusal is read, fixed at its field and sent again.
  await open(page, common.nav.queue);
  await page.getByRole('tab', { name: new RegExp(`^${queue.tabs.failed}`) }).click();
  await page.locator('[role=row][data-index] [data-action=open]').first().click();
  await page.getByRole('button', { name: student.fix.button }).click();
  const field = page.getByLabel('الهوية الإماراتية', { exact: true });
  await expect(field).toBeFocused();
  await expectInEveryLook(page, 'student-fix-ar');
  await field.fill('٧٨٤-٢٠١٩-٠٠٠٠٠٤٢-١');
  await press(page, student.save);
  await expect
    .poll(() => receiver.received().some(({ text }) => text.includes('784201900000421')))
    .toBe(true);
  await open(page, common.nav.reports);
  await page.getByRole('tab', { name: reports.tabs.refusals }).click();
  await expectInEveryLook(page, 'refusals-ar');
  await page.getByRole('tab', { name: reports.tabs.day }).click();
  await expect(page.getByText(/^تقييمان: /)).toBeVisible();
  await expectInEveryLook(page, 'end-of-day-ar');
  await page
    .getByRole('button', { name: starting(student.history.receiptOf) })
    .first()
    .click();
  await expect(page.getByRole('heading', { name: reports.receipt.heading })).toBeVisible();
  await expectInEveryLook(page, 'receipt-ar');

  // A correction, left and gone back to; with the receiver away it waits, and the day is not over.
  await find(page, 'S104203');
  await press(page, student.open);
  await page.getByRole('button', { name: starting(student.history.correctOf) }).click();
  await expect(page.getByText(assessment.check.confirmed)).toBeVisible();
  await page.getByLabel(assessment.fields.heartRatePerMin, { exact: true }).fill('88');
  await expectInEveryLook(page, 'correction-ar');
  await open(page, common.nav.queue);
  await expectInEveryLook(page, 'leave-unsaved-ar', '[role=dialog]');
  await press(page, shell.unsaved.stay);
  await receiver.stop();
  await page.getByLabel(new RegExp(`^${student.correction.reason.replace('؟', '')}`)).fill('خطأ في الكتابة');
  await press(page, assessment.save.correction);
  await expect(page.getByText(student.history.versions_one)).toBeVisible();
  await page.getByRole('button', { name: starting(student.history.errorOf) }).click();
  await page.getByLabel(new RegExp(`^${student.error.reason.replace('؟', '')}`)).fill('طالب آخر');
  await expectInEveryLook(page, 'entered-in-error-dialog-ar', '[role=dialog]');
  await press(page, common.cancel);
  await press(page, student.merge.open);
  await page.getByLabel(student.merge.find).fill('S104201');
  await page.getByRole('region', { name: student.merge.found }).getByRole('button').click();
  await expect(page.getByRole('region', { name: student.merge.preview })).toBeVisible();
  await expectInEveryLook(page, 'student-merge-dialog-ar', '[role=dialog]');
  await press(page, common.cancel);
  await page.getByRole('button', { name: common.person.signOut }).click();
  await expectInEveryLook(page, 'leave-ar', '[role=dialog]');
  await page.getByRole('dialog').getByRole('button', { name: common.cancel }).click();

  // Somebody who is in no list.
  await page.keyboard.press('Control+n');
  await page.keyboard.type('نوف الرميثي');
  await page.getByRole('button', { name: catalogs.ar.newStudent.offer }).click();
  await page.getByRole('combobox', { name: /الجنسية/ }).click();
  await page.keyboard.type('ارد');
  await page.getByRole('option', { name: 'الأردن' }).click();
  await page.getByRole('button', { name: catalogs.ar.newStudent.add }).click();
  await expectAccessible(page, 'new-student-ar');
});
