import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expectAccessible } from './accessible.ts';
import { expect, test } from './fixtures.ts';
import {
  chooseStudent,
  completeSetUp,
  expectCount,
  goTo,
  importRoster,
  makeAdministrator,
  saveScreening,
} from './steps.ts';

const roster = 'samples/roster.csv';

async function toArabic(page: Page): Promise<void> {
  await page.getByRole('button', { name: /العربية/ }).click();
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
}

async function toEnglish(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^English/ }).click();
  await expect(page.locator('html')).toHaveAttribute('dir', 'ltr');
}

/** A picture and axe in both languages. */
async function inBothLanguages(page: Page, state: string): Promise<void> {
  await expectAccessible(page, `${state}-en`);
  await toArabic(page);
  await expectAccessible(page, `${state}-ar`);
  await toEnglish(page);
}

async function openFailed(page: Page): Promise<void> {
  await goTo(page, 'Queue');
  await page.getByRole('tab', { name: /^Failed/ }).click();
  await page.locator('[role=row][data-index] [data-action=open]').first().click();
}

test('a refusal is fixed at its field and sent again, read, and listed as corrected', async ({
  start,
  receiver,
  hostKind,
  folder,
}) => {
  test.setTimeout(120_000);
  const id = { code: '101', location: 'PID-19', userText: 'Emirates ID' };
  receiver.faults({ rules: [{ answer: 'AE', times: 1, when: { kind: 'ADT' }, err: id }] });
  await receiver.stop();
  await receiver.start();
  const { page, electron } = await start();
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await makeAdministrator(page);
  await importRoster(page, roster);
  await completeSetUp(page);
  await chooseStudent(page, 'S104201');
  await saveScreening(page, { height: '118.5', weight: '21.4' });
  await openFailed(page);
  const fix = page.getByRole('button', { name: 'Fix and resend' });
  await expect(fix).toBeVisible();
  if (hostKind === 'preview') await inBothLanguages(page, 'queue-fix');

  await fix.click();

  await expect(page.getByText('Malaffi needs: Emirates ID')).toBeVisible();
  const field = page.getByLabel('Emirates ID', { exact: true });
  await expect(field).toBeFocused();
  if (hostKind === 'preview') await inBothLanguages(page, 'student-fix');
  await field.fill('784-2018-0000042-1');
  await page.getByRole('button', { name: 'Save student' }).click();
  await expect(page.getByText(/^Saved\. Malaffi is told/).first()).toBeVisible();
  await goTo(page, 'Queue');
  await expectCount(page, 'Sent', 2);
  const a04 = receiver.received().filter(({ text }) => text.includes('ADT^A04'));
  expect(a04.map(({ text }) => text.includes('784201800000421'))).toEqual([false, true]);
  expect(a04[0]?.controlId).not.toBe(a04[1]?.controlId);

  await page.getByRole('navigation', { name: 'Pages' }).getByText('Reports').click();
  await expect(page.getByText('1 assessment: 1 confirmed')).toBeVisible();
  await page.getByRole('tab', { name: 'Refusals' }).click();
  await page.getByRole('button', { name: /^Acknowledge the refusal/ }).click();
  await expect(page.getByText(/^Corrected by Mariam/)).toBeVisible();
  await expect(page.getByText(/^0 not settled, 0 not read/)).toBeVisible();
  if (hostKind === 'preview') await inBothLanguages(page, 'refusals');
  await page.getByRole('tab', { name: 'End of day' }).click();
  await page.getByRole('button', { name: /^Receipt of/ }).click();
  await expect(page.getByRole('heading', { name: 'Delivery receipt of an assessment' })).toBeVisible();
  await expect(page.getByRole('cell', { name: /Refused|Replaced/ }).first()).toBeVisible();
  if (hostKind === 'preview') {
    await inBothLanguages(page, 'receipt');
    await page.emulateMedia({ media: 'print' });
    await page.screenshot({ path: 'test-results/screens/receipt-paper.png' });
    await expect(page.getByRole('navigation', { name: 'Pages' })).toBeHidden();
  } else {
    const saved = join(folder, 'saved.pdf');
    await electron?.evaluate(({ session }, path) => {
      session.fromPartition('clinic-outbox').on('will-download', (_event, item) => item.setSavePath(path));
    }, saved);
    await page.getByRole('button', { name: 'Print or save as PDF' }).click();
    await expect.poll(() => existsSync(saved) && readFileSync(saved).subarray(0, 5).toString()).toBe('%PDF-');
  }
});

