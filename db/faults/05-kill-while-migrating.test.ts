import { rmSync } from 'node:fs';
import Database from 'better-sqlite3';
import { afterEach, expect, it } from 'vitest';
import { runChild } from '../fixture/child.ts';
import { injections, soaking } from '../fixture/fault.ts';
import { testFolder } from '../fixture/test-database.ts';
import { migrate, schemaVersion } from '../migrate.ts';
import { migrations } from '../migrations/index.ts';

const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function schemaAfter(version: number): readonly unknown[] {
  const database = new Database(':memory:');
  migrate(database, migrations.slice(0, version));
  return schemaOf(database);
}

function schemaOf(database: Database.Database): readonly unknown[] {
  return database.prepare('SELECT type, name, sql FROM sqlite_master ORDER BY type, name').all();
}

/** Runs all migrations in a process that ends itself after the given statement of the given version. */
async function killedAt(version: number, statement: number) {
  const folder = testFolder();
  folders.push(folder);
  const child = runChild('migrate-process.ts', [folder, String(version), String(statement)]);
  await child.ended;
  return { path: `${folder}/outbox.db`, signal: child.process.signalCode };
}

it.for(migrations.map(({ version }) => version))(
  'a kill at any statement of migration %i leaves the old schema or the new, never one between, and the next start ends it [faults 5, A16]',
  { timeout: 300_000 },
  async (version, context) => {
    const before = schemaAfter(version - 1);
    let rounds = 0;

    for (let statement = 0; ; statement += soaking || version > 1 ? 1 : 12) {
      const { path, signal } = await killedAt(version, statement);
      if (signal === null) break;
      rounds += 1;
      const database = new Database(path);
      expect(database.pragma('user_version', { simple: true })).toBe(version - 1);
      expect(schemaOf(database)).toEqual(before);
      expect(migrate(database)).toMatchObject({ ok: true, from: version - 1, to: schemaVersion });
      expect(schemaOf(database)).toEqual(schemaAfter(schemaVersion));
      expect(database.pragma('integrity_check', { simple: true })).toBe('ok');
      database.close();
    }

    expect(rounds).toBeGreaterThan(1);
    injections(context, rounds);
  },
);
