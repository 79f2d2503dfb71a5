import { copyFileSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { isWhole, openDatabase, sqliteCode } from './open.ts';
import { processLives } from './sender-store.ts';
import { syncFile, syncFolder } from './small-file.ts';

const keepMs = 7 * 24 * 3_600_000;
/** Kept whatever their age: a PC that was off for weeks still has something to go back to. */
const keepAtLeast = 3;

const lastVisitSql = 'SELECT coalesce(max(visit), 0) AS visit FROM assessments';
const lastAuditSql = 'SELECT coalesce(max(seq), 0) AS seq FROM audit';

export interface Backup {
  readonly name: string;
  readonly madeAt: number;
  readonly bytes: number;
}

export interface NotMade {
  readonly ok: false;
  readonly code: 'DISK_FULL' | 'NOT_VERIFIED' | 'FAILED';
  readonly detail: string;
}

/** How far a database has come: what a backup of it holds. */
export interface Held {
  readonly visit: number;
  readonly seq: number;
}

/** Where the backups of a data folder lie. They are encrypted with the same key. */
export function backupFolder(dataDir: string): string {
  return join(dataDir, 'backups');
}

export type Written = ({ readonly ok: true; readonly name: string } & Held) | NotMade;

/**
 * By VACUUM INTO (the driver's own backup cannot read an encrypted file): a temporary file, fsync, opened again with the key and
 * checked, renamed last. A kill at any point leaves the earlier ones as they were.
 */
export function writeBackup(database: Database, dataDir: string, key: Uint8Array, name: string): Written {
  const folder = backupFolder(dataDir);
  const unfinished = unfinishedPath(folder, name);
  const atLeast = heldBy(database);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    removeCutShort(folder);
    database.prepare('VACUUM INTO ?').run(unfinished);
    syncFile(unfinished);
  } catch (error) {
    removeAll(folder, (other) => other.startsWith(basename(unfinished)));
    const code = sqliteCode(error) || ((error as NodeJS.ErrnoException).code ?? '');
    if (code === '') throw error;
    const full = code === 'SQLITE_FULL' || code === 'ENOSPC';
    return { ok: false, code: full ? 'DISK_FULL' : 'FAILED', detail: code };
  }
  const fault = verifyBackup(unfinished, key, atLeast);
  if (fault) {
    removeAll(folder, (other) => other.startsWith(basename(unfinished)));
    return { ok: false, code: 'NOT_VERIFIED', detail: fault };
  }
  renameSync(unfinished, join(folder, name));
  syncFolder(folder);
  return { ok: true, name, ...atLeast };
}

/** The newest visit and audit row of a database, in every schema that there was. */
function heldBy(database: Database): Held {
  return {
    visit: Number(database.prepare(lastVisitSql).pluck().get()),
    seq: Number(database.prepare(lastAuditSql).pluck().get()),
  };
}

/** Copies a backup into a folder, which is made in one that is there already, and proves that the copy opens; a code of the fault, null when well. */
export function copyVerified(from: string, folder: string, key: Uint8Array): string | null {
  const name = basename(from);
  const unfinished = unfinishedPath(folder, name);
  try {
    makeIn(folder);
    copyFileSync(from, unfinished);
    syncFile(unfinished);
    const fault = verifyBackup(unfinished, key);
    if (fault === null) {
      renameSync(unfinished, join(folder, name));
      syncFolder(folder);
      return null;
    }
    removeAll(folder, (other) => other.startsWith(basename(unfinished)));
    return fault;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    if (code === '') throw error;
    removeAll(folder, (other) => other.startsWith(basename(unfinished)));
    return code;
  }
}

/** Makes the last folder of a path alone: a disk that is away today must not be made up on the one below it. */
function makeIn(folder: string): void {
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

/** The backups of a folder, newest first; also without an open database. */
export function listBackups(dataDir: string): readonly Backup[] {
  return backupsIn(backupFolder(dataDir));
}

function backupsIn(folder: string): readonly Backup[] {
  return entries(folder)
    .flatMap((name) => {
      const madeAt = timeOf(name);
      return madeAt === null ? [] : [{ name, madeAt, bytes: statSync(join(folder, name)).size }];
    })
    .sort((a, b) => b.madeAt - a.madeAt);
}

/** Opens a backup with the key, checks every page and that it holds at least what is expected; null when it does. */
export function verifyBackup(
  path: string,
  key: Uint8Array,
  atLeast: Held = { visit: 0, seq: 0 },
): string | null {
  const opened = openDatabase({ path, key, readonly: true });
  if (!opened.ok) return opened.fault.code;
  try {
    if (!isWhole(opened.database)) return 'quick_check';
    const { visit, seq } = heldBy(opened.database);
    return visit < atLeast.visit || seq < atLeast.seq ? 'incomplete' : null;
  } catch (error) {
    const code = sqliteCode(error);
    if (code === '') throw error;
    return code;
  } finally {
    opened.database.close();
  }
}

/** Named after its time, so that names sort by age, and after the schema where it was made before an upgrade. */
export function backupName(at: number, schema?: number): string {
  const before = schema === undefined ? '' : `-schema${schema}`;
  return `outbox-${new Date(at).toISOString().replace(/[-:.]/g, '')}${before}.db`;
}

function timeOf(name: string): number | null {
  const parts = /^outbox-(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(\d{3})Z(?:-schema\d+)?\.db$/.exec(name);
  if (!parts) return null;
  const [, year, month, day, hour, minute, second, ms] = parts.map(Number);
  return Date.UTC(year ?? 0, (month ?? 1) - 1, day, hour, minute, second, ms);
}

function isBeforeUpgrade({ name }: Backup): boolean {
  return name.includes('-schema');
}

/**
 * Removes what is older than 7 days. What an upgrade could be taken back with stays until the new schema has a backup that is a week
 * younger.
 */
export function removeOld(folder: string, now: number): void {
  const all = backupsIn(folder);
  const daily = all.filter((backup) => !isBeforeUpgrade(backup));
  const newest = daily[0]?.madeAt ?? 0;
  const old = daily.slice(keepAtLeast).filter(({ madeAt }) => now - madeAt > keepMs);
  const past = all.filter((backup) => isBeforeUpgrade(backup) && newest - backup.madeAt > keepMs);
  for (const { name } of [...old, ...past]) rmSync(join(folder, name), { force: true });
}

/** Several processes and threads may make one at once: each has a name of its own for what is not done. */
function unfinishedPath(folder: string, name: string): string {
  return join(folder, `${name}.${process.pid}.unfinished`);
}

/** What a process that lives is making stays. */
function removeCutShort(folder: string): void {
  removeAll(folder, (name) => {
    const [, maker] = /\.(\d+)\.unfinished/.exec(name) ?? [];
    return name.includes('.unfinished') && (maker === undefined || !processLives(Number(maker), null));
  });
}

/** What a virus scanner holds stays for the next time. */
function removeAll(folder: string, which: (name: string) => boolean): void {
  for (const name of entries(folder).filter(which)) {
    try {
      rmSync(join(folder, name), { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).syscall === undefined) throw error;
    }
  }
}

function entries(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
