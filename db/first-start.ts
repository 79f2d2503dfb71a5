import { chmodSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { databasePath } from './data-folder.ts';
import type { KeyProtection } from './key-slots.ts';
import { type Keys, newKeyring, writeKeyring } from './keyring.ts';
import { migrate } from './migrate.ts';
import type { Migration } from './migrations/index.ts';
import { openDatabase } from './open.ts';
import { syncFolder } from './small-file.ts';

/**
 * The first start: the database is made under another name and complete before the keyring says that there is one, and
 * moved into place last. Killed between, the next start either begins again or finishes the move.
 */
export function createFirst(
  dataDir: string,
  protection: KeyProtection,
  migrations?: readonly Migration[],
): Keys {
  const { keyring, keys } = newKeyring(protection);
  const unfinished = unfinishedPath(dataDir);
  for (const ending of ['', '-wal', '-shm']) rmSync(unfinished + ending, { force: true });
  const opened = openDatabase({ path: unfinished, key: keys.database, create: true });
  if (!opened.ok) throw new Error(`first database not created: ${opened.fault.detail}`);
  migrate(opened.database, migrations);
  opened.database.close();
  // The log and its index take their rights from the database.
  chmodSync(unfinished, 0o600);
  writeKeyring(dataDir, keyring);
  finishCreation(dataDir, keys);
  return keys;
}

/** Moves a database that was made but not yet put in place; one that the key does not open is left alone. */
export function finishCreation(dataDir: string, keys: Keys): void {
  const unfinished = unfinishedPath(dataDir);
  const opened = openDatabase({ path: unfinished, key: keys.database });
  if (!opened.ok) return;
  opened.database.close();
  renameSync(unfinished, databasePath(dataDir));
  syncFolder(dataDir);
}

function unfinishedPath(dataDir: string): string {
  return join(dataDir, 'outbox.unfinished.db');
}
