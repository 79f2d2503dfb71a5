import { mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import type { AppParts } from '../core/app-parts.ts';
import type { Crypto } from '../core/host/ports.ts';
import { createAccountStore } from './account-store.ts';
import { createAssessmentStore } from './assessment-store.ts';
import { type ChainedAuditStore, createAuditStore } from './audit-store.ts';
import { Connection } from './connection.ts';
import { createDestinationStore } from './destination-store.ts';
import { type Keys, newKeyring, readKeyring, writeKeyring } from './keyring.ts';
import { migrate } from './migrate.ts';
import { openDatabase } from './open.ts';
import { createOutboxStore } from './outbox-store.ts';
import { createQueueStore } from './queue-store.ts';
import { createSettingsStore } from './settings-store.ts';
import { syncFolder } from './small-file.ts';
import { type StartFaultCode, startFault } from './start-fault.ts';
import { createStudentStore } from './student-store.ts';

export interface OpenStoresOptions {
  readonly dataDir: string;
  /** True in an installed application: it refuses a `dev` key slot. */
  readonly packaged: boolean;
  readonly crypto: Pick<Crypto, 'hmacSha256'>;
  readonly now: () => number;
  /** The name of this machine in the audit trail; the host name when left out. */
  readonly machine?: string;
}

/** Every port that the database implements. */
export interface Stores
  extends Pick<
    AppParts,
    'outbox' | 'assessments' | 'students' | 'queue' | 'accounts' | 'destinations' | 'settings'
  > {
  readonly audit: ChainedAuditStore;
  /** Moves what is in the write-ahead log into the file; for idle moments. */
  checkpoint(): void;
  close(): void;
}

export type OpenedStores =
  | { readonly ok: true; readonly stores: Stores }
  | { readonly ok: false; readonly code: StartFaultCode; readonly message: string };

/** The database of a data folder. */
export function databasePath(dataDir: string): string {
  return join(dataDir, 'outbox.db');
}

/**
 * Opens the database of a folder and everything on it, or says why not. Only a folder that never held one gets a new one;
 * in every other case nothing is created and nothing is deleted (docs/security.md, start-up decision table).
 */
export function openStores(options: OpenStoresOptions): OpenedStores {
  const { dataDir, packaged } = options;
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const path = databasePath(dataDir);
  const exists = (sizeOf(path) ?? 0) > 0;

  const read = readKeyring(dataDir, packaged);
  if (!read.ok && read.code !== 'NONE') return startFault(read.code);
  if (!read.ok && exists) return startFault('KEYRING_MISSING');
  if (!read.ok && sizeOf(path) === 0) return startFault('MISSING');
  if (!read.ok && packaged) return startFault('NO_SLOT');

  const keys = read.ok ? read.keys : createFirst(dataDir);
  if (read.ok && !exists) finishCreation(dataDir, keys);
  return openWith(path, keys, options);
}

function openWith(path: string, keys: Keys, options: OpenStoresOptions): OpenedStores {
  const open = () => openDatabase({ path, key: keys.database });
  const opened = open();
  if (!opened.ok) return startFault(opened.fault.code, opened.fault.detail);
  const migrated = migrate(opened.database);
  if (!migrated.ok) {
    opened.database.close();
    return startFault(migrated.code);
  }
  return { ok: true, stores: storesOn(new Connection(opened.database, open), keys, options) };
}

function storesOn(connection: Connection, keys: Keys, options: OpenStoresOptions): Stores {
  const audit = createAuditStore(connection, options.crypto, keys.audit, options.machine ?? hostname());
  return {
    outbox: createOutboxStore(connection),
    assessments: createAssessmentStore(connection, audit),
    students: createStudentStore(connection, audit),
    queue: createQueueStore(connection, audit),
    accounts: createAccountStore(connection, audit),
    destinations: createDestinationStore(connection, audit),
    settings: createSettingsStore(connection),
    audit,
    checkpoint: () => void connection.handle.pragma('wal_checkpoint(TRUNCATE)'),
    close: () => connection.close(),
  };
}

/**
 * The first start: the database is made under another name and complete before the keyring says that there is one, and
 * moved into place last. Killed between, the next start either begins again or finishes the move.
 */
function createFirst(dataDir: string): Keys {
  const { keyring, keys } = newKeyring();
  const unfinished = unfinishedPath(dataDir);
  for (const ending of ['', '-wal', '-shm']) rmSync(unfinished + ending, { force: true });
  const opened = openDatabase({ path: unfinished, key: keys.database, create: true });
  if (!opened.ok) throw new Error(`first database not created: ${opened.fault.detail}`);
  migrate(opened.database);
  opened.database.close();
  writeKeyring(dataDir, keyring);
  finishCreation(dataDir, keys);
  return keys;
}

/** Moves a database that was made but not yet put in place; one that the key does not open is left alone. */
function finishCreation(dataDir: string, keys: Keys): void {
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

function sizeOf(path: string): number | null {
  try {
    return statSync(path).size;
  } catch {
    return null;
  }
}
