import { statSync } from 'node:fs';
import Database from 'better-sqlite3';

/** Why a database could not be opened. None of them ever leads to a new, empty one. */
export type OpenFault =
  | { readonly code: 'MISSING' | 'WRONG_KEY' | 'DAMAGED' | 'NOT_WRITABLE'; readonly detail: string }
  | { readonly code: 'PRAGMA_REFUSED'; readonly detail: string };

export type Opened =
  | { readonly ok: true; readonly database: Database.Database }
  | { readonly ok: false; readonly fault: OpenFault };

/** The cipher fork adds `key` to the driver; the types of the driver do not know it. */
type Keyed = Database.Database & { key(key: Buffer): number };

/** SQLCipher's cipher_page_size. A commit encrypts every page it touches whole: half the page is nearly half the cost. */
export const pageBytes = 2048;
/** 8 MB: a checkpoint costs syncs of its own, and a message sent may cost 1.05 in all. */
export const checkpointPages = 4000;

/** Set in this order (docs/security.md), each read back: the driver's build drops WAL to synchronous=NORMAL by itself. */
const pragmas: readonly (readonly [name: string, set: string, reads: string | number])[] = [
  ['journal_mode', 'WAL', 'wal'],
  ['synchronous', 'FULL', 2],
  ['busy_timeout', '5000', 5000],
  ['foreign_keys', 'ON', 1],
  ['temp_store', 'MEMORY', 2],
  ['recursive_triggers', 'ON', 1],
  ['trusted_schema', 'OFF', 0],
  ['cell_size_check', 'ON', 1],
  ['wal_autocheckpoint', String(checkpointPages), checkpointPages],
  ['journal_size_limit', '67108864', 67_108_864],
  ['cache_size', '-4000', -4000],
];

export interface OpenOptions {
  readonly path: string;
  /** 32 bytes. The caller has checked it against the key-check value, so a file that does not open is damaged. */
  readonly key: Uint8Array;
  /** Only the very first start creates. */
  readonly create?: boolean;
  readonly readonly?: boolean;
}

/**
 * Opens the encrypted file: cipher, key, first read, then every pragma read back and refused when different. A missing or
 * empty file is MISSING; a file that the checked key does not open is DAMAGED.
 */
export function openDatabase(options: OpenOptions): Opened {
  if (!options.create && sizeOf(options.path) === 0) return failed('MISSING', 'no database file');
  let database: Database.Database | null = null;
  try {
    database = new Database(options.path, {
      fileMustExist: !options.create,
      readonly: options.readonly ?? false,
      timeout: 5000,
    });
    unlock(database, options.key);
    const refused = options.readonly ? null : setPragmas(database);
    if (refused) {
      database.close();
      return failed('PRAGMA_REFUSED', refused);
    }
    return { ok: true, database };
  } catch (error) {
    database?.close();
    return faultOf(error);
  }
}

/**
 * Whether SQLite finds every page and its links in order; `integrity_check` also compares every index with its table, which
 * takes several times as long. A damaged page makes the check itself fail, which is an answer too.
 */
export function isWhole(
  database: Database.Database,
  check: 'quick_check' | 'integrity_check' = 'quick_check',
): boolean {
  try {
    return database.pragma(check, { simple: true }) === 'ok';
  } catch (error) {
    if (sqliteCode(error) === '') throw error;
    return false;
  }
}

function unlock(database: Database.Database, key: Uint8Array): void {
  database.pragma("cipher = 'sqlcipher'");
  database.pragma('legacy = 4');
  database.pragma(`legacy_page_size = ${pageBytes}`);
  // Through the function, never as a PRAGMA: a PRAGMA's text would show up in traces. `raw:` skips the derivation of a key
  // from a passphrase, which ours is not.
  (database as Keyed).key(Buffer.from(`raw:${Buffer.from(key).toString('hex')}`));
  database.prepare('SELECT count(*) FROM sqlite_master').get();
}

/** Sets and reads back; returns the name of the first pragma that did not take. */
function setPragmas(database: Database.Database): string | null {
  const cipher = database.pragma('cipher', { simple: true });
  if (cipher !== 'sqlcipher') return 'cipher';
  for (const [name, value, reads] of pragmas) {
    database.pragma(`${name} = ${value}`);
    if (database.pragma(name, { simple: true }) !== reads) return name;
  }
  return null;
}

function faultOf(error: unknown): Opened {
  const code = sqliteCode(error);
  if (code === 'SQLITE_NOTADB' || code.startsWith('SQLITE_CORRUPT')) return failed('DAMAGED', code);
  if (code === 'SQLITE_CANTOPEN' || code.startsWith('SQLITE_READONLY') || code.startsWith('SQLITE_IOERR')) {
    return failed('NOT_WRITABLE', code);
  }
  throw error;
}

function failed(code: OpenFault['code'], detail: string): Opened {
  return { ok: false, fault: { code, detail } };
}

/** SQLite's extended result code of a driver error; an empty text for any other error. */
export function sqliteCode(error: unknown): string {
  return error instanceof Database.SqliteError ? error.code : '';
}

function sizeOf(path: string): number {
  try {
    return statSync(path).size;
  } catch {
    return 0;
  }
}

/** The code of an error of SQLite's or of the file system; an empty text for any other error. */
export function diskCode(error: unknown): string {
  const { code, syscall } = error as NodeJS.ErrnoException;
  return sqliteCode(error) || (syscall !== undefined && code !== undefined ? code : '');
}
