import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { chooseStudent, completeSetUp, goTo, importRoster, makeAdministrator, signIn } from './steps.ts';

const roster = 'samples/roster.csv';

/** Everything in the form that holds something, closed parts opened; the type and the day of the visit are no answers. */
function answersIn(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const form = document.querySelector('form');
    for (const button of form?.querySelectorAll<HTMLElement>('button[aria-expanded="false"]') ?? [])
      button.click();
    return new Promise<readonly string[]>((resolve) =>
      requestAnimationFrame(() => {
        const fields = [...(form?.querySelectorAll<HTMLInputElement>('input, select, textarea') ?? [])];
        const filled = fields.filter(({ type, checked, value, name }) =>
          type === 'radio' || type === 'checkbox' ? checked && name !== 'kind' : value !== '',
        );
        // The day of the visit is the only field without a name.
        resolve(filled.map(({ name, value }) => `${name}=${value}`).filter((each) => !/^=\d\d\//.test(each)));
      }),
    );
  });
}

const saved = (page: Page) => page.getByText(/^Saved\./).first();

async function focusedField(page: Page): Promise<string> {
  return page.evaluate(() => document.activeElement?.getAttribute('name') ?? '');
}

test('a full annual screening by keyboard alone, and no value remains after it', async ({
  start,
  receiver,
}) => {
  const { page } = await start();
  await makeAdministrator(page);
  await importRoster(page, roster);
  await completeSetUp(page);
  const keys = page.keyboard;

  await keys.press('Control+n');
  await expect(page.getByRole('combobox', { name: /Name, student/ })).toBeFocused();
  await keys.type('zaabi zayed');
  await keys.press('Enter');
  await expect(page.getByLabel('Height')).toBeFocused();
  for (const value of ['١١٨٫٥', '21,4', '55', '', '98', '61', '36.7', '90', '20', '99', '0']) {
    await keys.type(value);
    await keys.press('Enter');
  }
  // Vision: the tick is passed over; letters choose from the lists.
  await keys.press('Enter');
  for (const answer of ['None', '6/6', '6/6', 'Normal']) {
    await keys.type(answer);
    await keys.press('Enter');
  }
  await keys.press('Alt+1');
  expect(await focusedField(page)).toBe('kind');
  await keys.press('Alt+7');
  expect(await focusedField(page)).toBe('outcome');
  await keys.press('Space');
  await keys.press('Enter');
  await keys.type('well');
  await keys.press('Control+Enter');

  await expect(saved(page)).toHaveText('Saved. Sending now');
  await expect(page.getByRole('combobox', { name: /Name, student/ })).toBeFocused();
  await expect.poll(() => receiver.received().length).toBe(3);
  const texts = receiver.received().map(({ text }) => text);
  expect(texts.find((text) => text.includes('8302-2'))).toMatch(/\|\|118\.5\|cm.*\|\|21\.4\|kg/s);
  expect(texts.find((text) => text.includes('98499-7'))).toContain('||6/6|');

  await keys.type('zaabi zayed');
  await keys.press('Enter');
  await expect(page.getByLabel('Height')).toBeFocused();
  expect(await answersIn(page)).toEqual([]);
  await expect(page.getByText(/Last time 118.5 cm/).first()).toBeVisible();
});

test('a class of 26 in sequence, with an absent and a refused student, goes on after a restart', {
  tag: '@browser',
}, async ({ start, folder }) => {
  test.setTimeout(90_000);
  const file = join(folder, 'class.csv');
  writeFileSync(file, classOf26());
  const first = await start();
  await makeAdministrator(first.page);
  await importRoster(first.page, file);
  await expect(first.page.getByText(/26 students/).first()).toBeVisible();
  await goTo(first.page, 'New assessment');
  await first.page.getByLabel('Class', { exact: true }).selectOption({ index: 1 });
  await first.page.getByRole('button', { name: 'Start class' }).click();
  const { page } = first;
  const list = page.getByRole('complementary', { name: 'Class list' });

  await expect(list.getByText('0 of 26 done')).toBeVisible();
  await list.getByRole('button', { name: /^Absent:/ }).click();
  await expect(list.getByText('0 of 26 done · 1 absent')).toBeVisible();
  await list.getByRole('button', { name: /^Refused:/ }).click();
  await expect(list.getByText('0 of 26 done · 1 absent · 1 refused')).toBeVisible();
  await list
    .getByRole('button', { name: /^Take back:/ })
    .first()
    .click();
  await expect(list.getByText('0 of 26 done · 1 refused')).toBeVisible();
  await page.keyboard.press('Alt+2');
  for (let done = 1; done <= 20; done += 1) await screenNext(page, done);
  await page.keyboard.type('14');
  await expect(page.getByText('Begun, not saved')).toBeVisible();
  await first.kill();

  const second = await start();
  await signIn(second.page);
  await goTo(second.page, 'New assessment');
  await second.page.getByRole('button', { name: 'Go on with class' }).click();
  await expect(second.page.getByText('20 of 26 done · 1 refused')).toBeVisible();
  // The absent student whose mark was taken back is the first of the list again; the begun one keeps its draft.
  await expect(second.page.getByText('Begun, not saved')).toBeVisible();
  await expect(second.page.getByLabel('Height')).toBeFocused();
  for (let done = 21; done <= 25; done += 1) await screenNext(second.page, done);

  await expect(second.page.getByText('Nobody is left in this class today.')).toBeVisible();
  await expect(second.page.getByText('25 of 26 done · 1 refused')).toBeVisible();
});

