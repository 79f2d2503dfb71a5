import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { devProtection } from '../../db/key-slots.ts';
import { lookAtDatabase } from '../../db/look.ts';
import { type Clinic, type ClinicOptions, openClinic, until } from '../fixture/clinic.ts';
import { runProcess } from '../fixture/command.ts';
import { must } from '../preview/demo-school.ts';

const roster = join(import.meta.dirname, '..', '..', 'samples', 'roster.csv');

let clinic: Clinic;

afterEach(() => clinic.close());

async function open(options: ClinicOptions = {}): Promise<Clinic> {
  clinic = await openClinic(options);
  return clinic;
}

// Each command is a process of its own, which takes its time to load on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const run = (flags: readonly string[], input = '') =>
  runProcess([...flags, '--data-dir', clinic.dataDir], input);
const states = async () => (await clinic.rows()).map(({ state }) => state);

describe('while the application runs', () => {
  it('looking changes nothing: the status, the connection', async () => {
    await open();
    await clinic.save(0);
    await until('both are sent', async () => (await states()).every((state) => state === 'sent'));
    const before = clinic.parts().audit.latest(1);

    const [status, connection] = await Promise.all([run(['--status']), run(['--test-connection'])]);

    expect(status).toMatchObject({
      exitCode: 0,
      result: { format: 1, unsent: 0, states: { sent: 2 }, liveness: { sending: true, database: 'open' } },
    });
    expect(connection).toMatchObject({ exitCode: 0, result: { destination: { name: 'Practice receiver' } } });
    await clinic.stopReceiver();
    expect(await run(['--test-connection'])).toMatchObject({
      exitCode: 7,
      result: { reason: 'CONNECTION_FAILED' },
    });
    expect(clinic.parts().audit.latest(1)).toEqual(before);
    expect(clinic.broken({ drained: true })).toEqual([]);
  });

  it('an imported key is used by the line that waits for it, without a restart', async () => {
    await open({ transport: 'http', apiKey: 'the-right-key', profile: { authStyle: 'bearer' } });
    await clinic.save(0);
    const paused = () => must(clinic.client, 'destination.list', {}).then(([one]) => one?.paused === true);
    await until('the wrong key pauses the destination', paused);

    expect(await run(['--import-secret'], 'the-right-key\n')).toMatchObject({ exitCode: 0 });

    await until('both are sent', async () => (await states()).every((state) => state === 'sent'));
    expect(clinic.broken({ drained: true })).toEqual([]);
  });

  it('an imported roster is there for the nurse', async () => {
    await open();
    const file = join(clinic.dataDir, 'one.csv');
    const [header = '', first = ''] = readFileSync(roster, 'utf8').split(/\r?\n/);
    writeFileSync(file, [header, first.replace(/S1042\d\d/, 'S777001').replace(/784[-\d]+/, '')].join('\n'));

    const imported = await run(['--import-roster', file]);

    expect(imported).toMatchObject({ exitCode: 0, result: { added: 1 } });
    expect(await must(clinic.client, 'student.search', { text: 'S777001', limit: 5 })).toHaveLength(1);
  });

  it('--drain has the sender that runs send at once, and waits for it', async () => {
    await open();
    await clinic.stopReceiver();
    await clinic.save(0);
    await until('the line is found down', async () => {
      const { links } = await must(clinic.client, 'health.get', {});
      return links.some(({ state }) => state === 'unreachable');
    });
    const alone = await run(['--drain', '--timeout-seconds', '1']);
    await clinic.startReceiver();

    const drained = await run(['--drain']);

    expect(alone).toMatchObject({ exitCode: 8, result: { reason: 'MESSAGES_LEFT', waiting: 2 } });
    // How many of the two it saw being sent depends on when its process came up: the application probes by itself too.
    expect(drained).toMatchObject({ exitCode: 0, result: { waiting: 0 } });
    // The application kept the right to send all the time.
    expect((await must(clinic.client, 'health.get', {})).drainer.state).toBe('running');
    expect(clinic.broken({ drained: true })).toEqual([]);
  });
});

describe('where nobody sends', () => {
  it('--drain sends by itself, and says when something needs a person', async () => {
    await open();
    await clinic.stopReceiver();
    await clinic.save(0);
    await clinic.endApplication();
    await clinic.startReceiver({ rules: [{ answer: 'AE', err: { code: '101' }, when: { kind: 'ORU' } }] });

    const drained = await run(['--drain']);

    expect(drained).toMatchObject({ exitCode: 9, result: { reason: 'NEEDS_PERSON', waiting: 0, failed: 1 } });
    expect(lookAtDatabase(clinic.dataDir, devProtection)).toMatchObject({
      ok: true,
      states: { sent: 1, failed: 1 },
      sender: null,
    });
    expect(clinic.broken()).toEqual([]);
  });
});
