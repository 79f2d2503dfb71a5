import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** The database of a data folder. */
export function databasePath(dataDir: string): string {
  return join(dataDir, 'outbox.db');
}

/** Bytes of a file; null where there is none. */
export function sizeOf(path: string): number | null {
  return statSync(path, { throwIfNoEntry: false })?.size ?? null;
}

/** What only a database leaves behind: an emptied one, its mark outside, its backups, and what was put aside of it. */
const traces = ['outbox.db', 'outbox.state', 'backups', 'quarantine'] as const;

/** Whether a folder without database and keyring held them once: nothing new may be made there in silence. */
export function wasInUse(dataDir: string): boolean {
  return traces.some((name) => sizeOf(join(dataDir, name)) !== null && !isEmptyFolder(join(dataDir, name)));
}

function isEmptyFolder(path: string): boolean {
  return statSync(path).isDirectory() && readdirSync(path).length === 0;
}
