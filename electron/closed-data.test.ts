import { spawn } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir, uptime } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { App, Client } from '../core/app-parts.ts';
import { databasePath } from '../db/data-folder.ts';
import { brokenPromises } from '../db/fixture/oracle.ts';
import { type KeyProtection, readRecoveryKey } from '../db/key-slots.ts';
import { startMarkOf } from '../db/sender-store.ts';
import { quickCrypto } from './fixture/quick-crypto.ts';
import { openHost } from './parts.ts';
import { must } from './preview/demo-school.ts';
import { type Running, runOn } from './running.ts';

const password = 'an invented password';

let dataDir: string;
let running: Running | null;
let restored: number;

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'clinic-outbox-closed-'));
  restored = 0;
});

afterEach(async () => {
  await running?.stop();
  rmSync(dataDir, { recursive: true });
});

async function start(): Promise<{ readonly app: App; readonly client: Client }> {
  running = runOn(await openHost({ dataDir, packaged: false, crypto: quickCrypto }), () => {
    restored += 1;
  });
  if (!running) throw new Error('nothing runs');
  return { app: running.app, client: running.app.connect() };
}

async function stop(): Promise<void> {
  await running?.stop();
  running = null;
}

/** A folder with an administrator, a school, and a backup of both. */
async function inUse({ backup = true } = {}): Promise<void> {
  const { client } = await start();
  await must(client, 'account.save', {
    name: 'Mariam',
    role: 'admin',
    givenName: 'Mariam',
    familyName: 'Hassan',
    licence: null,
    secret: password,
  });
  await must(client, 'school.save', { name: 'Al Reem', nameArabic: null, facilityLicence: 'MF9999' });
  if (backup) await must(client, 'backup.create', {});
  await must(client, 'school.save', { name: 'Al Nahda', nameArabic: null, facilityLicence: null });
  await stop();
  // An orderly exit leaves one behind.
  if (!backup) rmSync(join(dataDir, 'backups'), { recursive: true, force: true });
}

/** Ruins the first page: no key opens it any more. */
function damage(): void {
  writeFileSync(databasePath(dataDir), Buffer.alloc(4096, 0xaa));
}

describe('a database that is damaged [faults 4, A10]', () => {
  it('gives way to the newest backup by itself, is kept aside, and is shown until an admin has seen it', async () => {
    await inUse();
    damage();

    const { client } = await start();
    await must(client, 'session.signIn', { name: 'Mariam', secret: password });

    expect((await must(client, 'school.list', {})).map(({ name }) => name)).toEqual(['Al Reem']);
    expect(readdirSync(join(dataDir, 'quarantine'))).toHaveLength(1);
    expect((await must(client, 'health.get', {})).alerts[0]).toMatchObject({
      code: 'RESTORED',
      level: 'red',
    });
    expect((await must(client, 'storage.acknowledge', { code: 'RESTORED' })).restored).toBeNull();
    await stop();
    expect(brokenPromises({ dataDir })).toEqual([]);
  });

  it('is left as it is while another process works with it, and goes back to a backup once that has ended', async () => {
    await inUse();
    damage();
    const bytes = readFileSync(databasePath(dataDir));
    const other = spawn('node', ['-e', 'process.stdin.resume()'], { stdio: ['pipe', 'ignore', 'ignore'] });
    const { pid = 0 } = other;
    mkdirSync(join(dataDir, 'runs'), { recursive: true });
    // The other one has found the damage itself: its mark says so while it is still open.
    const mark = {
      pid,
      startMark: startMarkOf(pid),
      bootedAt: Date.now() - uptime() * 1000,
      reason: 'integrity.damaged',
    };
    writeFileSync(join(dataDir, 'runs', 'other.json'), JSON.stringify(mark));

    const { client } = await start();

    expect(client.session()).toMatchObject({ code: 'DAMAGED_IN_USE', backups: [] });
    const [backup = ''] = readdirSync(join(dataDir, 'backups'));
    expect(await client.call('backup.restore', { backup, name: 'Mariam', secret: password })).toMatchObject({
      ok: false,
      error: { code: 'DATA_IN_USE' },
    });
    expect(readFileSync(databasePath(dataDir)).equals(bytes)).toBe(true);

    await stop();
    other.kill('SIGKILL');
    await once(other, 'exit');
    const again = await start();
    expect(again.client.session().state).toBe('signedOut');
  });

  it('is left as it is where there is no backup: a window says so, and nothing can be entered', async () => {
    await inUse({ backup: false });
    damage();

    const { client } = await start();

    expect(client.session()).toEqual({
      state: 'dataClosed',
      code: 'DAMAGED',
      backups: [],
      canRecover: false,
    });
    expect(await client.call('student.recent', {})).toMatchObject({
      ok: false,
      error: { code: 'SIGNED_OUT' },
    });
    expect(await client.call('session.signIn', { name: 'Mariam', secret: password })).toMatchObject({
      ok: false,
      error: { code: 'DATA_CLOSED' },
    });
    expect(existsSync(join(dataDir, 'quarantine'))).toBe(false);
  });
});

