import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expectAccessible } from './accessible.ts';
import { expect, test } from './fixtures.ts';
import { pdfText } from './pdf-text.ts';
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
  if (hostKind === 'preview') await expectAccessible(page, 'queue-fix-en');

  await fix.click();

  await expect(page.getByText('Malaffi needs: Emirates ID')).toBeVisible();
  const field = page.getByLabel('Emirates ID', { exact: true });
  await expect(field).toBeFocused();
  if (hostKind === 'preview') await expectAccessible(page, 'student-fix-en');
  await field.fill('784-2018-0000042-1');
  await page.getByRole('button', { name: 'Save student' }).click();
  await expect(page.getByText(/^Saved\. Malaffi is told/).first()).toBeVisible();
  await goTo(page, 'Queue');
  await expectCount(page, 'Sent', 2);
  const sentIds = () => receiver.received().map(({ controlId }) => controlId);
  const a04 = receiver.received().filter(({ text }) => text.includes('ADT^A04'));
  expect(a04.map(({ text }) => text.includes('784201800000421'))).toEqual([false, true]);
  expect(a04[0]?.controlId).not.toBe(a04[1]?.controlId);

  await page.getByRole('navigation', { name: 'Pages' }).getByText('Reports').click();
  await expect(page.getByText('1 assessment: 1 confirmed')).toBeVisible();
  await page.getByRole('tab', { name: 'Refusals' }).click();
  await page.getByRole('button', { name: /^Acknowledge the refusal/ }).click();
  await expect(page.getByText(/^Corrected by Mariam/)).toBeVisible();
  await expect(page.getByText(/^0 not settled, 0 not read/)).toBeVisible();
  if (hostKind === 'preview') await expectAccessible(page, 'refusals-en');
  await page.getByRole('tab', { name: 'End of day' }).click();
  await page.getByRole('button', { name: /^Receipt of/ }).click();
  await expect(page.getByRole('heading', { name: 'Delivery receipt of an assessment' })).toBeVisible();
  await expect(page.getByRole('cell', { name: /Refused|Replaced/ }).first()).toBeVisible();
  if (hostKind === 'preview') {
    await expectAccessible(page, 'receipt-en');
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
    await expect.poll(() => readFileSync(saved).subarray(-6).toString().trim()).toBe('%%EOF');
    const paper = pdfText(readFileSync(saved));
    expect(paper.split('Deliveryreceiptofanassessment')).toHaveLength(2);
    for (const words of ['S104201', 'AlReemModelSchool', 'ADT^A04', ...sentIds()])
      expect(paper).toContain(words);
    // The page alone: nothing of the window around it.
    for (const words of ['Newassessment', 'Printorsave', 'Sendingnow', 'acknowledged'])
      expect(paper).not.toContain(words);
  }
});

async function openStudent(page: Page, typed: string): Promise<void> {
  await goTo(page, 'New assessment');
  await page.getByRole('combobox', { name: /Name, student number/ }).fill(typed);
  await page.getByRole('button', { name: /^Student page of/ }).click();
  await expect(page.getByRole('heading', { name: 'Assessments' })).toBeVisible();
}

test('a sent result is corrected, and an assessment entered in error is taken back', {
  tag: '@browser',
}, async ({ start, receiver }) => {
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
  await openStudent(page, 'S104201');
  await expectAccessible(page, 'student-en');

  await page.getByRole('button', { name: /^Correct the assessment/ }).click();
  await expect(page.getByLabel('Weight')).toHaveValue('21.4');
  await expectAccessible(page, 'correction-en');
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('button', { name: /^Correct the assessment/ }).click();
  await page.getByLabel('Weight').fill('22.4');
  await goTo(page, 'Queue');
  await expectAccessible(page, 'leave-unsaved-en', '[role=dialog]');
  await page.getByRole('button', { name: 'Stay on this page' }).click();
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
  await expectAccessible(page, 'entered-in-error-dialog-en', '[role=dialog]');
  await page.getByRole('button', { name: 'Mark as entered in error' }).last().click();
  await expect(page.getByText(/^Marked as entered in error by Mariam/)).toBeVisible();
  await expect.poll(() => receiver.received().length).toBe(4);
  expect(receiver.received().at(-1)?.text).not.toMatch(/OBX[^\r]*\|F\|/);
  await expect(page.getByRole('button', { name: /^Correct the assessment/ })).toHaveCount(0);
  await expectAccessible(page, 'student-entered-in-error-en');

  await receiver.stop();
  await chooseStudent(page, 'S104202');
  await saveScreening(page, { height: '118.5', weight: '21.4' });
  await chooseStudent(page, 'S104202');
  for (const input of await page.locator('form input[inputmode=decimal], form textarea').all()) {
    expect(await input.inputValue()).toBe('');
  }
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByText(/^2 assessments: 1 waiting, 1 taken back/)).toBeVisible();
  await expectAccessible(page, 'leave-en', '[role=dialog]');
  await page.getByRole('button', { name: 'Show list' }).click();
  await expect(page.getByText(/^2 assessments: 1 waiting, 1 taken back/)).toBeVisible();
  await expectAccessible(page, 'end-of-day-en');
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible();
});

