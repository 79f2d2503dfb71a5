import type { Connection } from './connection.ts';
import { sqliteCode } from './open.ts';

/** What became of a write that threw. */
export type AfterFailure<T> =
  | { readonly kind: 'saved'; readonly found: T }
  | { readonly kind: 'diskFull' }
  | { readonly kind: 'notSaved' };

/** Writes that threw while committing, by the UUID of what they wrote. */
export interface CommitDoubt {
  /** Looks on a fresh handle whether the write is there; rethrows what is no error of the disk or of a busy file. */
  afterFailure<T>(error: unknown, id: string, find: () => T | null): AfterFailure<T>;
  /** False while what was found is not known to be on the disk: never told as saved before it is. */
  isSettled(id: string): boolean;
}

/** A commit that returned an I/O error may still be in the file: only a fresh look tells (docs/security.md, F2). */
export function createCommitDoubt(connection: Connection): CommitDoubt {
  /** In the file, for all that a look tells, and not known to be on the disk. */
  const doubtful = new Set<string>();

  function isSettled(id: string): boolean {
    if (doubtful.has(id) && isOnDisk(connection)) doubtful.delete(id);
    return !doubtful.has(id);
  }

  return {
    isSettled,
    afterFailure(error, id, find) {
      const code = sqliteCode(error);
      if (code === 'SQLITE_FULL') return { kind: 'diskFull' };
      if (code.startsWith('SQLITE_IOERR') || code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB') {
        const found = connection.reopen() ? find() : null;
        if (found !== null) doubtful.add(id);
        return found !== null && isSettled(id) ? { kind: 'saved', found } : { kind: 'notSaved' };
      }
      if (
        code.startsWith('SQLITE_BUSY') ||
        code.startsWith('SQLITE_READONLY') ||
        code === 'SQLITE_CONSTRAINT_UNIQUE'
      ) {
        return { kind: 'notSaved' };
      }
      throw error;
    },
  };
}

/** What a fresh look found may be in the system's memory alone: a checkpoint syncs the log before it says that it worked. */
function isOnDisk(connection: Connection): boolean {
  try {
    const [result] = connection.handle.pragma('wal_checkpoint(FULL)') as { readonly busy: number }[];
    return result?.busy === 0;
  } catch (error) {
    if (sqliteCode(error) === '') throw error;
    return false;
  }
}
