import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { t0, testClinic } from './fixture/clinic.ts';
import { type TestDatabase, testDatabase } from './fixture/test-database.ts';

let db: TestDatabase;
let second: string;

const chosen = {
  at: t0,
  actor: '1',
  action: 'backup.folder',
  subject: 'backups',
  outcome: 'ok',
  detail: 'chosen',
} as const;

beforeEach(() => {
  db = testDatabase();
  second = join(db.dataDir, 'second');
  testClinic(db.stores);
});

afterEach(() => {
  db.remove();
});

it('each backup is copied to the second folder and proven there', () => {
  mkdirSync(second);
  db.stores.backups.chooseSecond(second, chosen);
  expect(db.stores.backups.second()).toEqual({ folder: second, fixed: false, copiedAt: null, fault: null });

  const made = db.stores.backups.create(t0);

  expect(made).toMatchObject({ ok: true });
  const [own = ''] = readdirSync(second);
  expect(own).toMatch(/^clinic-outbox-[0-9a-f]{8}$/);
  expect(readdirSync(join(second, own))).toEqual(db.stores.backups.list().map(({ name }) => name));
  expect(db.stores.backups.second()).toMatchObject({ copiedAt: t0, fault: null });
});

it('several PCs may share the folder: none removes the copies of another', () => {
  mkdirSync(second);
  const other = testDatabase();
  const day = 24 * 3_600_000;
  for (let made = 0; made < 5; made += 1) {
    other.stores.backups.chooseSecond(second, chosen);
    other.stores.backups.create(t0 - 100 * day + made);
  }
  const copies = () => readdirSync(second).flatMap((each) => readdirSync(join(second, each)));
  const before = copies();
  expect(before.length).toBeGreaterThan(3);

  db.stores.backups.chooseSecond(second, chosen);
  db.stores.backups.create(t0);

  expect(copies()).toEqual(expect.arrayContaining(before));
  other.remove();
});

it('a second disk that is not there costs the copy, is told, and is used again when it is back', () => {
  mkdirSync(second);
  db.stores.backups.chooseSecond(second, chosen);
  db.stores.backups.create(t0);
  rmSync(second, { recursive: true });

  expect(db.stores.backups.create(t0 + 1000)).toMatchObject({ ok: true });
  expect(db.stores.backups.second()).toMatchObject({ copiedAt: t0, fault: 'ENOENT' });

  mkdirSync(second);
  db.stores.backups.create(t0 + 2000);
  expect(db.stores.backups.second()).toMatchObject({ copiedAt: t0 + 2000, fault: null });
});

it('the choice and its audit row are one: where the row cannot be written, nothing is chosen', () => {
  db.stores.backups.chooseSecond(second, chosen);
  expect(db.stores.audit.latest(1)).toEqual([chosen]);
  db.raw().exec(`CREATE TRIGGER no_more BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'full'); END`);

  expect(() => db.stores.backups.chooseSecond(null, chosen)).toThrow();

  expect(db.stores.backups.second()?.folder).toBe(second);
});

it('says since when something is in no backup', () => {
  expect(db.stores.backups.unsavedSince()).toBe(t0);
  db.stores.backups.create(t0 + 1000);
  expect(db.stores.backups.unsavedSince()).toBeNull();
  expect(db.stores.backups.isDueAtExit(t0 + 2000)).toBe(false);

  // The row that tells of the backup comes behind it: nobody has to be told that it is in none.
  const row = { actor: '1', subject: 'backup', outcome: 'ok', detail: '' } as const;
  db.stores.audit.append({ ...row, at: t0 + 2000, action: 'backup.create' });
  expect(db.stores.backups.unsavedSince()).toBeNull();

  testClinic(db.stores).visit(1, t0 + 3000);

  expect(db.stores.backups.unsavedSince()).toBeLessThanOrEqual(t0 + 3000);
  expect(db.stores.backups.isDue(t0 + 4000)).toBe(false);
  expect(db.stores.backups.isDueAtExit(t0 + 4000)).toBe(true);
});
