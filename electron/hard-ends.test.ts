import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { databasePath } from '../db/data-folder.ts';
import { type Clinic, openClinic, until } from './fixture/clinic.ts';
import { must } from './preview/demo-school.ts';

let clinic: Clinic | undefined;

afterEach(() => clinic?.close());

const alerts = async ({ client }: Clinic) =>
  (await must(client, 'health.get', {})).alerts.map(({ code }) => code);

const stops = async ({ client }: Clinic) =>
  (
    await must(client, 'audit.query', {
      filter: { action: 'app.stoppedUnexpectedly' },
      offset: 0,
      limit: 10,
    })
  ).rows.map(({ detail }) => detail);

it('a machine that goes down while a message is on its way: all is closed within one call, the message is flagged and sent again [fault A47]', async () => {
  clinic = await openClinic({
    profile: { ackTimeoutMs: 15_000 },
    faults: { rules: [{ answer: 'noAnswer', times: 1 }] },
  });
  await clinic.save(0);
  await until('the first is on its way', () => (clinic?.receiver().received().length ?? 0) > 0);

  clinic.endAtOnce();

  expect(existsSync(`${databasePath(clinic.dataDir)}-wal`)).toBe(false);
  expect(readdirSync(join(clinic.dataDir, 'runs'))).toEqual([]);
  expect(JSON.parse(readFileSync(join(clinic.dataDir, 'status.json'), 'utf8'))).toMatchObject({
    sender: 'stopped',
    unsent: 2,
  });
  await clinic.restart();
  await until('both are sent', async () =>
    ((await clinic?.rows()) ?? []).every(({ state }) => state === 'sent'),
  );
  const visit = (await clinic.rows()).find(({ kind }) => kind === 'ADT^A04');
  expect(visit?.possiblyDelivered).toBe(true);
  expect(await stops(clinic)).toEqual([]);
  expect(clinic.broken({ drained: true })).toEqual([]);
});

it('a fault of the program is told for a day after the next start, a kill is written down alone', async () => {
  clinic = await openClinic();
  clinic.failed('main.uncaughtException');
  await clinic.restart();

  expect(await alerts(clinic)).toContain('STOPPED_UNEXPECTEDLY');
  expect(await stops(clinic)).toEqual(['main.uncaughtException']);
  await clinic.restart();

  expect(await stops(clinic)).toEqual(['main.uncaughtException']);
  expect(await alerts(clinic)).toContain('STOPPED_UNEXPECTEDLY');
  clinic.parts().settings.setValue('crashedAt', String(Date.now() - 25 * 3_600_000));
  expect(await alerts(clinic)).not.toContain('STOPPED_UNEXPECTEDLY');
});
