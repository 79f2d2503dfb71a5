import {
  closeSync,
  copyFileSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import type { Database } from 'better-sqlite3';
import type { Connection } from './connection.ts';
import type { Keys } from './keyring.ts';
import { isWhole, openDatabase, sqliteCode } from './open.ts';
import { syncFolder } from './small-file.ts';

const keepMs = 7 * 24 * 3_600_000;
/** Kept whatever their age: a PC that was off for weeks still has something to go back to. */
const keepAtLeast = 3;
const dueAfterRecords = 20;
const dueAfterMs = 4 * 3_600_000;

const lastVisitSql = 'SELECT coalesce(max(visit), 0) AS visit FROM assessments';
const newRecordsSql = 'SELECT count(*) AS records FROM (SELECT 1 FROM assessments WHERE visit > ? LIMIT ?)';
const auditSql = 'SELECT coalesce(max(seq), 0) AS seq FROM audit';
const lastSql = `SELECT value FROM settings WHERE key = 'own.backup'`;
const firstAfterSql = 'SELECT at FROM audit WHERE seq > ? ORDER BY seq LIMIT 1';
const secondKey = 'own.backupFolder';
const copyKey = 'own.backupCopy';
const readSql = 'SELECT value FROM settings WHERE key = ?';
const keepSql = `
  INSERT INTO settings (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value`;
const noteSql = `
  INSERT INTO settings (key, value) VALUES ('own.backup', ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value`;

export interface Backup {
  readonly name: string;
  readonly madeAt: number;
  readonly bytes: number;
}

export type BackupMade =
  | { readonly ok: true; readonly backup: Backup }
  | { readonly ok: false; readonly code: 'DISK_FULL' | 'NOT_VERIFIED' | 'FAILED'; readonly detail: string };

export interface SecondFolder {
  readonly folder: string;
  /** IT chose it. */
  readonly fixed: boolean;
  readonly copiedAt: number | null;
  /** Code of what the last copy failed with; null when it went well or there was none yet. */
  readonly fault: string | null;
}

interface NotedCopy {
  readonly folder: string;
  readonly copiedAt: number | null;
  readonly fault: string | null;
}

export interface Backups {
  /** Verified backups, newest first. */
  list(): readonly Backup[];
  /** After each 20 new records or 4 hours with any change, and where there is none yet. */
  isDue(now: number): boolean;
  /** Whether a clean exit should leave one behind: an assessment was saved since the last, or it is due anyway. */
  isDueAtExit(now: number): boolean;
  /**
   * Makes one and proves that it opens and is whole before it counts, and copies it to the second folder. Older than 7 days are
   * removed afterwards.
   */
  create(now: number): BackupMade;
  /** Since when something is in no backup; null when the newest has everything. */
  unsavedSince(): number | null;
  /** The second folder and how its last copy went; null where there is none. */
  second(): SecondFolder | null;
  /** Chooses the second folder, null for none; false where IT has fixed it. */
  chooseSecond(folder: string | null): boolean;
}

/** Where the backups of a data folder lie. They are encrypted with the same key. */
export function backupFolder(dataDir: string): string {
  return join(dataDir, 'backups');
}

/**
 * Backups by VACUUM INTO (the driver's own backup cannot read an encrypted file): a temporary file, fsync, opened again with
 * the key and checked, renamed last. A kill at any point leaves the earlier ones as they were.
 */
export function createBackups(
  connection: Connection,
  dataDir: string,
  keys: Keys,
  fixedSecond: string | null = null,
): Backups {
  const folder = backupFolder(dataDir);
  return {
    list: () => listBackups(dataDir),
    isDue: (now) => isDue(now, dueAfterRecords),
    isDueAtExit: (now) => isDue(now, 1),
    unsavedSince() {
      return connection.get<{ at: number }>(firstAfterSql, [last().seq])?.at ?? null;
    },
    second() {
      const chosen = secondFolder();
      if (chosen === null) return null;
      const noted = connection.get<{ value: string }>(readSql, [copyKey]);
      const copy = noted ? (JSON.parse(noted.value) as NotedCopy) : null;
      const known = copy?.folder === chosen ? copy : null;
      return {
        folder: chosen,
        fixed: fixedSecond !== null,
        copiedAt: known?.copiedAt ?? null,
        fault: known?.fault ?? null,
      };
    },
    chooseSecond(chosen) {
      if (fixedSecond !== null) return false;
      connection.run(keepSql, [secondKey, chosen ?? '']);
      return true;
    },
    create(now) {
      const made = writeBackup(connection.handle, dataDir, keys.database, backupName(now));
      if (!made.ok) return made;
      const { name, visit, seq } = made;
      connection.run(noteSql, [JSON.stringify({ madeAt: now, visit, seq } satisfies LastBackup)]);
      removeOld(folder, now);
      const second = secondFolder();
      if (second !== null) copyTo(second, name, now);
      return { ok: true, backup: { name, madeAt: now, bytes: statSync(join(folder, name)).size } };
    },
  };

  function last(): LastBackup {
    const noted = connection.get<{ value: string }>(lastSql);
    return noted ? (JSON.parse(noted.value) as LastBackup) : { madeAt: 0, visit: 0, seq: 0 };
  }

  function isDue(now: number, records: number): boolean {
    const { madeAt, visit, seq } = last();
    const added = connection.get<{ records: number }>(newRecordsSql, [visit, records]);
    if ((added?.records ?? 0) >= records) return true;
    const newest = connection.get<{ seq: number }>(auditSql)?.seq ?? 0;
    return newest > seq && Math.abs(now - madeAt) >= dueAfterMs;
  }

  function secondFolder(): string | null {
    return fixedSecond ?? (connection.get<{ value: string }>(readSql, [secondKey])?.value || null);
  }

  /** A disk that is not there today costs the copy and is told; the backup itself counts. */
  function copyTo(second: string, name: string, now: number): void {
    const fault = copyVerified(join(folder, name), second, keys.database);
    const before = connection.get<{ value: string }>(readSql, [copyKey]);
    const earlier = before ? (JSON.parse(before.value) as NotedCopy) : null;
    const copiedAt = fault === null ? now : earlier?.folder === second ? earlier.copiedAt : null;
    const noted: NotedCopy = { folder: second, copiedAt, fault };
    connection.run(keepSql, [copyKey, JSON.stringify(noted)]);
    if (fault === null) removeOld(second, now);
  }
}

/** Copies a backup into a folder that is there already, and proves that the copy opens; a code of the fault, null when well. */
function copyVerified(from: string, folder: string, key: Uint8Array): string | null {
  const name = basename(from);
  const unfinished = join(folder, `${name}.unfinished`);
  try {
    copyFileSync(from, unfinished);
    syncFile(unfinished);
    const fault = verifyBackup(unfinished, key);
    if (fault === null) {
      renameSync(unfinished, join(folder, name));
      syncFolder(folder);
      return null;
    }
    removeUnfinished(folder);
    return fault;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    if (code === '') throw error;
    removeUnfinished(folder);
    return code;
  }
}

/**
 * The backup that an upgrade makes before it changes anything, named after the schema that it holds. It is kept until there is
 * a backup of the new schema that is a week younger. Takes the raw handle: the stores are not open yet.
 */
export function backupBeforeUpgrade(
  database: Database,
  dataDir: string,
  key: Uint8Array,
  schema: number,
  now: number,
): { readonly ok: true } | Extract<BackupMade, { ok: false }> {
  return writeBackup(database, dataDir, key, backupName(now, schema));
}

type Written =
  | ({ readonly ok: true; readonly name: string } & Pick<LastBackup, 'visit' | 'seq'>)
  | Extract<BackupMade, { ok: false }>;

function writeBackup(database: Database, dataDir: string, key: Uint8Array, name: string): Written {
  const folder = backupFolder(dataDir);
  const unfinished = join(folder, `${name}.unfinished`);
  const atLeast = heldBy(database);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    removeUnfinished(folder);
    database.prepare('VACUUM INTO ?').run(unfinished);
    syncFile(unfinished);
  } catch (error) {
    removeUnfinished(folder);
    const code = sqliteCode(error) || ((error as NodeJS.ErrnoException).code ?? '');
    if (code === '') throw error;
    const full = code === 'SQLITE_FULL' || code === 'ENOSPC';
    return { ok: false, code: full ? 'DISK_FULL' : 'FAILED', detail: code };
  }
  const fault = verifyBackup(unfinished, key, atLeast);
  if (fault) {
    removeUnfinished(folder);
    return { ok: false, code: 'NOT_VERIFIED', detail: fault };
  }
  renameSync(unfinished, join(folder, name));
  syncFolder(folder);
  return { ok: true, name, ...atLeast };
}

