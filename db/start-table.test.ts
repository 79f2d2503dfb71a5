import {
  copyFileSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { databasePath } from './data-folder.ts';
import { t0, testClinic } from './fixture/clinic.ts';
import { brokenPromises } from './fixture/oracle.ts';
import { nextSchema, openOther, startOther } from './fixture/other-program.ts';
import { openTestStores, rawDatabase, testCrypto, testFolder } from './fixture/test-database.ts';
import { devProtection, type KeyProtection, type MachineProtection } from './key-slots.ts';
import { keyringPath, newKeyring } from './keyring.ts';
import { openOrRestore } from './open-or-restore.ts';
import { openStores } from './open-stores.ts';
import { statePath } from './state-file.ts';

/*
 * The start-up decision table (docs/security.md): one test for each row, named after it. Whatever the row, a folder that ever
 * held a database never gets a new, empty one.
 */

let dataDir: string;

beforeEach(() => {
  dataDir = testFolder();
});

afterEach(() => {
  rmSync(dataDir, { recursive: true, force: true });
});

/** What a clinic left: one student's visit, told as saved, and an orderly close. */
function inUse(protection?: KeyProtection) {
  const stores = protection ? opened(protection) : openTestStores(dataDir);
  const entry = testClinic(stores).entry(1);
  const saved = stores.assessments.save(entry);
  if (saved.kind !== 'saved') throw new Error(saved.kind);
  stores.close();
  return [{ id: entry.assessment.id, messageIds: saved.messageIds }];
}

function start(protection: KeyProtection = devProtection) {
  return openStores({ dataDir, protection, crypto: testCrypto, now: () => t0, machine: 'TEST' });
}

function opened(protection: KeyProtection) {
  const result = start(protection);
  if (!result.ok) throw new Error(result.message);
  return result.stores;
}

/** Every file of the folder that the product had written, with its bytes. */
function files(): Readonly<Record<string, string>> {
  const names = readdirSync(dataDir, { recursive: true, encoding: 'utf8' }).filter((name) =>
    statSync(join(dataDir, name)).isFile(),
  );
  // The index of the log is made anew by whoever looks.
  const kept = names.filter((name) => !name.endsWith('-shm') && !name.endsWith('-wal'));
  return Object.fromEntries(
    kept.toSorted().map((name) => [name, readFileSync(join(dataDir, name)).toString('base64')]),
  );
}

/** A machine whose protection opens only what it has wrapped itself; `notNow` times it cannot answer at all. */
function machine(secret: number, notNow = 0): MachineProtection & { asked: number } {
  let busy = notNow;
  return {
    asked: 0,
    protect: (plain) => Uint8Array.from([secret, ...plain.map((byte) => byte ^ secret)]),
    unprotect(wrapped) {
      this.asked += 1;
      if (busy > 0) {
        busy -= 1;
        throw new Error('not now');
      }
      if (wrapped[0] !== secret) throw new Error('another machine');
      return wrapped.subarray(1).map((byte) => byte ^ secret);
    },
  };
}

const installed = (of: MachineProtection): KeyProtection => ({ dev: false, machine: of, recovery: null });

describe('the start-up decision table', () => {
  it('no database, no keyring, no state file: a first run, and a new database', () => {
    expect(start()).toMatchObject({ ok: true });
    expect(readdirSync(dataDir)).toEqual(expect.arrayContaining(['outbox.db', 'keyring.json']));
  });

  it.each([
    ['missing', () => rmSync(databasePath(dataDir))],
    ['of 0 bytes', () => truncateSync(databasePath(dataDir))],
  ])('database %s, keyring there: MISSING, and no new database [fault A9]', (_, lose) => {
    inUse();
    lose();
    const before = files();

    expect(start()).toMatchObject({ ok: false, code: 'MISSING' });
    expect(files()).toEqual(before);
  });

  it('database and keyring missing, state file there: MISSING, and no new database [fault A9]', () => {
    inUse();
    for (const name of readdirSync(dataDir))
      if (join(dataDir, name) !== statePath(dataDir)) rmSync(join(dataDir, name));
    const before = files();

    expect(start()).toMatchObject({ ok: false, code: 'MISSING' });
    expect(files()).toEqual(before);
  });

  it('database and keyring missing, backups there: MISSING, and no new database [fault A9]', () => {
    const stores = openTestStores(dataDir);
    testClinic(stores).visit(1);
    stores.backups.create(t0);
    stores.close();
    for (const name of ['outbox.db', 'keyring.json', 'outbox.state']) rmSync(join(dataDir, name));

    expect(start()).toMatchObject({ ok: false, code: 'MISSING' });
    expect(readdirSync(dataDir)).toEqual(['backups']);
  });

  it('database there, keyring missing: KEYRING_MISSING, and nothing is made', () => {
    inUse();
    rmSync(keyringPath(dataDir));
    const before = files();

    expect(start()).toMatchObject({ ok: false, code: 'KEYRING_MISSING' });
    expect(files()).toEqual(before);
  });

  it('database there, keyring torn: its copy is used [fault A13]', () => {
    const confirmed = inUse();
    copyFileSync(keyringPath(dataDir), `${keyringPath(dataDir)}.bak`);
    truncateSync(keyringPath(dataDir), 40);

    const result = start();

    expect(result.ok).toBe(true);
    if (result.ok) result.stores.close();
    expect(brokenPromises({ dataDir, confirmed })).toEqual([]);
  });

  it('database there, keyring torn and no copy: KEYRING_DAMAGED, and nothing is made [fault A13]', () => {
    inUse();
    truncateSync(keyringPath(dataDir), 40);
    const before = files();

    expect(start()).toMatchObject({ ok: false, code: 'KEYRING_DAMAGED' });
    expect(files()).toEqual(before);
  });

  it('database there, the key does not unwrap here: LOCKED, every file as it was [fault A12]', () => {
    inUse(installed(machine(7)));
    const before = files();

    expect(start(installed(machine(8)))).toMatchObject({ ok: false, code: 'LOCKED' });
    expect(files()).toEqual(before);
  });

  it('database there, the key provider answers "not now" and then opens: no key is taken for lost [fault A15]', () => {
    inUse(installed(machine(7)));
    const slow = machine(7, 2);

    const result = start(installed(slow));

    expect(result.ok).toBe(true);
    if (result.ok) result.stores.close();
    // Three tries, and none more for the slots: a key that was unwrapped is not unwrapped again.
    expect(slow.asked).toBe(3);
  });

  it('database there, the key unwraps and is another one: WRONG_KEY, every file as it was [fault A11]', () => {
    inUse();
    const other = newKeyring(devProtection).keyring;
    const own = JSON.parse(readFileSync(keyringPath(dataDir), 'utf8'));
    writeFileSync(keyringPath(dataDir), JSON.stringify({ ...own, slots: other.slots }));
    rmSync(`${keyringPath(dataDir)}.bak`, { force: true });
    const before = files();

    expect(start()).toMatchObject({ ok: false, code: 'WRONG_KEY' });
    expect(files()).toEqual(before);
  });

  it('the check value fits and the file is no database: DAMAGED, put aside and restored [faults A10, A11]', () => {
    const stores = openTestStores(dataDir);
    const entry = testClinic(stores).entry(1);
    stores.assessments.save(entry);
    stores.backups.create(t0);
    stores.close();
    const bytes = readFileSync(databasePath(dataDir));
    writeFileSync(databasePath(dataDir), bytes.fill(0xaa, 0, 2048));

    expect(start()).toMatchObject({ ok: false, code: 'DAMAGED' });
    const restored = openOrRestore({ dataDir, protection: devProtection, crypto: testCrypto, now: () => t0 });

    expect(restored.ok).toBe(true);
    if (restored.ok) restored.stores.close();
    expect(readdirSync(join(dataDir, 'quarantine'))).toHaveLength(1);
    expect(brokenPromises({ dataDir, confirmed: [entry.assessment] })).toEqual([]);
  });

  it('the key fits and a page is damaged: DAMAGED, put aside, salvaged and restored [fault A10]', () => {
    const stores = openTestStores(dataDir);
    const clinic = testClinic(stores);
    clinic.visit(1);
    stores.backups.create(t0);
    const entry = clinic.entry(2);
    stores.assessments.save(entry);
    stores.close();
    const bytes = readFileSync(databasePath(dataDir));
    bytes[bytes.length - 1000] = (bytes[bytes.length - 1000] ?? 0) ^ 1;
    writeFileSync(databasePath(dataDir), bytes);

    expect(start()).toMatchObject({ ok: false, code: 'DAMAGED' });
    const restored = openOrRestore({ dataDir, protection: devProtection, crypto: testCrypto, now: () => t0 });

    expect(restored.ok).toBe(true);
    if (restored.ok) restored.stores.close();
    expect(brokenPromises({ dataDir })).toEqual([]);
  });

  it('the database opens and is behind the mark outside: work goes on, and the missing range is named [fault A7]', () => {
    const stores = openTestStores(dataDir);
    const clinic = testClinic(stores);
    clinic.visit(1);
    stores.checkpoint();
    stores.close();
    copyFileSync(databasePath(dataDir), `${databasePath(dataDir)}.older`);
    const later = openTestStores(dataDir);
    testClinic(later).visit(2);
    later.close();
    renameSync(`${databasePath(dataDir)}.older`, databasePath(dataDir));

    const result = start();

    expect(result).toMatchObject({ ok: true, stores: { incident: { messages: { from: 3, to: 4 } } } });
    if (result.ok) result.stores.close();
    expect(brokenPromises({ dataDir })).toEqual([]);
  });

  it('the schema is newer than the program: SCHEMA_NEWER, no write [fault A17]', () => {
    openOther(dataDir, nextSchema()).close();
    const before = files();

    expect(start()).toMatchObject({ ok: false, code: 'SCHEMA_NEWER' });
    expect(files()).toEqual(before);
    expect(startOther(dataDir, nextSchema())).toMatchObject({ ok: true });
  });

  it('the database is older than the program: a verified backup first, then the new schema', () => {
    const raw = () => rawDatabase(dataDir);
    const confirmed = inUse();
    openOther(dataDir, nextSchema()).close();

    const database = raw();
    expect(database.pragma('user_version', { simple: true })).toBe(nextSchema().length);
    database.close();
    expect(readdirSync(join(dataDir, 'backups'))).toHaveLength(1);
    expect(brokenPromises({ dataDir, confirmed })).toEqual([]);
  });

  it('the key of this installation cannot be made: NO_SLOT, and nothing is made', () => {
    expect(start({ dev: false, machine: null, recovery: null })).toMatchObject({
      ok: false,
      code: 'NO_SLOT',
    });
    expect(readdirSync(dataDir)).toEqual([]);
  });

  it('the folder cannot be written: NOT_WRITABLE, and nothing is made [fault A22]', () => {
    const file = join(dataDir, 'a-file');
    writeFileSync(file, '');

    const result = openStores({
      dataDir: join(file, 'data'),
      protection: devProtection,
      crypto: testCrypto,
      now: () => t0,
    });

    expect(result).toMatchObject({ ok: false, code: 'NOT_WRITABLE' });
    expect(readdirSync(dataDir)).toEqual(['a-file']);
  });

  it.each(['\\\\server\\share\\data', '//server/share/data', '\\\\?\\UNC\\server\\data'])(
    'the folder lies on another machine (%s): NETWORK_FOLDER, and nothing is made',
    (folder) => {
      const options = { protection: devProtection, crypto: testCrypto, now: () => t0 };
      expect(openStores({ ...options, dataDir: folder })).toMatchObject({
        ok: false,
        code: 'NETWORK_FOLDER',
      });
    },
  );
});
