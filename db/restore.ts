import { copyFileSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Database } from 'better-sqlite3';
import type { Crypto } from '../core/host/ports.ts';
import { createAuditStore } from './audit-store.ts';
import { backupFolder, listBackups, verifyBackup } from './backup-files.ts';
import { Connection } from './connection.ts';
import { databasePath } from './data-folder.ts';
import { markOf } from './high-water.ts';
import type { KeyProtection } from './key-slots.ts';
import { type Keys, readKeyring } from './keyring.ts';
import { migrate } from './migrate.ts';
import type { Migration } from './migrations/index.ts';
import { openDatabase, sqliteCode } from './open.ts';
import { rebuildDerived } from './rebuild.ts';
import { type Salvaged, salvageInto } from './salvage.ts';
import { syncFile, syncFolder } from './small-file.ts';
import { openStateFile } from './state-file.ts';

const sidecars = ['', '-wal', '-shm'];

const flagUnsentSql = `
  UPDATE messages SET state = CASE state WHEN 'sending' THEN 'pending' ELSE state END,
    dueAt = CASE WHEN state IN ('pending', 'sending') THEN coalesce(dueAt, @now) END, lease = NULL,
    leaseGeneration = NULL, possiblyDelivered = 1
  WHERE state IN ('pending', 'sending', 'failed')`;
// Nothing is being sent now, and an open attempt would stay open for ever.
const endAttemptsSql = `
  UPDATE attempts SET finishedAt = max(@now, startedAt), outcome = 'noAnswer', problem = 'NO_REPLY_AFTER_SEND',
    code = 'INTERRUPTED'
  WHERE finishedAt IS NULL`;
const freeSenderSql =
  'UPDATE sender SET owner = NULL, pid = NULL, startMark = NULL, generation = generation + 1 WHERE id = 1';

export interface RestoreOptions {
  readonly dataDir: string;
  readonly protection: KeyProtection;
  readonly crypto: Pick<Crypto, 'hmacSha256'>;
  readonly now: number;
  readonly actor: string;
  readonly machine: string;
  /** The schema's steps instead of this program's own: for tests. */
  readonly migrations?: readonly Migration[];
  /** The backup to go back to; the newest that proves whole when left out. */
  readonly backup?: string;
}

export type Restored =
  | {
      readonly ok: true;
      readonly backup: string;
      readonly salvaged: Salvaged;
      /** The folder that keeps the damaged files; null when there were none. */
      readonly quarantine: string | null;
    }
  | { readonly ok: false; readonly code: 'KEY' | 'NO_BACKUP' | 'SCHEMA_NEWER' };

/**
 * Goes back to a backup and brings in what the present file still gives. No stores may be open on the folder. The present
 * database is moved aside with its log, never deleted; the restored one is complete before it takes the place, so that a kill
 * at any point leaves something to start again from. Everything unsent is flagged: it may have gone since the backup.
 */
export function restoreBackup(options: RestoreOptions): Restored {
  const { dataDir, now } = options;
  const read = readKeyring(dataDir, options.protection);
  if (!read.ok) return { ok: false, code: 'KEY' };
  const { keys } = read;
  const backup = chooseBackup(dataDir, keys, options.backup);
  if (!backup) return { ok: false, code: 'NO_BACKUP' };

  const work = join(dataDir, 'restore.unfinished');
  const interrupted = exists(work);
  rmSync(work, { recursive: true, force: true });
  mkdirSync(work, { mode: 0o700 });
  const restored = join(work, 'outbox.db');
  copyFileSync(join(backupFolder(dataDir), backup), restored);
  const salvaged = merge(restored, copyPresent(dataDir, work, interrupted), keys, options, backup);
  if (!salvaged) {
    rmSync(work, { recursive: true, force: true });
    return { ok: false, code: 'SCHEMA_NEWER' };
  }
  syncFile(restored);

  const quarantine = setAside(dataDir, now);
  renameSync(restored, databasePath(dataDir));
  syncFolder(dataDir);
  resetMark(dataDir, keys);
  rmSync(work, { recursive: true, force: true });
  return { ok: true, backup, salvaged, quarantine };
}

function chooseBackup(dataDir: string, keys: Keys, wanted: string | undefined): string | null {
  const candidates = listBackups(dataDir).filter(
    ({ name }) => wanted === undefined || name === basename(wanted),
  );
  const whole = candidates.find(
    ({ name }) => verifyBackup(join(backupFolder(dataDir), name), keys.database) === null,
  );
  return whole?.name ?? null;
}

