import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { backupFolder, backupName, writeBackup } from './backup-files.ts';
import { databasePath } from './data-folder.ts';
import {
  attemptOnce,
  type Clinic,
  canaryName,
  delivered,
  drain,
  noAnswer,
  t0,
  testClinic,
} from './fixture/clinic.ts';
import { brokenPromises } from './fixture/oracle.ts';
import { type TestDatabase, testCrypto, testDatabase } from './fixture/test-database.ts';
import { devProtection } from './key-slots.ts';
import { newKeyring } from './keyring.ts';
import { type Restored, restoreBackup } from './restore.ts';

let db: TestDatabase;
let clinic: Clinic;

const hour = 3_600_000;

beforeEach(() => {
  db = testDatabase();
  clinic = testClinic(db.stores);
});

afterEach(() => {
  const broken = brokenPromises({ dataDir: db.dataDir, canary: [canaryName] });
  db.remove();
  // A file that a test left damaged or locked on purpose cannot be asked.
  expect(broken.filter((words) => !/^(?:database|keyring): /.test(words))).toEqual([]);
});

function backup(at = t0): void {
  const made = db.stores.backups.create(at);
  if (!made.ok) throw new Error(made.detail);
}

function restore(change: { backup?: string } = {}): Restored {
  db.stores.close();
  const options = {
    protection: devProtection,
    crypto: testCrypto,
    now: t0 + hour,
    actor: 'admin',
    machine: 'TEST',
  };
  return restoreBackup({ ...options, ...change, dataDir: db.dataDir });
}

function reopened(): void {
  const opened = db.reopen();
  if (!opened.ok) throw new Error(opened.message);
}

/** Everything the promises rest on, after a restore. */
function expectSound(): void {
  const raw = db.raw();
  expect(raw.pragma('integrity_check', { simple: true })).toBe('ok');
  expect(raw.pragma('foreign_key_check')).toEqual([]);
  expect(db.stores.audit.verify()).toMatchObject({ ok: true });
  const off = raw.prepare(
    `SELECT name FROM counters WHERE name NOT IN ('lastAcceptedAt', 'attempts')
       AND value <> (SELECT count(*) FROM messages WHERE name IN (state, state || ':' || schoolId))`,
  );
  expect(off.all()).toEqual([]);
  const unlisted = raw.prepare(
    `SELECT m.id FROM messages AS m JOIN assessments AS a ON a.visit = m.visit
     WHERE m.id NOT IN (SELECT value FROM json_each(a.messageIds))`,
  );
  expect(unlisted.all()).toEqual([]);
  const silent = raw.prepare(
    `SELECT id FROM messages WHERE (state = 'pending' AND dueAt IS NULL) OR (state = 'failed' AND problem IS NULL)`,
  );
  expect(silent.all()).toEqual([]);
}

