import type { Page } from '@playwright/test';
import { expectAccessible } from './accessible.ts';
import { expect, test } from './fixtures.ts';
import {
  chooseStudent,
  completeSetUp,
  goTo,
  importRoster,
  makeAdministrator,
  saveScreening,
} from './steps.ts';

type Look = (page: Page) => Promise<void>;

const dark: Look = (page) => page.emulateMedia({ colorScheme: 'dark' });
const light: Look = (page) => page.emulateMedia({ colorScheme: 'light', forcedColors: 'none' });
const forced: Look = (page) => page.emulateMedia({ colorScheme: 'light', forcedColors: 'active' });

/** One state in every look: both languages, dark, forced colours, 200 %. */
async function inEveryLook(page: Page, state: string): Promise<void> {
  await expectAccessible(page, `${state}-en`);
  await page.getByRole('button', { name: /العربية/ }).click();
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
  await expectAccessible(page, `${state}-ar`);
  await dark(page);
  await expectAccessible(page, `${state}-ar-dark`);
  await forced(page);
  await expectAccessible(page, `${state}-ar-forced-colours`);
  await light(page);
  await page.getByRole('button', { name: 'English' }).click();
  await expect(page.locator('html')).toHaveAttribute('dir', 'ltr');
  await page.setViewportSize({ width: 683, height: 384 });
  await expectAccessible(page, `${state}-en-200-percent`);
  await page.setViewportSize({ width: 1366, height: 768 });
}

/** Long forms are looked at whole. */
async function tall(page: Page, state: string): Promise<void> {
  await page.setViewportSize({ width: 1366, height: 2600 });
  await inEveryLook(page, state);
}

test('every state of a new assessment is accessible in every look', async ({ start, receiver }) => {
  test.setTimeout(240_000);
  const { page } = await start();
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await makeAdministrator(page);
  await importRoster(page, 'samples/roster.csv');
  await completeSetUp(page);

  await chooseStudent(page, 'S104203');
  await saveScreening(page, { height: '118', weight: '21' });
  await page.getByRole('combobox', { name: /Name, student/ }).fill('al');
  await expect(page.getByRole('listbox').getByRole('option').first()).toBeVisible();
  await inEveryLook(page, 'assessment-find');
  await page.getByRole('combobox', { name: /Name, student/ }).fill('nobody of this name');
  await expect(page.getByText(/^Nobody found/)).toBeVisible();
  await expectAccessible(page, 'assessment-find-nobody-en');

  await chooseStudent(page, 'S104221');
  await expectAccessible(page, 'assessment-blank-en');
  await page.getByLabel('Height').fill('128');
  await page.getByLabel('Weight').fill('41');
  await page.getByLabel('BMI z-score').fill('2.4');
  await page.getByLabel('Systolic blood pressure').fill('126');
  await page.getByLabel('Diastolic blood pressure').fill('84');
  await page.getByRole('button', { name: 'Measure again' }).click();
  await page.getByLabel('Systolic, second reading').fill('122');
  await page.getByLabel('Diastolic, second reading').fill('82');
  await page.getByLabel('Corrective lenses').selectOption('glasses');
  await page.getByLabel('Right eye', { exact: true }).selectOption('6/12');
  await page.getByLabel('Left eye', { exact: true }).selectOption('6/9.5');
  for (const part of [
    'Physical examination',
    'Hearing',
    'Dental',
    'Health education',
    'Allergies',
    'Chronic',
  ]) {
    await page.getByRole('button', { name: new RegExp(`^${part}`) }).click();
  }
  await page.getByRole('button', { name: 'Add allergy' }).click();
  await page.getByRole('button', { name: 'Add condition' }).click();
  await page.getByRole('radio', { name: 'Refer' }).click();
  await tall(page, 'assessment-comprehensive');
  await page.setViewportSize({ width: 1366, height: 768 });
  await page.getByRole('button', { name: 'Save assessment' }).click();
  await expect(page.getByText(/must be corrected/)).toBeVisible();
  await inEveryLook(page, 'assessment-refused');

  await goTo(page, 'New assessment');
  await expect(page.getByText(/^We kept your unfinished/)).toBeVisible();
  await inEveryLook(page, 'assessment-draft');

  await chooseStudent(page, 'S104222');
  await page.getByLabel('Clinic visit').click();
  await page.getByLabel('Why did the student come?').selectOption('injury');
  await page.getByRole('button', { name: 'Add medicine' }).click();
  await page.getByRole('textbox', { name: 'Temperature' }).fill('39.8');
  await page.getByRole('radio', { name: 'Back to class' }).click();
  await tall(page, 'assessment-clinic');
  await page.setViewportSize({ width: 1366, height: 768 });

  await goTo(page, 'New assessment');
  await page.getByLabel('Class', { exact: true }).selectOption({ index: 2 });
  await page.getByRole('button', { name: 'Start class' }).click();
  await page.getByRole('button', { name: /^Absent:/ }).click();
  await expect(page.getByText(/1 absent/)).toBeVisible();
  await page.getByLabel('Height').fill('190');
  await page.getByLabel('Weight').click();
  await expect(page.getByRole('button', { name: 'This value is correct' })).toBeVisible();
  await inEveryLook(page, 'assessment-class');
  await receiver.stop();
});
