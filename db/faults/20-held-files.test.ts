import { readdirSync, rmSync } from 'node:fs';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { runChild } from '../fixture/child.ts';
import { testClinic } from '../fixture/clinic.ts';
import { runWithFault } from '../fixture/disk-fault.ts';
import { injections } from '../fixture/fault.ts';
import { brokenPromises } from '../fixture/oracle.ts';
import { openTestStores, type TestDatabase, testDatabase, testFolder } from '../fixture/test-database.ts';

let db: TestDatabase;

beforeEach(() => {
  db = testDatabase();
});

afterEach(() => {
  db.remove();
});

it('a writer that holds the lock longer than the timeout: not saved, nothing of it, and the next press saves [fault A20]', () => {
  const clinic = testClinic(db.stores);
  const entry = clinic.entry(1);
  const other = db.raw();
  other.exec('BEGIN IMMEDIATE');

  expect(db.stores.assessments.save(entry)).toEqual({ kind: 'notSaved' });
  expect(db.stores.assessments.find(entry.assessment.id)).toBeNull();
  other.exec('ROLLBACK');

  expect(db.stores.assessments.save(entry)).toEqual({ kind: 'saved', messageIds: [1, 2] });
  expect(brokenPromises({ dataDir: db.dataDir, confirmed: [entry.assessment] })).toEqual([]);
});

it('a scanner that holds the key file for five tries: it is in place after them [fault A21]', async (context) => {
  const empty = testFolder();
  const run = await runWithFault(empty, 'saver-process.ts', ['--count', '1'], {
    calls: '/^rename',
    effect: 'error=EBUSY',
    when: '1..5',
  });

  injections(context, 5);
  expect(run.injected).toBe(true);
  expect(run.lines.at(-1)).toBe('done');
  openTestStores(run.dataDir).close();
  expect(brokenPromises(run)).toEqual([]);
  for (const folder of [empty, run.dataDir]) rmSync(folder, { recursive: true });
});

it('a folder that cannot be written is told in one sentence, and nothing in it changes [fault A22]', async () => {
  testClinic(db.stores).visit(1);
  db.stores.close();
  const before = readdirSync(db.dataDir);
  const readOnly = 'mount --bind "$0" "$0" && mount -o remount,ro,bind "$0" && exec "$@"';

  const child = runChild(
    'saver-process.ts',
    [db.dataDir, '--count', '1'],
    [...['unshare', '--user', '--map-root-user', '--mount'], ...['sh', '-c', readOnly, db.dataDir]],
  );
  await child.ended;

  expect(child.lines).toEqual(['notOpened NOT_WRITABLE']);
  expect(readdirSync(db.dataDir)).toEqual(before);
  expect(brokenPromises({ dataDir: db.dataDir })).toEqual([]);
});