describe('a backup', () => {
  it('is whole, encrypted and listed newest first', () => {
    clinic.visit(1);
    backup(t0);
    backup(t0 + 1000);

    expect(db.stores.backups.list().map(({ madeAt }) => madeAt)).toEqual([t0 + 1000, t0]);
    for (const name of readdirSync(backupFolder(db.dataDir))) {
      const bytes = readFileSync(join(backupFolder(db.dataDir), name));
      expect(bytes.includes(canaryName)).toBe(false);
      expect(bytes.includes('SQLite format 3')).toBe(false);
    }
  });

  it('is due after 20 records, or 4 hours with any change', () => {
    expect(db.stores.backups.isDue(t0)).toBe(true);
    backup(t0);
    expect(db.stores.backups.isDue(t0 + 5 * hour)).toBe(false);

    clinic.visit(1);
    expect(db.stores.backups.isDue(t0 + hour)).toBe(false);
    expect(db.stores.backups.isDue(t0 + 4 * hour)).toBe(true);
    for (let visit = 1; visit < 20; visit++) clinic.visit(1);
    expect(db.stores.backups.isDue(t0 + hour)).toBe(true);
  });

  it('is kept for 7 days, and three whatever their age', () => {
    const day = 24 * hour;
    for (let index = 0; index < 5; index++) backup(t0 + index * day);

    backup(t0 + 30 * day);

    expect(db.stores.backups.list().map(({ madeAt }) => (madeAt - t0) / day)).toEqual([30, 4, 3]);
  });

  it('leaves the earlier ones alone when it is cut short, and takes its remains away [fault A18]', () => {
    backup(t0);
    const folder = backupFolder(db.dataDir);
    writeFileSync(join(folder, 'outbox-20260105T090000000Z.db.unfinished'), 'half');
    expect(db.stores.backups.list()).toHaveLength(1);

    backup(t0 + 1000);

    expect(readdirSync(folder).some((name) => name.includes('unfinished'))).toBe(false);
    expect(db.stores.backups.list()).toHaveLength(2);
  });

  it('leaves alone what another session, or a thread of this one, is making at the moment', () => {
    backup(t0);
    const folder = backupFolder(db.dataDir);
    const living = [process.ppid, process.pid].map(
      (pid) => `outbox-20260105T090000000Z.db.${pid}.unfinished`,
    );
    const killed = 'outbox-20260105T090000000Z.db.999999999.unfinished';
    for (const name of [...living, killed]) writeFileSync(join(folder, name), 'half');

    backup(t0 + 1000);

    const left = readdirSync(folder).filter((name) => name.includes('unfinished'));
    expect(left.toSorted()).toEqual(living.toSorted());
  });

  it('does not count until it proved to open with the key', () => {
    backup(t0);
    const another = newKeyring(devProtection).keys;

    const made = writeBackup(db.raw(), db.dataDir, another.database, backupName(t0 + 1000));

    expect(made).toMatchObject({ ok: false, code: 'NOT_VERIFIED' });
    expect(readdirSync(backupFolder(db.dataDir))).toHaveLength(1);
  });

  it('says so when it cannot be written [fault A18]', () => {
    const folder = backupFolder(db.dataDir);
    mkdirSync(join(folder, 'outbox-20260105T080000000Z.db'), { recursive: true });

    expect(() => db.stores.backups.create(t0)).toThrow();
    expect(db.stores.backups.create(t0 + 1).ok).toBe(true);
  });
});

