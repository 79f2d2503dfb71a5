import { mkdirSync } from 'node:fs';
import type { Database } from 'better-sqlite3';
import { isNetworkPath } from '../core/host/folder-place.ts';
import type { Crypto } from '../core/host/ports.ts';
import { Connection, closeQuietly } from './connection.ts';
import { databasePath, sizeOf, wasInUse } from './data-folder.ts';
import { createFirst, finishCreation } from './first-start.ts';
import { markOf } from './high-water.ts';
import type { KeyProtection } from './key-slots.ts';
import { canMakeKeyring, type Keys, readKeyring } from './keyring.ts';
import { isNewer } from './migrate.ts';
import type { Migration } from './migrations/index.ts';
import { diskCode, isWhole, type Opened, openDatabase, sqliteCode } from './open.ts';
import { type StartFault, type StartFaultCode, startFault } from './start-fault.ts';
import { type Mark, openStateFile, type StateFile } from './state-file.ts';
import { createStores, type Stores } from './stores.ts';
import { upgrade } from './upgrade.ts';

export interface OpenStoresOptions {
  readonly dataDir: string;
  /** What may wrap and unwrap the data key here. */
  readonly protection: KeyProtection;
  readonly crypto: Pick<Crypto, 'hmacSha256' | 'scrypt'>;
  readonly now: () => number;
  /** The name of this machine in the audit trail; the host name when left out. */
  readonly machine?: string;
  /** The last process on this folder did not end in order: every page and index is checked before anything is written. */
  readonly afterUncleanStop?: boolean;
  /** Whether another living process works on this folder: its open files must not be taken from it. Left out: none does. */
  readonly inUse?: () => boolean;
  /** The schema's steps instead of this program's own: a test starts an older or a newer program by them. */
  readonly migrations?: readonly Migration[];
  /** Where IT wants a second copy of each backup; people choose it where this is left out. */
  readonly backupFolder?: string | undefined;
  /** Told when long work got no thread and made everybody wait. */
  readonly onNoThread?: (error: unknown) => void;
  /** Told once when any query meets a damaged page: stop sending and saving, and show it. */
  readonly onDamaged?: (code: string) => void;
}

export type OpenedStores =
  | {
      readonly ok: true;
      readonly stores: Stores;
      /** Whether the keyring got or lost a slot at this start. */
      readonly slotsChanged: boolean;
    }
  | { readonly ok: false; readonly code: StartFaultCode; readonly message: string };

const checkedAtStartBytes = 16_000_000;

/**
 * Opens the database of a folder and everything on it, or says why not. Only a folder that never held one gets a new one;
 * in every other case nothing is created and nothing is deleted (docs/security.md, start-up decision table).
 */
export function openStores(options: OpenStoresOptions): OpenedStores {
  try {
    return decide(options);
  } catch (error) {
    const code = diskCode(error);
    if (code === '') throw error;
    return startFault('NOT_WRITABLE', code);
  }
}

function decide(options: OpenStoresOptions): OpenedStores {
  const { dataDir, protection } = options;
  if (isNetworkPath(dataDir)) return startFault('NETWORK_FOLDER');
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const path = databasePath(dataDir);
  const exists = (sizeOf(path) ?? 0) > 0;

  const read = readKeyring(dataDir, protection);
  if (!read.ok && read.code !== 'NONE') return startFault(read.code);
  if (!read.ok && exists) return startFault('KEYRING_MISSING');
  if (!read.ok && wasInUse(dataDir)) return startFault('MISSING');
  if (!read.ok && !canMakeKeyring(protection)) return startFault('NO_SLOT');

  const keys = read.ok ? read.keys : createFirst(dataDir, protection, options.migrations);
  // Another process was first: its database is opened like any other.
  if (!keys) return decide(options);
  if (read.ok && !exists) finishCreation(dataDir, keys);
  const opened = openWith(path, keys, options);
  // Only a start that opened has proven the slot that it opened with.
  return read.ok && opened.ok ? { ...opened, slotsChanged: tended(read.tend) } : opened;
}

/** A keyring that cannot be written now is tended at a later start. */
function tended(tend: () => boolean): boolean {
  try {
    return tend();
  } catch (error) {
    if (diskCode(error) === '') throw error;
    return false;
  }
}

function openWith(path: string, keys: Keys, options: OpenStoresOptions): OpenedStores {
  const unusable = examine(path, keys, options);
  if (unusable) return unusable;
  const open = () => openDatabase({ path, key: keys.database });
  const opened = open();
  if (!opened.ok) return startFault(opened.fault.code, opened.fault.detail);
  let state: StateFile | null = null;
  try {
    const refused = upgrade(opened.database, keys, options);
    if (refused) {
      opened.database.close();
      return refused;
    }
    state = openStateFile(options.dataDir, keys.dbId);
    return {
      ok: true,
      stores: createStores(connect(opened.database, open, state, keys, options), state, keys, options),
      slotsChanged: false,
    };
  } catch (error) {
    // Left open, a handle would hold locks on a folder that the application says it does not use.
    closeQuietly(opened.database);
    state?.close();
    throw error;
  }
}

function connect(
  database: Database,
  open: () => Opened,
  state: StateFile,
  keys: Keys,
  options: OpenStoresOptions,
): Connection {
  let told = false;
  const connection: Connection = new Connection(database, open, {
    committed: () => note(state, markOf(connection, keys.dbId)),
    damaged(code) {
      if (!told) options.onDamaged?.(code);
      told = true;
    },
  });
  return connection;
}

/** What is committed stays committed when the mark cannot be written: it may always be older than the database. */
function note(state: StateFile, mark: Mark): void {
  try {
    state.write(mark);
  } catch (error) {
    if (diskCode(error) === '') throw error;
  }
}

/**
 * Looks at the file without being able to write it: closing a connection that may write puts the log into the file and
 * deletes the log, also where the file turned out to be damaged. A large file is checked by the host when nobody waits, but
 * `thoroughly` and at once after a process that did not end in order.
 */
function examine(
  path: string,
  keys: Keys,
  { afterUncleanStop: thoroughly = false, migrations: steps }: OpenStoresOptions,
): StartFault | null {
  const opened = openDatabase({ path, key: keys.database, readonly: true });
  if (!opened.ok) return startFault(opened.fault.code, opened.fault.detail);
  try {
    const check = thoroughly ? 'integrity_check' : 'quick_check';
    const checked = thoroughly || (sizeOf(path) ?? 0) <= checkedAtStartBytes;
    if (checked && !isWhole(opened.database, check)) return startFault('DAMAGED', check);
    return isNewer(opened.database, steps) ? startFault('SCHEMA_NEWER') : null;
  } catch (error) {
    const code = sqliteCode(error);
    if (!code.startsWith('SQLITE_CORRUPT') && code !== 'SQLITE_NOTADB') throw error;
    return startFault('DAMAGED', code);
  } finally {
    opened.database.close();
  }
}
