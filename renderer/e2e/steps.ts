import { expect, type Page } from '@playwright/test';

/** What a person does in the window, in the words that they see. */

export const admin = { name: 'Mariam', password: 'an invented password' } as const;

/** First start: makes the administrator, who is then signed in. */
export async function makeAdministrator(page: Page): Promise<void> {
  await page.getByLabel('Name to sign in with').fill(admin.name);
  await page.getByLabel('Given name').fill('Mariam');
  await page.getByLabel('Family name').fill('Hassan');
  await page.getByLabel('Password', { exact: true }).fill(admin.password);
  await page.getByLabel('Password again').fill(admin.password);
  await page.getByRole('button', { name: 'Make the administrator' }).click();
  await expect(page.getByRole('navigation', { name: 'Pages' })).toBeVisible();
}

/** Signs the administrator in after a restart. */
export async function signIn(page: Page): Promise<void> {
  await page.getByLabel('Name', { exact: true }).selectOption(admin.name);
  await page.getByLabel('PIN or password', { exact: true }).fill(admin.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('navigation', { name: 'Pages' })).toBeVisible();
}

/** Opens a page by the rail. */
export async function goTo(
  page: Page,
  name: 'New assessment' | 'Queue' | 'Activity' | 'Settings',
): Promise<void> {
  await page.getByRole('navigation', { name: 'Pages' }).getByText(name).click();
}

/** Imports a roster through the preview, and waits for the words that tell how many students were added. */
export async function importRoster(page: Page, file: string): Promise<void> {
  await openSettings(page, 'Students');
  await page.locator('input[type=file]').setInputFiles(file);
  await page.getByRole('button', { name: /^Import/ }).click();
}

/** Gives the school its facility licence and the administrator a clinician's: without them no message can be built. */
export async function completeSetUp(page: Page): Promise<void> {
  await openSettings(page, 'Schools');
  await page.getByRole('button', { name: /^Edit Al Reem/ }).click();
  await page.getByLabel('Facility licence').fill('MF9999');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('cell', { name: 'MF9999' })).toBeVisible();
  await openSettings(page, 'People');
  await page.getByRole('button', { name: `Edit ${admin.name}` }).click();
  await page.getByLabel('Licence number').fill('GN99999');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('cell', { name: 'GN99999' })).toBeVisible();
}

/** Opens one part of the settings. */
export async function openSettings(page: Page, section: string): Promise<void> {
  await goTo(page, 'Settings');
  await page.getByRole('tab', { name: section }).click();
}

/** Finds a student by what a nurse types and opens the form. */
export async function chooseStudent(page: Page, typed: string): Promise<void> {
  await goTo(page, 'New assessment');
  await page.getByRole('combobox', { name: /Name, student number/ }).fill(typed);
  await page.getByRole('listbox').getByRole('option').first().click();
  await expect(page.getByLabel('Height')).toBeVisible();
}

/** Enters a small screening and saves it; returns the words of the notice. */
export async function saveScreening(
  page: Page,
  values: { readonly height: string; readonly weight: string },
): Promise<string> {
  await page.getByLabel('Height').fill(values.height);
  await page.getByLabel('Weight').fill(values.weight);
  await page.getByRole('radio', { name: 'No concern' }).click();
  await page.getByRole('button', { name: 'Save assessment' }).click();
  const notice = page.getByText(/^Saved\./).first();
  await expect(notice).toBeVisible();
  return (await notice.textContent()) ?? '';
}

/** Rows of the queue as text, top first. */
export async function queueRows(page: Page): Promise<readonly string[]> {
  await goTo(page, 'Queue');
  return page.locator('[role=row][data-index]').allInnerTexts();
}

/** Waits until the tab of a state shows a count. */
export async function expectCount(
  page: Page,
  tab: 'Pending' | 'Failed' | 'Sent',
  count: number,
): Promise<void> {
  await expect(
    page.getByRole('tab', { name: new RegExp(`^${tab}\\s*${count.toLocaleString('en')}$`) }),
  ).toBeVisible({
    timeout: 20_000,
  });
}

/** The page's clock jumps, as after a sleep; its timers run on. (Playwright's own clock stops the timers that begin later.) */
export async function passTime(page: Page, ms: number): Promise<void> {
  await page.evaluate((passedMs) => {
    const { now } = Date;
    Date.now = () => now() + passedMs;
  }, ms);
}

/** Gives the administrator's password once more, where main asks for it before something is done. */
export async function confirmPerson(page: Page): Promise<void> {
  const dialog = page.getByRole('dialog', { name: 'Is it you?' });
  await dialog.getByLabel(`Password of ${admin.name}`).fill(admin.password);
  await dialog.getByRole('button', { name: 'Confirm' }).click();
  await expect(dialog).toHaveCount(0);
}