/** The newest visit and audit row of a database, in every schema that there was. */
function heldBy(database: Database): Pick<LastBackup, 'visit' | 'seq'> {
  return {
    visit: Number(database.prepare(lastVisitSql).pluck().get()),
    seq: Number(database.prepare(auditSql).pluck().get()),
  };
}

interface LastBackup {
  readonly madeAt: number;
  readonly visit: number;
  readonly seq: number;
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
  atLeast: { readonly visit: number; readonly seq: number } = { visit: 0, seq: 0 },
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

function backupName(at: number, schema?: number): string {
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

/** What an upgrade could be taken back with stays until the new schema has a backup that is a week younger. */
function removeOld(folder: string, now: number): void {
  const all = backupsIn(folder);
  const daily = all.filter((backup) => !isBeforeUpgrade(backup));
  const newest = daily[0]?.madeAt ?? 0;
  const old = daily.slice(keepAtLeast).filter(({ madeAt }) => now - madeAt > keepMs);
  const past = all.filter((backup) => isBeforeUpgrade(backup) && newest - backup.madeAt > keepMs);
  for (const { name } of [...old, ...past]) rmSync(join(folder, name), { force: true });
}

function removeUnfinished(folder: string): void {
  for (const name of entries(folder)) {
    if (name.includes('.unfinished')) rmSync(join(folder, name), { force: true });
  }
}

function entries(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function syncFile(path: string): void {
  const handle = openSync(path, 'r+');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
