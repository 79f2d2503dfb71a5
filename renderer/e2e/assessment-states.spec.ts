import type { Page } from '@playwright/test';
import { expectAccessible, type Look, takePicture, wear } from './accessible.ts';
import { expect, test } from './fixtures.ts';
import {
  chooseStudent,
  completeSetUp,
  goTo,
  importRoster,
  makeAdministrator,
  saveScreening,
} from './steps.ts';

/**
 * One state in both languages: a picture of each, and axe with a picture in the looks that are named: whole in the light one,
 * else what a look can break. axe takes seconds on a long form: over all states, each language is judged in each look.
 */
async function inBothLanguages(
  page: Page,
  state: string,
  judged: { readonly en: readonly Look[]; readonly ar: readonly Look[] },
): Promise<void> {
  const size = page.viewportSize() ?? normal;
  const inEachLook = async (language: 'en' | 'ar') => {
    if (!judged[language].includes('light')) await takePicture(page, `${state}-${language}`);
    for (const look of judged[language]) {
      await wear(page, look, size);
      const name = look === 'light' ? `${state}-${language}` : `${state}-${language}-${look}`;
      await expectAccessible(page, name, 'html', look === 'light' ? 'whole' : 'ofLooks');
    }
    await wear(page, 'light', size);
  };
  await inEachLook('en');
  await page.getByRole('button', { name: /العربية/ }).click();
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
  await inEachLook('ar');
  await page.getByRole('button', { name: 'English' }).click();
  await expect(page.locator('html')).toHaveAttribute('dir', 'ltr');
}

const normal = { width: 1366, height: 768 };
/** Long forms are looked at whole. */
const tall = { width: 1366, height: 3900 };

test('every state of a new assessment is accessible in both languages and every look', async ({
  start,
  receiver,
}) => {
  test.setTimeout(180_000);
  const { page } = await start();
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await makeAdministrator(page);
  await importRoster(page, 'samples/roster.csv');
  await completeSetUp(page);

  await chooseStudent(page, 'S104203');
  await saveScreening(page, { height: '118', weight: '21' });
  await page.getByRole('combobox', { name: /Name, student/ }).fill('al');
  await expect(page.getByRole('listbox').getByRole('option').first()).toBeVisible();
  await inBothLanguages(page, 'assessment-find', { en: ['light'], ar: ['dark'] });
  await page.getByRole('combobox', { name: /Name, student/ }).fill('nobody of this name');
  await expect(page.getByText(/^Nobody found/)).toBeVisible();
  await inBothLanguages(page, 'assessment-find-nobody', { en: ['dark'], ar: ['light'] });

  await chooseStudent(page, 'S104221');
  await inBothLanguages(page, 'assessment-blank', { en: ['200-percent'], ar: ['forced-colours'] });
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
  await page.getByRole('button', { name: 'Not measured? Give a reason' }).nth(1).press('Enter');
  await page.keyboard.press('Tab');
  await expect(page.getByLabel('Temperature not measured, because')).toBeFocused();
  await page.getByLabel('Temperature not measured, because').selectOption('noEquipment');
  await page.getByLabel('Pulse not measured, because').selectOption('other');
  await page.getByLabel('Right ear, 2000 Hz').fill('40');
  await page.getByRole('button', { name: 'Add allergy' }).click();
  await page.getByRole('button', { name: 'Add condition' }).click();
  await page.getByRole('radio', { name: 'Refer' }).click();
  await page.setViewportSize(tall);
  await inBothLanguages(page, 'assessment-comprehensive', { en: ['light'], ar: ['light'] });
  await page.setViewportSize(normal);
  await page.getByRole('button', { name: 'Save assessment' }).click();
  await expect(page.getByText(/must be corrected/)).toBeVisible();
  await inBothLanguages(page, 'assessment-refused', { en: ['dark'], ar: ['200-percent'] });

  await goTo(page, 'New assessment');
  await expect(page.getByText(/^We kept your unfinished/)).toBeVisible();
  await inBothLanguages(page, 'assessment-draft', { en: ['forced-colours'], ar: ['light'] });

  await chooseStudent(page, 'S104222');
  await page.getByLabel('Clinic visit').click();
  await page.getByLabel('Why did the student come?').selectOption('injury');
  await page.getByRole('button', { name: 'Add medicine' }).click();
  await page.getByRole('textbox', { name: 'Temperature' }).fill('39.8');
  await page.getByRole('radio', { name: 'Back to class' }).click();
  await page.setViewportSize(tall);
  await inBothLanguages(page, 'assessment-clinic', { en: ['light'], ar: ['dark'] });
  await page.setViewportSize(normal);

  await goTo(page, 'New assessment');
  await page.getByLabel('Class', { exact: true }).selectOption({ index: 2 });
  await page.getByRole('button', { name: 'Start class' }).click();
  await page.getByRole('button', { name: /^Absent:/ }).click();
  await expect(page.getByText(/1 absent/)).toBeVisible();
  await page.getByLabel('Height').fill('190');
  await page.getByLabel('Weight').click();
  await expect(page.getByRole('button', { name: 'This value is correct' }).first()).toBeVisible();
  await inBothLanguages(page, 'assessment-class', { en: ['forced-colours'], ar: ['200-percent'] });
  await receiver.stop();
});