/**
 * The present files are read from a copy, because opening a file with a log changes it. A restore that was killed may have
 * put them aside already, also one without the other: then they are taken from there.
 */
function copyPresent(dataDir: string, work: string, interrupted: boolean): string | null {
  const present = databasePath(dataDir);
  const aside = interrupted && !exists(present) ? newestQuarantine(dataDir) : null;
  const copy = join(work, 'present.db');
  for (const ending of sidecars) {
    const places = [present + ending, ...(aside ? [join(aside, `outbox.db${ending}`)] : [])];
    const place = places.find(exists);
    if (place) copyFileSync(place, copy + ending);
  }
  return exists(copy) ? copy : null;
}

function newestQuarantine(dataDir: string): string | null {
  const folder = join(dataDir, 'quarantine');
  const newest = exists(folder) ? readdirSync(folder).toSorted().at(-1) : undefined;
  return newest === undefined ? null : join(folder, newest);
}

function merge(
  path: string,
  present: string | null,
  keys: Keys,
  options: RestoreOptions,
  backup: string,
): Salvaged | null {
  const open = () => openDatabase({ path, key: keys.database });
  const opened = open();
  if (!opened.ok) throw new Error(`verified backup does not open: ${opened.fault.code}`);
  const connection = new Connection(opened.database, open);
  try {
    if (!migrate(opened.database, options.migrations).ok) return null;
    const source = present === null ? null : openSource(present, keys, options.migrations);
    const state = openStateFile(options.dataDir, keys.dbId);
    const mark = state.read();
    state.close();
    const salvaged = connection.write(() => {
      connection.run(flagUnsentSql, { now: options.now });
      connection.run(freeSenderSql);
      const found = source
        ? salvageInto(connection, source, options.crypto, keys.audit, mark)
        : { assessments: 0, messages: 0, auditRows: 0, unreadable: 0 };
      connection.run(endAttemptsSql, { now: options.now });
      rebuildDerived(connection);
      createAuditStore(connection, options.crypto, keys.audit, options.machine).append({
        at: options.now,
        actor: options.actor,
        action: 'backup.restore',
        subject: backup,
        outcome: 'ok',
        detail: `assessments=${found.assessments} messages=${found.messages} audit=${found.auditRows} unreadable=${found.unreadable}`,
      });
      return found;
    });
    source?.close();
    connection.handle.pragma('wal_checkpoint(TRUNCATE)');
    return salvaged;
  } finally {
    connection.close();
  }
}

/** The damaged file as far as it opens and has a schema that is known here; null otherwise. */
function openSource(path: string, keys: Keys, steps?: readonly Migration[]): Database | null {
  const opened = openDatabase({ path, key: keys.database });
  if (!opened.ok) return null;
  try {
    if (migrate(opened.database, steps).ok) return opened.database;
  } catch (error) {
    if (!sqliteCode(error).startsWith('SQLITE_CORRUPT')) throw error;
  }
  opened.database.close();
  return null;
}

/** Moves database, log and index together into a folder of their own: apart from each other they are worth less. */
function setAside(dataDir: string, now: number): string | null {
  const present = sidecars.filter((ending) => exists(databasePath(dataDir) + ending));
  if (present.length === 0) return null;
  const folder = join(dataDir, 'quarantine', new Date(now).toISOString().replace(/[-:.]/g, ''));
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  // The database first: one without its log must never be what a start finds.
  for (const ending of present) {
    renameSync(databasePath(dataDir) + ending, join(folder, `outbox.db${ending}`));
  }
  syncFolder(folder);
  syncFolder(dataDir);
  return folder;
}

/** The mark of a restored database is its own; the higher one was taken care of by the restore and its audit row. */
function resetMark(dataDir: string, keys: Keys): void {
  const open = () => openDatabase({ path: databasePath(dataDir), key: keys.database });
  const opened = open();
  if (!opened.ok) throw new Error(`restored database does not open: ${opened.fault.code}`);
  const connection = new Connection(opened.database, open);
  const state = openStateFile(dataDir, keys.dbId);
  state.reset(markOf(connection, keys.dbId));
  state.close();
  connection.close();
}

function exists(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false }) !== undefined;
}
