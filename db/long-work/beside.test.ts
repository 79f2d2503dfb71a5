import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { backupFolder } from '../backup-files.ts';
import { t0, testClinic } from '../fixture/clinic.ts';
import { type TestDatabase, testDatabase } from '../fixture/test-database.ts';
import { devProtection } from '../key-slots.ts';
import { readKeyring } from '../keyring.ts';
import { beside } from './beside.ts';

let db: TestDatabase;

beforeEach(() => {
  db = testDatabase();
});

afterEach(() => db.remove());

it('a backup beside the application holds what was saved, while saving goes on', async () => {
  const clinic = testClinic(db.stores);
  clinic.visit(1);

  const making = db.stores.backups.createBeside(t0);
  // The thread has not even begun when this is committed; nothing waits for it.
  const [later = 0] = clinic.visit(2);
  const made = await making;

  expect(made).toMatchObject({ ok: true });
  expect(db.stores.queue.row(later)?.state).toBe('pending');
  expect(db.stores.backups.list()).toHaveLength(1);
  expect(db.stores.backups.isDue(t0 + 1000)).toBe(false);
});

it('an application that ends meanwhile loses nothing, and the file is there', async () => {
  testClinic(db.stores).visit(1);

  const making = db.stores.backups.createBeside(t0);
  db.stores.close();
  const made = await making;

  expect(made.ok && existsSync(join(backupFolder(db.dataDir), made.backup.name))).toBe(true);
  expect(db.reopen().ok).toBe(true);
});

it('looks at every page in a thread of its own', async () => {
  expect(await db.stores.isWhole()).toBe(true);
});

it('does the work here where no thread can be had, and says why', async () => {
  const told: unknown[] = [];
  const read = readKeyring(db.dataDir, devProtection);
  if (!read.ok) throw new Error(read.code);
  // What cannot be handed over keeps the thread from beginning.
  const job = { kind: 'integrity', dataDir: db.dataDir, key: read.keys.database, not: () => 'data' } as const;

  expect(await beside(job, (error) => told.push(error))).toBe(true);
  expect(told).toMatchObject([{ name: 'DataCloneError' }]);
});