test('a condition is changed and withdrawn under its number, and a duplicate is merged', {
  tag: '@browser',
}, async ({ start, receiver }) => {
  test.setTimeout(120_000);
  const { page } = await start();
  page.setDefaultTimeout(15_000);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await makeAdministrator(page);
  await importRoster(page, roster);
  await completeSetUp(page);
  await chooseStudent(page, 'S104202');
  await page.getByRole('button', { name: /^Chronic conditions/ }).click();
  await page.getByRole('button', { name: 'Add condition' }).click();
  await page.getByRole('combobox', { name: /^Condition/ }).selectOption({ label: 'Asthma' });
  await saveScreening(page, { height: '118.5', weight: '21.4' });
  const told = (kind: string) => receiver.received().filter(({ text }) => text.includes(`|${kind}`));
  const number = (text: string | undefined) => /\rPRB\|[^|]*\|[^|]*\|[^|]*\|([^|\r]+)/.exec(text ?? '')?.[1];
  await expect.poll(() => told('PPR^PC1').length).toBe(1);

  await openStudent(page, 'S104202');
  await page.getByRole('button', { name: 'Change Asthma' }).click();
  await page.getByLabel('Since').fill('01/09/2025');
  await expectAccessible(page, 'student-condition-dialog-en', '[role=dialog]');
  await page.getByRole('button', { name: 'Save change' }).click();
  await expect.poll(() => told('PPR^PC2').length).toBe(1);
  await expect(page.getByText(/since 1 Sept? 2025/)).toBeVisible();
  await toArabic(page);
  await page.getByRole('button', { name: /^سحب / }).click();
  await page.getByRole('button', { name: 'سحب', exact: true }).click();
  await expect.poll(() => told('PPR^PC3').length).toBe(1);
  const numbers = ['PPR^PC1', 'PPR^PC2', 'PPR^PC3'].map((kind) => number(told(kind)[0]?.text));
  expect(numbers[0]).toBeTruthy();
  expect(new Set(numbers).size).toBe(1);
  await toEnglish(page);

  await openStudent(page, 'S104201');
  await page.getByRole('button', { name: 'Merge a duplicate...' }).click();
  await page.getByLabel('Number or name of the duplicate').fill('S104202');
  await page.getByRole('region', { name: 'Records found' }).getByRole('button').click();
  await expect(page.getByText('1 assessment moves to this student.')).toBeVisible();
  await expectAccessible(page, 'student-merge-dialog-en', '[role=dialog]');
  await page.getByRole('button', { name: 'Merge', exact: true }).click();
  await expect.poll(() => told('ADT^A40').length).toBe(1);
  expect(told('ADT^A40')[0]?.text).toMatch(/\rPID[^\r]*S104201[^\r]*\rMRG[^\r]*S104202/);
  // The visit of the duplicate stands in the history of who stays.
  await expect(page.getByRole('button', { name: /^Correct the assessment/ })).toBeVisible();
  await goTo(page, 'New assessment');
  await page.getByRole('combobox', { name: /Name, student number/ }).fill('S104202');
  await expect(page.getByText(/^Nobody found/)).toBeVisible();
});