test('a sent result is corrected, and an assessment entered in error is taken back', async ({
  start,
  receiver,
  hostKind,
}) => {
  test.skip(hostKind === 'desktop', 'the same window; one correction on the desktop is enough');
  test.setTimeout(120_000);
  const { page } = await start();
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await makeAdministrator(page);
  await importRoster(page, roster);
  await completeSetUp(page);
  await chooseStudent(page, 'S104201');
  await saveScreening(page, { height: '118.5', weight: '21.4' });
  await goTo(page, 'Queue');
  await expectCount(page, 'Sent', 2);
  await goTo(page, 'New assessment');
  await page.getByRole('combobox', { name: /Name, student number/ }).fill('S104201');
  await page.getByRole('button', { name: /^Student page of/ }).click();
  await expect(page.getByRole('heading', { name: 'Assessments' })).toBeVisible();
  await inBothLanguages(page, 'student');

  await page.getByRole('button', { name: /^Correct the assessment/ }).click();
  await expect(page.getByLabel('Weight')).toHaveValue('21.4');
  await inBothLanguages(page, 'correction');
  await page.getByLabel('Weight').fill('22.4');
  await page.getByRole('button', { name: 'Save correction' }).click();
  await expect(page.getByText('Say in a few words why it is corrected.')).toBeVisible();
  await page.getByLabel('Why is it corrected?').fill('typed wrongly');
  await page.getByRole('button', { name: 'Save correction' }).click();
  await expect(page.getByText(/^Correction saved/).first()).toBeVisible();
  await expect(page.getByText('Corrected once')).toBeVisible();
  await expect.poll(() => receiver.received().length).toBe(3);
  const correction = receiver.received().at(-1)?.text ?? '';
  expect(correction).toMatch(/OBX\|2\|NM\|29463-7[^\r]*\|22\.4\|[^\r]*\|C\|/);
  expect(correction).toMatch(/OBX\|1\|NM\|8302-2[^\r]*\|118\.5\|[^\r]*\|F\|/);

  await page.getByText('Corrected once').click();
  await page.getByRole('button', { name: /as entered in error/ }).click();
  await page.getByLabel('What was wrong?').fill('another student');
  await expectAccessible(page, 'entered-in-error-dialog-en');
  await page.getByRole('button', { name: 'Mark as entered in error' }).last().click();
  await expect(page.getByText(/^Marked as entered in error by Mariam/)).toBeVisible();
  await expect.poll(() => receiver.received().length).toBe(4);
  expect(receiver.received().at(-1)?.text).not.toMatch(/OBX[^\r]*\|F\|/);
  await expect(page.getByRole('button', { name: /^Correct the assessment/ })).toHaveCount(0);
  await inBothLanguages(page, 'student-entered-in-error');

  await receiver.stop();
  await chooseStudent(page, 'S104202');
  await saveScreening(page, { height: '118.5', weight: '21.4' });
  await chooseStudent(page, 'S104202');
  for (const input of await page.locator('form input[inputmode=decimal], form textarea').all()) {
    expect(await input.inputValue()).toBe('');
  }
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByText(/^2 assessments: 1 waiting, 1 taken back/)).toBeVisible();
  await expectAccessible(page, 'leave-en');
  await page.getByRole('button', { name: 'Show list' }).click();
  await expect(page.getByText(/^2 assessments: 1 waiting, 1 taken back/)).toBeVisible();
  await inBothLanguages(page, 'end-of-day');
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('button', { name: 'Sign out' }).last().click();
  await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible();
});
