import { randomUUID } from 'node:crypto';
import { copyFileSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Crypto } from '../../core/host/ports.ts';
import type { SealedRescue } from '../../core/rescue/ports.ts';
import { backupFolder, listBackups } from '../backup-files.ts';
import { Connection } from '../connection.ts';
import { databasePath, sizeOf } from '../data-folder.ts';
import type { KeyProtection } from '../key-slots.ts';
import { type Keys, readByRecovery, readKeyring } from '../keyring.ts';
import { migrate } from '../migrate.ts';
import { openDatabase, sqliteCode } from '../open.ts';
import { newPassphrase, seal } from './envelope.ts';
import { readQueue, summaryOf } from './read-queue.ts';

export interface ClosedRescue {
  readonly dataDir: string;
  readonly protection: KeyProtection;
  readonly crypto: Pick<Crypto, 'scrypt'>;
  readonly machine: string;
  readonly now: number;
  /** A backup by its name; null for the database itself. */
  readonly backup: string | null;
  readonly privateKeyPem: string | null;
}

/**
 * Seals what was unsent in a folder that is not open: the file and its log are read from an encrypted copy beside them, because
 * opening one changes it. Null where the key does not fit or the file cannot be read as far as its queue.
 */
export async function rescueClosed(options: ClosedRescue): Promise<SealedRescue | null> {
  const { dataDir, protection, privateKeyPem } = options;
  const own = readKeyring(dataDir, protection);
  const keys = privateKeyPem !== null ? readByRecovery(dataDir, privateKeyPem) : own.ok ? own.keys : null;
  const source = keys && sourceOf(options);
  if (!keys || source === null) return null;
  const work = join(dataDir, 'rescue.unfinished');
  rmSync(work, { recursive: true, force: true });
  try {
    mkdirSync(work, { mode: 0o700 });
    const copy = join(work, 'outbox.db');
    for (const ending of ['', '-wal', '-shm'])
      if (sizeOf(source + ending) !== null) copyFileSync(source + ending, copy + ending);
    const content = contentOf(copy, keys, options);
    if (!content || content.messages.length === 0) return null;
    return await sealed(content, options);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function sourceOf({ dataDir, backup }: ClosedRescue): string | null {
  if (backup === null) return databasePath(dataDir);
  const known = listBackups(dataDir).find(({ name }) => name === backup);
  return known ? join(backupFolder(dataDir), known.name) : null;
}

function contentOf(path: string, keys: Keys, { machine, now }: ClosedRescue) {
  const open = () => openDatabase({ path, key: keys.database });
  const opened = open();
  if (!opened.ok) return null;
  const connection = new Connection(opened.database, open);
  try {
    if (!migrate(opened.database).ok) return null;
    const named = { exportId: randomUUID(), exportedAt: now, machine, dbId: keys.dbId };
    return readQueue(connection, named, false);
  } catch (error) {
    if (sqliteCode(error) === '') throw error;
    return null;
  } finally {
    connection.close();
  }
}

async function sealed(
  content: Parameters<typeof summaryOf>[0],
  { crypto, protection: { recovery } }: ClosedRescue,
): Promise<SealedRescue> {
  const passphrase = newPassphrase();
  return {
    summary: summaryOf(content),
    passphrase,
    text: await seal(content, passphrase, recovery, crypto),
    recovery: recovery !== null,
  };
}
