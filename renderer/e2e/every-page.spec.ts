import { expectAccessible, expectInEveryLook } from './accessible.ts';
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

test('every page is accessible in both languages, light and dark', async ({ start, receiver }) => {
  test.setTimeout(120_000);
  receiver.faults({ rules: [{ answer: 'AE', when: { nth: 1 }, err: { code: '102', location: 'PID-19' } }] });
  await receiver.stop();
  await receiver.start();
  const { page } = await start();
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await expect(page.getByLabel('Name to sign in with')).toBeVisible();
  await expectAccessible(page, 'first-start-en');
  await makeAdministrator(page);
  await goTo(page, 'Queue');
  await expect(page.getByText('No messages yet').first()).toBeVisible();
  await expectAccessible(page, 'queue-empty-en');
  await importRoster(page, 'samples/roster.csv');
  await completeSetUp(page);
  await expectAccessible(page, 'settings-people-en');
  for (const student of ['S104201', 'S104202']) {
    await chooseStudent(page, student);
    await saveScreening(page, { height: '118', weight: '21' });
  }
  await goTo(page, 'Queue');
  await expectCount(page, 'Failed', 1);
  await page.getByRole('tab', { name: 'All' }).click();
  await expectAccessible(page, 'queue-en');
  await goTo(page, 'Activity');
  await expect(page.getByRole('img', { name: /Failed: 1/ })).toBeVisible();
  await expectAccessible(page, 'activity-en');
  await page.getByRole('switch', { name: 'Show as table' }).click();
  await expectAccessible(page, 'activity-table-en');
  await chooseStudent(page, 'S104203');
  await page.getByLabel('Height').fill('500');
  await page.getByLabel('Weight').fill('60');
  await page.getByLabel('Height').blur();

  await page.getByRole('button', { name: /العربية/ }).click();
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
  await expectAccessible(page, 'assessment-error-ar');
  await page.getByRole('navigation').getByText('قائمة الإرسال').click();
  await expect(page.getByRole('grid')).toBeVisible();
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.getByRole('navigation').getByText('النشاط').click();
  await expect(page.getByRole('img').first()).toBeVisible();
  await expectAccessible(page, 'activity-ar-dark');
  // Time runs from left to right in Arabic too, the days below as the bars above.
  await page.getByRole('radio', { name: 'آخر 7 أيام' }).click();
  const days = page.locator('figure [dir=ltr] > :last-child bdi');
  await expect(days.first()).toHaveText(/\p{Script=Arabic}/u);
  const places = await days.evaluateAll((all) => all.map((day) => day.getBoundingClientRect().left));
  expect(places.length).toBeGreaterThan(3);
  expect(places).toEqual(places.toSorted((a, b) => a - b));
  await page.getByRole('navigation').getByText('قائمة الإرسال').click();
  await page.emulateMedia({ colorScheme: 'light' });
  await expectInEveryLook(page, 'queue-ar');
});
