import { randomUUID } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { databasePath } from './data-folder.ts';
import { runChild } from './fixture/child.ts';
import { canaryName, testClinic } from './fixture/clinic.ts';
import { brokenPromises } from './fixture/oracle.ts';
import { reopenStores, type TestDatabase, testCrypto, testDatabase } from './fixture/test-database.ts';
import { devProtection } from './key-slots.ts';
import { keyringPath, newKeyring, readKeyring, writeKeyring } from './keyring.ts';
import { openDatabase } from './open.ts';
import { openStores } from './open-stores.ts';
import { statePath } from './state-file.ts';

let db: TestDatabase;

beforeEach(() => {
  db = testDatabase();
});

afterEach(() => {
  const broken = brokenPromises({ dataDir: db.dataDir, canary: [canaryName] });
  db.remove();
  // A file that a test left damaged or locked on purpose cannot be asked.
  expect(broken.filter((words) => !/^(?:database|keyring): /.test(words))).toEqual([]);
});

describe('the connection', () => {
  it('has every pragma that durability and safety rest on', () => {
    const raw = db.raw();
    const pragmas = [
      'cipher',
      'page_size',
      'journal_mode',
      'synchronous',
      'busy_timeout',
      'foreign_keys',
      'temp_store',
      'recursive_triggers',
      'trusted_schema',
      'cell_size_check',
      'wal_autocheckpoint',
      'journal_size_limit',
    ];

    const values = pragmas.map((name) => [name, raw.pragma(name, { simple: true })]);

    expect(Object.fromEntries(values)).toEqual({
      cipher: 'sqlcipher',
      page_size: 2048,
      journal_mode: 'wal',
      synchronous: 2,
      busy_timeout: 5000,
      foreign_keys: 1,
      temp_store: 2,
      recursive_triggers: 1,
      trusted_schema: 0,
      cell_size_check: 1,
      wal_autocheckpoint: 4000,
      journal_size_limit: 67_108_864,
    });
  });

  it('leaves no name and no SQLite header in any byte of the folder', () => {
    const clinic = testClinic(db.stores);
    clinic.visit(1);

    for (const phase of ['open', 'closed']) {
      if (phase === 'closed') db.stores.close();
      const files = readdirSync(db.dataDir).filter((name) => statSync(join(db.dataDir, name)).size > 0);
      expect(files.some((name) => name.endsWith(phase === 'open' ? '.db-wal' : '.db'))).toBe(true);
      for (const name of files) {
        const bytes = readFileSync(join(db.dataDir, name));
        expect(bytes.includes(canaryName), name).toBe(false);
        expect(bytes.includes(canaryName.toLowerCase()), name).toBe(false);
        expect(bytes.includes('SQLite format 3'), name).toBe(false);
        expect(bytes.includes(Buffer.from('المنصوري')), name).toBe(false);
      }
    }
  });
});

