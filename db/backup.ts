import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import type { AuditEntry, AuditStore } from '../core/host/stores.ts';
import {
  type Backup,
  backupFolder,
  backupName,
  type Held,
  listBackups,
  type NotMade,
  removeOld,
  writeBackup,
} from './backup-files.ts';
import { createSecondFolder, type SecondFolder } from './backup-second.ts';
import type { Connection } from './connection.ts';
import type { Keys } from './keyring.ts';
import { beside } from './long-work/beside.ts';
import { type BackupResult, type Job, runJob } from './long-work/job.ts';

const dueAfterRecords = 20;
const dueAfterMs = 4 * 3_600_000;

const newRecordsSql = 'SELECT count(*) AS records FROM (SELECT 1 FROM assessments WHERE visit > ? LIMIT ?)';
const auditSql = 'SELECT coalesce(max(seq), 0) AS seq FROM audit';
const lastSql = `SELECT value FROM settings WHERE key = 'own.backup'`;
// The row that tells of a backup is written behind it, and is nothing to lose.
const firstAfterSql = `SELECT at FROM audit WHERE seq > ? AND action <> 'backup.create' ORDER BY seq LIMIT 1`;
const noteSql = `
  INSERT INTO settings (key, value) VALUES ('own.backup', ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value`;

export type BackupMade = { readonly ok: true; readonly backup: Backup } | NotMade;

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
  /** The same beside the application, which goes on saving and sending: with a large database it takes seconds. */
  createBeside(now: number): Promise<BackupMade>;
  /** Since when something is in no backup; null when the newest has everything. */
  unsavedSince(): number | null;
  /** The second folder and how its last copy went; null where there is none. */
  second(): SecondFolder | null;
  /** Chooses the second folder, null for none, with its audit row in one transaction; false where IT has fixed it. */
  chooseSecond(folder: string | null, entry: AuditEntry): boolean;
}

/** When backups are due, and making them. */
export function createBackups(
  connection: Connection,
  dataDir: string,
  keys: Keys,
  audit: Pick<AuditStore, 'append'>,
  fixedSecond: string | null = null,
  onNoThread: (error: unknown) => void = () => {},
): Backups {
  const folder = backupFolder(dataDir);
  const second = createSecondFolder(connection, audit, fixedSecond, keys.dbId);
  return {
    list: () => listBackups(dataDir),
    isDue: (now) => isDue(now, dueAfterRecords),
    isDueAtExit: (now) => isDue(now, 1),
    unsavedSince() {
      return connection.get<{ at: number }>(firstAfterSql, [last().seq])?.at ?? null;
    },
    second: second.view,
    chooseSecond: second.choose,
    create(now) {
      const job = jobFor(now);
      return noted(job, runJob<'backup'>(job), now);
    },
    async createBeside(now) {
      const job = jobFor(now);
      return noted(job, await beside<'backup'>(job, onNoThread), now);
    },
  };

  function jobFor(now: number): BackupJob {
    const name = backupName(now);
    return { kind: 'backup', dataDir, key: keys.database, name, second: second.place() };
  }

  /** An application that has ended meanwhile cannot note it: then the next start finds one more backup than it knows of. */
  function noted(job: BackupJob, made: BackupResult, now: number): BackupMade {
    if (!made.ok) return made;
    const { visit, seq, copyFault } = made;
    if (connection.handle.open) {
      connection.run(noteSql, [JSON.stringify({ madeAt: now, visit, seq } satisfies LastBackup)]);
      if (job.second !== null) second.copied(job.second, copyFault, now);
      removeOld(folder, now);
    }
    return {
      ok: true,
      backup: { name: job.name, madeAt: now, bytes: statSync(join(folder, job.name)).size },
    };
  }

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
): { readonly ok: true } | NotMade {
  return writeBackup(database, dataDir, key, backupName(now, schema));
}

type BackupJob = Extract<Job, { kind: 'backup' }>;

interface LastBackup extends Held {
  readonly madeAt: number;
}
