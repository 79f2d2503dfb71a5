import { chmodSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { databasePath, sizeOf } from './data-folder.ts';
import type { KeyProtection } from './key-slots.ts';
import { type Keys, newKeyring, writeFirstKeyring } from './keyring.ts';
import { migrate } from './migrate.ts';
import type { Migration } from './migrations/index.ts';
import { openDatabase } from './open.ts';
import { renamePatiently, syncFolder } from './small-file.ts';

/** No first start takes so long: what lies there since is of one that was killed. */
const longestMs = 10 * 60_000;

/**
 * The first start: the database is made under a name of its key's own and complete before the keyring says that there is one, and
 * moved into place last. Killed between, the next start either begins again or finishes the move. Several may begin at once (the
 * watchdog starts one in every session, a command of IT's another): whose keyring is there first has made the database, and
 * the others (null) go on with that.
 */
export function createFirst(
  dataDir: string,
  protection: KeyProtection,
  migrations?: readonly Migration[],
): Keys | null {
  removeAbandoned(dataDir);
  const { keyring, keys } = newKeyring(protection);
  const unfinished = unfinishedPath(dataDir, keys);
  const opened = openDatabase({ path: unfinished, key: keys.database, create: true });
  if (!opened.ok) throw new Error(`first database not created: ${opened.fault.detail}`);
  migrate(opened.database, migrations);
  opened.database.close();
  // The log and its index take their rights from the database.
  chmodSync(unfinished, 0o600);
  if (!writeFirstKeyring(dataDir, keyring)) {
    rmSync(unfinished, { force: true });
    return null;
  }
  finishCreation(dataDir, keys);
  return keys;
}

/** Moves a database that was made but not yet put in place; where there is none for this key nothing happens. */
export function finishCreation(dataDir: string, keys: Keys): void {
  const unfinished = unfinishedPath(dataDir, keys);
  const opened = openDatabase({ path: unfinished, key: keys.database });
  if (!opened.ok) return;
  opened.database.close();
  try {
    renamePatiently(unfinished, databasePath(dataDir));
  } catch (error) {
    // Two finish the same one: the other has moved it.
    if ((sizeOf(databasePath(dataDir)) ?? 0) === 0) throw error;
  }
  syncFolder(dataDir);
}

function unfinishedPath(dataDir: string, { dbId }: Pick<Keys, 'dbId'>): string {
  return join(dataDir, `outbox.${dbId}.unfinished.db`);
}

function removeAbandoned(dataDir: string): void {
  for (const name of readdirSync(dataDir)) {
    const path = join(dataDir, name);
    if (!name.includes('.unfinished.db')) continue;
    const since = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
    if (Date.now() - since > longestMs) rmSync(path, { force: true });
  }
}