describe('opening the stores of a folder', () => {
  it('finds after a restart what was saved before', () => {
    const clinic = testClinic(db.stores);
    const ids = clinic.visit(1);

    expect(db.reopen().ok).toBe(true);
    expect(db.stores.queue.page({ status: 'all' }, 0, 10).rows.map((row) => row.id)).toEqual(
      [...ids].reverse(),
    );
  });

  it('keeps every file from other users of the machine', () => {
    testClinic(db.stores).visit(1);

    const files = readdirSync(db.dataDir).filter((name) => !name.endsWith('-shm'));
    expect(files).toContain('outbox.db-wal');
    for (const name of files) expect(statSync(join(db.dataDir, name)).mode & 0o777, name).toBe(0o600);
  });

  it('never makes a new database where the keyring says that one was [faults 4, A9]', () => {
    db.stores.close();
    rmSync(databasePath(db.dataDir));

    expect(db.reopen()).toMatchObject({ ok: false, code: 'MISSING' });
    expect(existsSync(databasePath(db.dataDir))).toBe(false);
  });

  it('tells an empty file from an empty database [faults 4, A9]', () => {
    db.stores.close();
    truncateSync(databasePath(db.dataDir), 0);

    expect(db.reopen()).toMatchObject({ ok: false, code: 'MISSING' });
    expect(statSync(databasePath(db.dataDir)).size).toBe(0);
  });

  it('makes no new key for a database whose keyring is gone', () => {
    db.stores.close();
    rmSync(keyringPath(db.dataDir));
    rmSync(`${keyringPath(db.dataDir)}.bak`, { force: true });

    expect(db.reopen()).toMatchObject({ ok: false, code: 'KEYRING_MISSING' });
    expect(existsSync(keyringPath(db.dataDir))).toBe(false);
  });

  it('tells a wrong key from a damaged file, and changes neither [faults 4, A11, A12]', () => {
    db.stores.close();
    const path = databasePath(db.dataDir);
    const before = readFileSync(path);
    const keyring = readFileSync(keyringPath(db.dataDir), 'utf8');
    const other = newKeyring(devProtection).keyring;

    // Another key under this keyring's check value.
    writeFileSync(keyringPath(db.dataDir), JSON.stringify({ ...JSON.parse(keyring), slots: other.slots }));
    expect(db.reopen()).toMatchObject({ ok: false, code: 'WRONG_KEY' });
    expect(readFileSync(path).equals(before)).toBe(true);

    writeFileSync(keyringPath(db.dataDir), keyring);
    const damaged = Buffer.from(before);
    damaged.writeUInt8(damaged.readUInt8(100) ^ 1, 100);
    writeFileSync(path, damaged);
    expect(db.reopen()).toMatchObject({ ok: false, code: 'DAMAGED' });
    expect(readFileSync(path).equals(damaged)).toBe(true);
  });

  it('finds the file of another database damaged rather than empty', () => {
    db.stores.close();
    writeKeyring(db.dataDir, newKeyring(devProtection).keyring);

    expect(db.reopen()).toMatchObject({ ok: false, code: 'DAMAGED' });
  });

  it('refuses the database of a newer version with a sentence [faults 4, A17]', () => {
    db.raw().pragma('user_version = 99');

    const opened = db.reopen();

    expect(opened).toMatchObject({ ok: false, code: 'SCHEMA_NEWER' });
    expect(opened.ok ? '' : opened.message).toMatch(/newer version of Clinic Outbox/);
  });

  it('refuses a development key when packaged, also at the first start', () => {
    const packaged = { protection: { ...devProtection, dev: false }, crypto: testCrypto, now: Date.now };
    expect(openStores({ ...packaged, dataDir: db.dataDir })).toMatchObject({ ok: false, code: 'NO_SLOT' });

    const fresh = join(db.dataDir, 'fresh');
    expect(openStores({ ...packaged, dataDir: fresh })).toMatchObject({ ok: false, code: 'NO_SLOT' });
    expect(readdirSync(fresh)).toEqual([]);
  });

  it('finishes a first start that was killed before its database was in place', () => {
    db.stores.close();
    const read = readKeyring(db.dataDir, devProtection);
    const unfinished = join(db.dataDir, `outbox.${read.ok && read.keys.dbId}.unfinished.db`);
    renameSync(databasePath(db.dataDir), unfinished);

    expect(db.reopen().ok).toBe(true);
    expect(existsSync(unfinished)).toBe(false);
  });

  it('begins again when the first start was killed before its keyring was written', () => {
    const fresh = join(db.dataDir, 'fresh');
    const first = reopenStores(fresh);
    if (first.ok) first.stores.close();
    const unfinished = join(fresh, `outbox.${randomUUID()}.unfinished.db`);
    copyFileSync(databasePath(fresh), unfinished);
    utimesSync(unfinished, 0, 0);
    for (const path of [databasePath(fresh), keyringPath(fresh), statePath(fresh)]) rmSync(path);

    const again = reopenStores(fresh);

    expect(again.ok).toBe(true);
    expect(existsSync(unfinished)).toBe(false);
    if (again.ok) again.stores.close();
  });
});

describe('a damaged file with the log of a killed process', () => {
  it('keeps both to the byte: the log may hold what the file lost', async () => {
    db.stores.close();
    // So few that the first page, which is damaged below, is not in the log as well.
    await runChild('saver-process.ts', [db.dataDir, '--count', '3', '--die']).ended;
    const path = databasePath(db.dataDir);
    const damaged = readFileSync(path);
    damaged.writeUInt8(damaged.readUInt8(200) ^ 1, 200);
    writeFileSync(path, damaged);
    const log = readFileSync(`${path}-wal`);
    expect(log.length).toBeGreaterThan(0);

    expect(db.reopen()).toMatchObject({ ok: false, code: 'DAMAGED' });

    expect(readFileSync(path).equals(damaged)).toBe(true);
    expect(readFileSync(`${path}-wal`).equals(log)).toBe(true);
  });
});

describe('a page damaged anywhere in the file [faults 4, A10]', () => {
  it('is an error and never a wrong answer', () => {
    const clinic = testClinic(db.stores);
    for (let visit = 0; visit < 5; visit++) clinic.visit(1 + (visit % 3));
    db.stores.close();
    const path = databasePath(db.dataDir);
    const whole = readFileSync(path);
    const key = readKey(db.dataDir);

    for (let page = 0; page < whole.length / 2048; page++) {
      const damaged = Buffer.from(whole);
      const at = page * 2048 + 1000;
      damaged.writeUInt8(damaged.readUInt8(at) ^ 0x40, at);
      writeFileSync(path, damaged);

      expect(checkResult(path, key), `page ${page}`).not.toBe('ok');
    }
    writeFileSync(path, whole);
    expect(checkResult(path, key)).toBe('ok');
  });
});

function readKey(dataDir: string): Uint8Array {
  const read = readKeyring(dataDir, devProtection);
  if (!read.ok) throw new Error(read.code);
  return read.keys.database;
}

function checkResult(path: string, key: Uint8Array): string {
  const opened = openDatabase({ path, key });
  if (!opened.ok) return opened.fault.code;
  try {
    return String(opened.database.pragma('quick_check', { simple: true }));
  } catch (error) {
    return (error as { code: string }).code;
  } finally {
    opened.database.close();
  }
}
