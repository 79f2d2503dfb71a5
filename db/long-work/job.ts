import { join } from 'node:path';
import { backupFolder, copyVerified, type Held, type NotMade, writeBackup } from '../backup-files.ts';
import { databasePath } from '../data-folder.ts';
import { isWhole, openDatabase } from '../open.ts';

/** What takes seconds with a large database. Everything in it can be handed to another thread. */
export type Job =
  | {
      readonly kind: 'backup';
      readonly dataDir: string;
      readonly key: Uint8Array;
      readonly name: string;
      /** Where a copy goes, in a folder that is there; null for none. */
      readonly second: string | null;
    }
  | { readonly kind: 'integrity'; readonly dataDir: string; readonly key: Uint8Array };

export type BackupResult =
  /** `copyFault` is the code of what the copy failed with, null when it went well or there is no second folder. */
  ({ readonly ok: true; readonly copyFault: string | null } & Held) | NotMade;

export interface JobResults {
  readonly backup: BackupResult;
  readonly integrity: boolean;
}

/** Does a job on a connection of its own, which only reads the database: the application goes on saving and sending. */
export function runJob<K extends Job['kind']>(job: Extract<Job, { kind: K }>): JobResults[K];
export function runJob(job: Job): JobResults[Job['kind']] {
  const opened = openDatabase({ path: databasePath(job.dataDir), key: job.key, readonly: true });
  if (!opened.ok) {
    return job.kind === 'integrity' ? false : { ok: false, code: 'FAILED', detail: opened.fault.code };
  }
  try {
    return job.kind === 'integrity'
      ? isWhole(opened.database, 'integrity_check')
      : backUp(opened.database, job);
  } finally {
    opened.database.close();
  }
}

function backUp(
  database: Parameters<typeof writeBackup>[0],
  { dataDir, key, name, second }: Extract<Job, { kind: 'backup' }>,
): BackupResult {
  const made = writeBackup(database, dataDir, key, name);
  if (!made.ok) return made;
  const copyFault = second === null ? null : copyVerified(join(backupFolder(dataDir), name), second, key);
  return { ok: true, copyFault, visit: made.visit, seq: made.seq };
}