describe('a restore', () => {
  it('gives back the newest backup with everything that was saved since [fault A19]', () => {
    clinic.visit(1);
    backup();
    const since = clinic.visit(2, t0 + 1000);
    db.stores.students.applyRoster([], 'admin', t0);

    expect(restore()).toMatchObject({ ok: true, salvaged: { assessments: 1, messages: 2, unreadable: 0 } });

    reopened();
    expect(db.stores.incident).toBeNull();
    expect(db.stores.queue.page({ status: 'all' }, 0, 9).total).toBe(4);
    for (const id of since) {
      expect(db.stores.queue.row(id)).toMatchObject({
        state: 'failed',
        problem: 'RESTORED',
        possiblyDelivered: true,
      });
    }
    expect(db.stores.audit.latest(1)).toMatchObject([{ action: 'backup.restore', actor: 'admin' }]);
    expectSound();
  });

  it('never sends a salvaged message by itself, and lets a person send it with the same bytes', () => {
    backup();
    const [a04 = 0, oru = 0] = clinic.visit(1);
    restore();
    reopened();

    expect(drain(db.stores, clinic, t0 + 2 * hour)).toEqual([]);
    db.stores.queue.retry([a04, oru], { accountId: 1, name: 'nurse' }, 'op', t0 + 2 * hour);
    const claim = db.stores.outbox.claim(freshSender(), a04, t0 + 2 * hour);
    expect(new TextDecoder().decode(claim?.bytes)).toContain(claim?.controlId);
  });

  it('knows what was sent since the backup, and flags what may have been', () => {
    const [sentSince = 0, untouched = 0] = clinic.visit(1);
    const [triedSince = 0] = clinic.visit(2);
    backup();
    attemptOnce(db.stores, clinic, sentSince, delivered, t0 + 10);
    attemptOnce(db.stores, clinic, triedSince, noAnswer(t0 + 99), t0 + 10);

    restore();

    reopened();
    expect(db.stores.queue.row(sentSince)).toMatchObject({ state: 'sent', finishedAt: t0 + 10 });
    expect(db.stores.queue.attempts(sentSince)).toHaveLength(1);
    expect(db.stores.queue.row(triedSince)).toMatchObject({ state: 'pending', possiblyDelivered: true });
    expect(db.stores.queue.row(untouched)).toMatchObject({ state: 'pending', blockedBy: null });
    expectSound();
  });

  it('flags everything unsent when the present file gives nothing, also what was built and sent since', () => {
    const unbuilt = { ...clinic.a04(), built: false, problem: 'CONFIG', field: 'facility' } as never;
    const ids = [...clinic.visit(1), ...clinic.visit(2, t0, [unbuilt])];
    backup();
    db.stores.close();
    truncateSync(databasePath(db.dataDir), 0);

    expect(restore()).toMatchObject({ ok: true, salvaged: { assessments: 0 } });

    reopened();
    expect(ids.map((id) => db.stores.queue.row(id)?.possiblyDelivered)).toEqual([true, true, true]);
    expectSound();
  });

  it('keeps the damaged file with its log and deletes nothing', () => {
    backup();
    clinic.visit(1);
    db.stores.close();
    const damaged = Buffer.from(readFileSync(databasePath(db.dataDir)));
    damaged.writeUInt8(damaged.readUInt8(200) ^ 1, 200);
    writeFileSync(databasePath(db.dataDir), damaged);
    writeFileSync(`${databasePath(db.dataDir)}-wal`, 'log');
    expect(db.reopen()).toMatchObject({ ok: false, code: 'DAMAGED' });

    const restored = restore();

    if (!restored.ok || restored.quarantine === null) throw new Error('not restored');
    expect(readFileSync(join(restored.quarantine, 'outbox.db')).equals(damaged)).toBe(true);
    expect(existsSync(join(restored.quarantine, 'outbox.db-wal'))).toBe(true);
    reopened();
    expectSound();
  });

  it('brings back every form when any one page of the file is damaged, as far as it can be read [faults 4, A10]', () => {
    for (let visit = 0; visit < 4; visit++) clinic.visit(1 + (visit % 3), t0 + visit);
    backup();
    for (let visit = 0; visit < 8; visit++) clinic.visit(1 + (visit % 3), t0 + 100 + visit);
    db.stores.close();
    const whole = readFileSync(databasePath(db.dataDir));
    const outcomes: number[] = [];

    for (let page = 0; page < whole.length / 2048; page += 5) {
      const damaged = Buffer.from(whole);
      damaged.writeUInt8(damaged.readUInt8(page * 2048 + 1200) ^ 1, page * 2048 + 1200);
      rmSync(join(db.dataDir, 'quarantine'), { recursive: true, force: true });
      writeFileSync(databasePath(db.dataDir), damaged);
      const restored = restore();
      expect(restored.ok).toBe(true);
      reopened();
      expectSound();
      const total = db.stores.queue.page({ status: 'all' }, 0, 1).total;
      expect(total).toBeGreaterThanOrEqual(8);
      outcomes.push(total);
      for (const row of db.stores.queue.page({ status: 'all' }, 0, 50).rows) {
        if (row.id > 8) expect(row.state).toBe('failed');
      }
    }
    // Most pages hold something else than the newest rows: then nothing is missing.
    expect(outcomes.filter((total) => total === 24).length).toBeGreaterThan(outcomes.length / 2);
  }, 60_000);

  it('passes over a backup that is not whole', () => {
    clinic.visit(1);
    backup(t0);
    clinic.visit(2);
    backup(t0 + 1000);
    const newest = join(backupFolder(db.dataDir), db.stores.backups.list()[0]?.name ?? '');
    const bytes = readFileSync(newest);
    bytes.writeUInt8(bytes.readUInt8(9000) ^ 1, 9000);
    writeFileSync(newest, bytes);

    const restored = restore();

    expect(restored).toMatchObject({ ok: true, backup: 'outbox-20260105T080000000Z.db' });
  });

  it('changes nothing where there is no backup', () => {
    clinic.visit(1);
    db.stores.close();
    const before = readFileSync(databasePath(db.dataDir));

    expect(restore()).toEqual({ ok: false, code: 'NO_BACKUP' });
    expect(readFileSync(databasePath(db.dataDir)).equals(before)).toBe(true);
  });

  it('can be done again after it was killed before the last move [fault A57]', () => {
    clinic.visit(1);
    backup();
    db.stores.close();
    rmSync(databasePath(db.dataDir));
    mkdirSync(join(db.dataDir, 'restore.unfinished'));
    expect(db.reopen()).toMatchObject({ ok: false, code: 'MISSING' });

    expect(restore()).toMatchObject({ ok: true, quarantine: null });
    reopened();
    expectSound();
  });
});

function freshSender() {
  const sender = db.stores.outbox.acquireSender(t0 + 2 * hour);
  if (!sender) throw new Error('not acquired');
  return sender;
}
