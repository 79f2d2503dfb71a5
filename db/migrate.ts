import type { Database } from 'better-sqlite3';
import { type Migration, migrations } from './migrations/index.ts';
import { sqliteCode } from './open.ts';

export type Migrated =
  | { readonly ok: true; readonly from: number; readonly to: number }
  | { readonly ok: false; readonly code: 'SCHEMA_NEWER'; readonly found: number; readonly known: number }
  /** A step does not fit what is in the database; `detail` is SQLite's code. Nothing was changed. */
  | { readonly ok: false; readonly code: 'UPGRADE_FAILED'; readonly detail: string };

/** The schema this program writes. */
export const schemaVersion = migrations.at(-1)?.version ?? 0;

/** What a step that is wrong for the rows in front of it ends with; anything else is a fault of the disk or of the file. */
const stepFaults = ['SQLITE_ERROR', 'SQLITE_CONSTRAINT', 'SQLITE_MISMATCH', 'SQLITE_RANGE', 'SQLITE_TOOBIG'];

/**
 * Brings a database up to the newest schema in one transaction with its version (`user_version`), so that a kill, a full disk
 * or a step that fails leaves the schema that was there, and never one between. A database of a newer program is left
 * untouched. Throws SQLite's errors of disk and file.
 */
export function migrate(database: Database, steps: readonly Migration[] = migrations): Migrated {
  const known = steps.at(-1)?.version ?? 0;
  const from = versionOf(database);
  if (from > known) return { ok: false, code: 'SCHEMA_NEWER', found: from, known };
  if (from === known) return { ok: true, from, to: known };
  try {
    database.transaction(() => takeSteps(database, steps)).immediate();
    return { ok: true, from, to: known };
  } catch (error) {
    const code = sqliteCode(error);
    if (!stepFaults.some((fault) => code.startsWith(fault))) throw error;
    return { ok: false, code: 'UPGRADE_FAILED', detail: code };
  }
}

function takeSteps(database: Database, steps: readonly Migration[]): void {
  for (const step of steps) {
    // Another process may have taken the step while this one waited for the lock.
    if (step.version <= versionOf(database)) continue;
    database.exec(step.sql);
    database.pragma(`user_version = ${step.version}`);
  }
}

/** Whether a newer program has written this database. */
export function isNewer(database: Database, steps: readonly Migration[] = migrations): boolean {
  return versionOf(database) > (steps.at(-1)?.version ?? 0);
}

/** The schema that a database has; 0 for one without any table. */
export function versionOf(database: Database): number {
  return Number(database.pragma('user_version', { simple: true }));
}
