import type { Database } from 'better-sqlite3';
import { type Migration, migrations } from './migrations/index.ts';

export type Migrated =
  | { readonly ok: true; readonly from: number; readonly to: number }
  | { readonly ok: false; readonly code: 'SCHEMA_NEWER'; readonly found: number; readonly known: number };

/** The schema this program writes. */
export const schemaVersion = migrations.at(-1)?.version ?? 0;

/**
 * Brings a database up to the newest schema, one transaction for each step together with its version (`user_version`), so
 * that a kill leaves the old or the new schema and never one between. A database of a newer program is left untouched.
 */
export function migrate(database: Database, steps: readonly Migration[] = migrations): Migrated {
  const known = steps.at(-1)?.version ?? 0;
  const from = versionOf(database);
  if (from > known) return { ok: false, code: 'SCHEMA_NEWER', found: from, known };
  for (const step of steps) {
    if (step.version <= from) continue;
    database
      .transaction(() => {
        // Another process may have taken the step while this one waited for the lock.
        if (versionOf(database) >= step.version) return;
        database.exec(step.sql);
        database.pragma(`user_version = ${step.version}`);
      })
      .immediate();
  }
  return { ok: true, from, to: known };
}

/** Whether a newer program has written this database. */
export function isNewer(database: Database): boolean {
  return versionOf(database) > schemaVersion;
}

function versionOf(database: Database): number {
  return Number(database.pragma('user_version', { simple: true }));
}
