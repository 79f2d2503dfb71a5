import { cpSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, expect, it } from 'vitest';
import { backupFolder } from '../backup-files.ts';
import { createFirst } from '../first-start.ts';
import { runChild } from '../fixture/child.ts';
import { t0, testClinic } from '../fixture/clinic.ts';
import { injections, soaking } from '../fixture/fault.ts';
import { brokenPromises } from '../fixture/oracle.ts';
import { openOther, schemaBefore } from '../fixture/other-program.ts';
import { statementsOf } from '../fixture/statements.ts';
import { rawDatabase, testFolder } from '../fixture/test-database.ts';
import { devProtection } from '../key-slots.ts';
import { readKeyring } from '../keyring.ts';
import { migrate, schemaVersion } from '../migrate.ts';
import { migrations } from '../migrations/index.ts';
import { isWhole, openDatabase } from '../open.ts';
import { upgrade } from '../upgrade.ts';

const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function newFolder(): string {
  const folder = testFolder();
  folders.push(folder);
  return folder;
}

function schemaAfter(version: number): readonly unknown[] {
  const database = new Database(':memory:');
  migrate(database, migrations.slice(0, version));
  return schemaOf(database);
}

function schemaOf(database: Database.Database): readonly unknown[] {
  return database.prepare('SELECT type, name, sql FROM sqlite_master ORDER BY type, name').all();
}

/** A folder as the program with one step less left it, with something in it where that has tables. */
function usedBefore(version: number): string {
  const folder = newFolder();
  createFirst(folder, devProtection, migrations.slice(0, version - 1));
  if (version === 1) return folder;
  const database = rawDatabase(folder);
  database.exec(`INSERT INTO schools (name, nameKey) VALUES ('Al Reem', 'al reem')`);
  database.close();
  return folder;
}

/** Upgrades a copy of a folder in a process that ends itself at a place; how it is then, as far as files tell. */
async function killedAt(used: string, version: number, place: number | 'backup') {
  const folder = newFolder();
  cpSync(used, folder, { recursive: true });
  const child = runChild('migrate-process.ts', [folder, String(version), String(place)]);
  await child.ended;
  expect(child.process.signalCode, `${version} at ${place}`).toBe('SIGKILL');
  return folder;
}

/** What a file of a folder holds, read with the folder's key and without a write. */
function lookAt(folder: string, path: string) {
  const read = readKeyring(folder, devProtection);
  if (!read.ok) throw new Error(read.code);
  const opened = openDatabase({ path, key: read.keys.database, readonly: true });
  if (!opened.ok) throw new Error(opened.fault.code);
  const { database } = opened;
  const version = database.pragma('user_version', { simple: true });
  const schools = version === 0 ? 0 : database.prepare('SELECT count(*) FROM schools').pluck().get();
  const found = {
    version,
    schema: schemaOf(database),
    schools,
    whole: isWhole(database, 'integrity_check'),
  };
  database.close();
  return found;
}

function nextStart(folder: string): unknown {
  const read = readKeyring(folder, devProtection);
  if (!read.ok) throw new Error(read.code);
  const database = rawDatabase(folder);
  const fault = upgrade(database, read.keys, { dataDir: folder, now: () => t0 + 1000 });
  database.close();
  return fault;
}

/** The backups of before an upgrade, and what was never finished. */
const backupsOf = (folder: string) =>
  readdirSync(folder).includes('backups') ? readdirSync(backupFolder(folder)) : [];

it.for(migrations.map(({ version, sql }) => [version, statementsOf(sql).length] as const))(
  'a kill at any statement of migration %i leaves the old schema or the new and the backup of before, and the next start ends it [faults 5, A16]',
  { timeout: 300_000 },
  async ([version, statements], context) => {
    const used = usedBefore(version);
    const before = { version: version - 1, schema: schemaAfter(version - 1), whole: true };
    const newest = { version: schemaVersion, schema: schemaAfter(schemaVersion), whole: true };
    const schools = Number(version > 1);
    const step = soaking || version > 1 ? 1 : 12;
    // The last place is behind the commit: before anything is closed.
    const places = [...Array.from({ length: statements + 1 }, (_, at) => at).filter((at) => at % step === 0)];
    const ends = [...places, statements + 1];

    await inTurns(3, ends, async (place) => {
      const folder = await killedAt(used, version, place);
      const path = join(folder, 'outbox.db');
      expect(lookAt(folder, path)).toEqual({ ...(place > statements ? newest : before), schools });
      const backups = backupsOf(folder);
      expect(backups).toEqual(version === 1 ? [] : [`outbox-20260105T080000000Z-schema${version - 1}.db`]);
      for (const name of backups)
        expect(lookAt(folder, join(backupFolder(folder), name))).toEqual({ ...before, schools });

      expect(nextStart(folder)).toBeNull();
      expect(lookAt(folder, path)).toEqual({ ...newest, schools });
    });

    injections(context, ends.length);
  },
);

it('a kill while that backup is written leaves everything as it was, and the next start makes it whole first [faults 5, A16]', async () => {
  const used = newFolder();
  const stores = openOther(used, schemaBefore);
  const entry = testClinic(stores).entry(1);
  const saved = stores.assessments.save(entry);
  stores.close();
  if (saved.kind !== 'saved') throw new Error(saved.kind);

  const folder = await killedAt(used, schemaVersion, 'backup');
  expect(backupsOf(folder)).toEqual([expect.stringMatching(/\.unfinished$/)]);
  expect(lookAt(folder, join(folder, 'outbox.db'))).toMatchObject({ version: schemaVersion - 1 });

  expect(nextStart(folder)).toBeNull();
  const [backup = '', ...more] = backupsOf(folder);
  expect(more).toEqual([]);
  expect(lookAt(folder, join(backupFolder(folder), backup))).toMatchObject({
    version: schemaVersion - 1,
    whole: true,
  });
  expect(
    brokenPromises({
      dataDir: folder,
      confirmed: [{ id: entry.assessment.id, messageIds: saved.messageIds }],
    }),
  ).toEqual([]);
});

/** Does something with each item, so many at a time: the processes wait for the disk, not for each other. */
async function inTurns<T>(
  atOnce: number,
  items: readonly T[],
  act: (item: T) => Promise<void>,
): Promise<void> {
  const waiting = [...items];
  const work = async () => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await act(item);
  };
  await Promise.all(Array.from({ length: atOnce }, work));
}