describe('a database that is missing [faults 4, A9]', () => {
  it('is replaced by nothing until an administrator of the backup says so', async () => {
    await inUse();
    truncateSync(databasePath(dataDir));

    const { client } = await start();
    const session = client.session();
    if (session.state !== 'dataClosed') throw new Error(session.state);
    expect(session.code).toBe('MISSING');
    const [newest] = session.backups;
    const ask = (secret: string, name = 'Mariam') =>
      client.call('backup.restore', { backup: newest?.name, name, secret });

    expect(await ask('a wrong password')).toMatchObject({ ok: false, error: { code: 'WRONG_SECRET' } });
    expect(await ask(password, 'Nobody')).toMatchObject({ ok: false, error: { code: 'WRONG_SECRET' } });
    expect(restored).toBe(0);
    expect(await ask(password, ' mariam ')).toMatchObject({ ok: true });
    expect(restored).toBe(1);
    await stop();

    const again = await start();
    await must(again.client, 'session.signIn', { name: 'Mariam', secret: password });
    expect((await must(again.client, 'school.list', {})).map(({ name }) => name)).toEqual(['Al Reem']);
    const audit = running?.host?.parts.audit.latest(3).map(({ action, actor }) => `${action} by ${actor}`);
    expect(audit).toContain('backup.restore by 1');
  });

  it('locks the restore after five wrong passwords', async () => {
    await inUse();
    truncateSync(databasePath(dataDir));
    const { client } = await start();
    const session = client.session();
    const backup = session.state === 'dataClosed' ? session.backups[0]?.name : '';
    const answers: unknown[] = [];
    for (let tries = 0; tries < 5; tries += 1)
      answers.push(await client.call('backup.restore', { backup, name: 'Mariam', secret: 'wrong' }));

    expect(await client.call('backup.restore', { backup, name: 'Mariam', secret: password })).toMatchObject({
      ok: false,
      error: { code: 'LOCKED_OUT' },
    });
    expect(answers).toHaveLength(5);
  });

  it('counts guesses that come side by side one after the other', async () => {
    await inUse();
    truncateSync(databasePath(dataDir), 0);
    const { client } = await start();
    const guess = { backup: null, proof: { name: 'Mariam', secret: 'wrong' } };

    const answers = await Promise.all(
      Array.from({ length: 8 }, () => client.call('rescue.exportClosed', guess)),
    );

    const codes = answers.map((answer) => (answer.ok ? '' : answer.error.code));
    expect(codes.filter((code) => code === 'WRONG_SECRET')).toHaveLength(5);
    expect(codes.filter((code) => code === 'LOCKED_OUT')).toHaveLength(3);
  });
});

it('a damaged page that is met while working stops the sending and is said at once', async () => {
  const { client, app } = await start();
  app.start();
  await must(client, 'account.save', {
    name: 'Mariam',
    role: 'admin',
    givenName: 'Mariam',
    familyName: 'Hassan',
    licence: null,
    secret: password,
  });
  const storage = running?.host?.parts.storage as { damaged?: (at: number) => void };
  storage.damaged?.(Date.now());
  await new Promise((resolve) => setImmediate(resolve));

  const health = await must(client, 'health.get', {});
  expect(health.alerts.map(({ code }) => code)).toEqual(['DATABASE_DAMAGED', 'SENDER_STOPPED']);
});

describe('a key that does not open on this PC [faults A12, A14]', () => {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 3072 });
  const recovery = readRecoveryKey(String(publicKey.export({ type: 'spki', format: 'pem' })));
  const pem = String(privateKey.export({ type: 'pkcs8', format: 'pem' }));
  /** Stands for Windows' protection: what one PC wrapped, another does not open. */
  const pc = (name: string): KeyProtection => ({
    dev: false,
    recovery,
    machine: {
      protect: (plain) => Buffer.concat([Buffer.from(name), plain]),
      unprotect(wrapped) {
        const bytes = Buffer.from(wrapped);
        if (bytes.subarray(0, name.length).toString() !== name) throw new Error('another machine');
        return bytes.subarray(name.length);
      },
    },
  });
  const openOn = async (name: string) => {
    running = runOn(
      await openHost({ dataDir, packaged: true, crypto: quickCrypto, protection: pc(name) }),
      () => {
        restored += 1;
      },
    );
    if (!running) throw new Error('nothing runs');
    return running.app.connect();
  };
  const files = () =>
    ['outbox.db', 'keyring.json'].map((name) => readFileSync(join(dataDir, name)).toString('base64'));

  it("leaves every byte as it is until IT's key opens it, then opens by itself and tells the audit trail", async () => {
    const first = await openOn('OLD-PC');
    await must(first, 'account.save', {
      name: 'Mariam',
      role: 'admin',
      givenName: 'Mariam',
      familyName: 'Hassan',
      licence: null,
      secret: password,
    });
    await stop();
    const before = files();

    const moved = await openOn('NEW-PC');
    expect(moved.session()).toEqual({ state: 'dataClosed', code: 'LOCKED', backups: [], canRecover: true });
    expect(await moved.call('key.recover', { privateKey: 'not a key' })).toMatchObject({
      ok: false,
      error: { code: 'WRONG_KEY' },
    });
    expect(files()).toEqual(before);
    expect(await moved.call('key.recover', { privateKey: pem })).toMatchObject({ ok: true });
    expect(restored).toBe(1);
    await stop();

    const again = await openOn('NEW-PC');
    await must(again, 'session.signIn', { name: 'Mariam', secret: password });
    expect(running?.host?.parts.audit.latest(5).map(({ action }) => action)).toContain('key.recover');
    await stop();
    await openOn('NEW-PC');
    expect(running?.host).not.toBeNull();
  });
});
