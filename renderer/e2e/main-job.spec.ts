import { brokenPromises } from '../../db/fixture/oracle.ts';
import { expect, test } from './fixtures.ts';
import { storedMessages } from './oracle.ts';
import {
  chooseStudent,
  completeSetUp,
  expectCount,
  goTo,
  importRoster,
  makeAdministrator,
  queueRows,
  saveScreening,
  signIn,
} from './steps.ts';

const roster = 'samples/roster.csv';

test('a saved assessment reaches the receiver, and one saved offline follows when the receiver is back', async ({
  start,
  receiver,
}) => {
  const { page } = await start();
  await makeAdministrator(page);
  await importRoster(page, roster);
  await expect(page.getByText(/60 students/).first()).toBeVisible();
  await completeSetUp(page);

  await chooseStudent(page, 'S104201');
  expect(await saveScreening(page, { height: '118.5', weight: '21.4' })).toMatch(/^Saved\. Sending now/);
  await goTo(page, 'Queue');
  await expectCount(page, 'Sent', 2);
  const [visit, vitals] = receiver.received();
  expect(visit?.text).toContain('ADT^A04^ADT_A01');
  expect(visit?.text).toMatch(/PID\|1\|\|S104201\^/);
  expect(vitals?.text).toMatch(/8302-2\^Body height\^LN\|\|118\.5\|cm/);

  await receiver.stop();
  await chooseStudent(page, 'S104202');
  await saveScreening(page, { height: '119', weight: '22' });
  await goTo(page, 'Queue');
  await expectCount(page, 'Pending', 2);
  const waiting = (await queueRows(page)).filter((row) => row.includes('S104202')).join('\n');
  expect(waiting).toMatch(/cannot be reached|Next try|Waits for/);
  await expect(page.getByText(/cannot be reached/).first()).toBeVisible({ timeout: 20_000 });

  await receiver.start();
  await expectCount(page, 'Sent', 4);
  expect(receiver.received()).toHaveLength(4);
  expect(new Set(receiver.received().map(({ controlId }) => controlId)).size).toBe(4);
});

test('every field is blank after a save', async ({ start }) => {
  const { page } = await start();
  await makeAdministrator(page);
  await importRoster(page, roster);
  await chooseStudent(page, 'S104201');
  await saveScreening(page, { height: '118.5', weight: '21.4' });

  await chooseStudent(page, 'S104201');

  for (const input of await page.locator('form input[inputmode=decimal], form textarea, form select').all()) {
    expect(await input.inputValue()).toBe('');
  }
});

test('what could not be built before the set-up is sent after it', async ({ start, receiver }) => {
  const { page } = await start();
  await makeAdministrator(page);
  await importRoster(page, roster);
  await chooseStudent(page, 'S104203');
  expect(await saveScreening(page, { height: '118.5', weight: '21.4' })).toMatch(
    /^Saved\. Will be sent when the set-up is complete/,
  );
  await goTo(page, 'Queue');
  await expectCount(page, 'Failed', 2);

  await completeSetUp(page);

  await goTo(page, 'Queue');
  await expectCount(page, 'Sent', 2);
  expect(receiver.received()).toHaveLength(2);
});

test('manual retry from the window', async ({ start, receiver }) => {
  receiver.faults({
    rules: [
      {
        answer: 'AE',
        when: { kind: 'ADT^A04' },
        times: 1,
        err: { code: '103', location: 'PV1-7.1', userText: 'Not registered' },
      },
    ],
  });
  await receiver.stop();
  await receiver.start();
  const { page } = await start();
  await makeAdministrator(page);
  await importRoster(page, roster);
  await completeSetUp(page);
  await chooseStudent(page, 'S104204');
  await saveScreening(page, { height: '118.5', weight: '21.4' });
  await goTo(page, 'Queue');
  await expectCount(page, 'Failed', 1);
  // Its vital signs wait for the visit and say so.
  await expectCount(page, 'Pending', 1);
  await expect(page.getByText(/Waits for message #/)).toBeVisible();

  await page.getByRole('tab', { name: /^Failed/ }).click();
  await page.getByRole('button', { name: 'Retry', exact: true }).first().click();

  await expectCount(page, 'Sent', 2);
  const sentTwice = receiver.received().filter(({ text }) => text.includes('ADT^A04'));
  expect(sentTwice).toHaveLength(2);
  expect(sentTwice[0]).toEqual(sentTwice[1]);
});

for (const moment of ['after the receiver has the bytes and before its ACK', 'after the ACK'] as const) {
  test(`B10: a kill ${moment} loses nothing and flags what may be doubled`, async ({
    start,
    receiver,
    dataDir,
  }) => {
    const beforeAck = moment.startsWith('after the receiver');
    if (beforeAck) receiver.faults({ rules: [{ answer: 'noAnswer', times: 1 }] });
    await receiver.stop();
    await receiver.start();
    const first = await start();
    await makeAdministrator(first.page);
    await importRoster(first.page, roster);
    await completeSetUp(first.page);
    await chooseStudent(first.page, 'S104205');
    await saveScreening(first.page, { height: '118.5', weight: '21.4' });
    await expect
      .poll(() => receiver.received().length, { timeout: 20_000, intervals: [1] })
      .toBeGreaterThan(0);
    await first.kill();

    const second = await start();
    await signIn(second.page);
    await goTo(second.page, 'Queue');
    await expectCount(second.page, 'Sent', 2);
    await second.close();

    const stored = storedMessages(dataDir);
    expect(stored).toHaveLength(2);
    expect(stored.map(({ state }) => state)).toEqual(['sent', 'sent']);
    expect(
      brokenPromises({
        dataDir,
        received: receiver.received().map(({ controlId, text }) => ({ controlId, bytes: text })),
        drained: true,
      }),
    ).toEqual([]);
    if (beforeAck) expect(stored.filter(({ possiblyDelivered }) => possiblyDelivered)).toHaveLength(1);
  });
}