/** Height, weight, a click on the outcome, and Enter goes on. */
async function screenNext(page: Page, done: number): Promise<void> {
  await expect(page.getByLabel('Height')).toBeFocused();
  await page.getByLabel('Height').fill(String(128 + (done % 7)));
  await page.keyboard.press('Enter');
  await page.keyboard.type('28');
  await page.keyboard.press('Alt+7');
  await page.keyboard.press('Space');
  await page.keyboard.press('Enter');
  await expect(page.getByText(new RegExp(`^${done} of 26 done`)).first()).toBeVisible();
}

function classOf26(): string {
  const head = 'Student number,Given name,Family name,Date of birth,Sex,Nationality,Grade,Class,School';
  const rows = Array.from({ length: 26 }, (_, at) => {
    const letter = String.fromCharCode(65 + at);
    return `S2${at + 100},${letter}mna,${letter}l Tester,2017-03-${String(at + 1).padStart(2, '0')},Female,ARE,3,3 C,Al Reem Model School`;
  });
  return [head, ...rows].join('\n');
}

test('a crash in the middle of typing costs nothing that was typed', async ({ start }) => {
  const first = await start();
  await makeAdministrator(first.page);
  await importRoster(first.page, roster);
  await chooseStudent(first.page, 'S104202');
  const { page } = first;
  await page.getByLabel('Clinic visit').click();
  await page.getByLabel('Why did the student come?').selectOption('illness');
  await page.getByLabel('Complaint').fill('ألم في الأذن since Monday');
  await page.getByRole('button', { name: 'Add medicine' }).click();
  await page.getByLabel(/^Dose/).fill('5 ml');
  await page.getByLabel('Temperature').pressSequentially('38.');
  const typedAt = Date.now();
  // Half a second after the last key the page tells that it is in the database.
  await expect
    .poll(async () => Number(await page.locator('[data-kept-at]').getAttribute('data-kept-at')))
    .toBeGreaterThanOrEqual(typedAt);
  await first.kill();

  const second = await start();
  await signIn(second.page);
  await goTo(second.page, 'New assessment');
  await second.page.getByRole('button', { name: /^Continue.*Mouza/ }).click();

  await expect(second.page.getByLabel('Complaint')).toHaveValue('ألم في الأذن since Monday');
  await expect(second.page.getByLabel(/^Dose/)).toHaveValue('5 ml');
  await expect(second.page.getByRole('textbox', { name: 'Temperature' })).toHaveValue('38.');
  await expect(second.page.getByLabel('Why did the student come?')).toHaveValue('illness');
});

test('an impossible value is refused in a closed part, and leads to it', async ({ start }) => {
  const { page } = await start();
  await makeAdministrator(page);
  await importRoster(page, roster);
  await chooseStudent(page, 'S104221');
  await page.getByLabel('Height').fill('140');
  await page.getByRole('button', { name: /^Hearing/ }).click();
  await page.getByLabel('Right ear, 1000 Hz').fill('130');
  await page.getByRole('button', { name: /^Hearing/ }).click();
  await page.getByRole('radio', { name: 'No concern' }).click();

  await page.getByRole('button', { name: 'Save assessment' }).click();

  await expect(page.getByLabel('Right ear, 1000 Hz')).toBeFocused();
  await expect(page.getByText(/Possible values are -10 to 120/).first()).toBeVisible();
  await expect(page.getByLabel('Height')).toHaveValue('140');
});
