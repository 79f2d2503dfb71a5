import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Clinic, openClinic, until } from './fixture/clinic.ts';
import { must } from './preview/demo-school.ts';

let folder: string;
let clinic: Clinic | undefined;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'clinic-outbox-drop-'));
});

afterEach(async () => {
  await clinic?.close();
  clinic = undefined;
  rmSync(folder, { recursive: true, force: true });
});

const intoFolder = () => openClinic({ profile: { transport: 'folder', address: { folder } } });

/** What is in the folder, as the log of a receiver. */
const files = (at: string) =>
  readdirSync(at).map((name) => ({
    controlId: name.replace('.hl7', ''),
    bytes: new Uint8Array(readFileSync(join(at, name))),
  }));

const allSent = () =>
  until('all are sent', async () => {
    const rows = (await clinic?.rows()) ?? [];
    return rows.length > 0 && rows.every(({ state }) => state === 'sent');
  });

it('delivers an assessment as files, and says that they are written, never that somebody accepted them', async () => {
  clinic = await intoFolder();
  await clinic.save(0);
  await allSent();

  const rows = await clinic.rows();
  expect(rows.map(({ next }) => next.kind)).toEqual(['written', 'written']);
  expect(readdirSync(folder).toSorted()).toEqual(rows.map(({ controlId }) => `${controlId}.hl7`).toSorted());
  const detail = await must(clinic.client, 'message.detail', { id: rows[0]?.id ?? 0 });
  expect(detail.reply).toBeNull();
  expect(detail.attempts).toMatchObject([{ outcome: 'delivered', transport: 'folder', ackCode: null }]);
  const health = await must(clinic.client, 'health.get', {});
  expect(health.links).toMatchObject([{ state: 'connected', folder: true }]);
  expect(clinic.broken({ received: files(folder) })).toEqual([]);
});

it('waits while the folder is missing, without failing anything, and goes by itself when it is there', async () => {
  clinic = await openClinic({
    speed: 60,
    profile: { transport: 'folder', address: { folder: join(folder, 'share') } },
  });
  await clinic.save(0);
  await until('the line is down', async () => {
    const { links } = await must(clinic?.client as Clinic['client'], 'health.get', {});
    return links[0]?.problem === 'FOLDER_MISSING';
  });
  expect((await clinic.rows()).map(({ state }) => state)).toEqual(['pending', 'pending']);

  mkdirSync(join(folder, 'share'));

  await allSent();
  expect(clinic.broken({ drained: true, received: files(join(folder, 'share')) })).toEqual([]);
});

it('killed between the file and the commit: one file, and the message says that it may have arrived', async () => {
  clinic = await openClinic({ profile: { transport: 'folder', address: { folder: join(folder, 'share') } } });
  await clinic.save(0);
  await clinic.endApplication();
  mkdirSync(join(folder, 'share'));
  const sender = join(import.meta.dirname, 'faults', 'dying-sender.ts');
  const child = spawn('node', [sender, clinic.dataDir, 'acknowledged'], { stdio: 'inherit' });
  const [, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
  expect(signal).toBe('SIGKILL');

  await clinic.restart();
  await allSent();

  const rows = await clinic.rows();
  expect(readdirSync(join(folder, 'share'))).toHaveLength(rows.length);
  expect(rows.filter(({ possiblyDelivered }) => possiblyDelivered)).toHaveLength(1);
  expect(clinic.broken({ received: files(join(folder, 'share')) })).toEqual([]);
});
