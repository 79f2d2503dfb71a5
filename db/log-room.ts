import { closeSync, fdatasyncSync, openSync, statSync, writeSync } from 'node:fs';
import type { Database } from 'better-sqlite3';
import { checkpointPages, pageBytes } from './open.ts';

const frameBytes = pageBytes + 24;
const headerBytes = 32;

/** As long as the log becomes before SQLite begins it anew. */
export const logRoomBytes = headerBytes + checkpointPages * frameBytes;

const zeros = Buffer.alloc(65_536);

/**
 * Gives the write-ahead log its full length before it is used, filled with zeros, which SQLite reads as the end of the log. A
 * commit then overwrites and its sync needs not record a longer file, which is a good half of what a sync costs; and on a disk
 * that fills up the room for some hundred saves is there already. Under the write lock no process adds to the log meanwhile.
 */
export function reserveLogRoom(database: Database, path: string): void {
  database.exec('BEGIN IMMEDIATE');
  let handle: number | null = null;
  try {
    const log = `${path}-wal`;
    const { size } = statSync(log);
    if (size >= logRoomBytes) return;
    handle = openSync(log, 'r+');
    // In pieces: 8 MB at once would stay in the memory of a process that runs all day.
    for (let at = size; at < logRoomBytes; at += zeros.length)
      writeSync(handle, zeros, 0, Math.min(zeros.length, logRoomBytes - at), at);
  } finally {
    database.exec('ROLLBACK');
    if (handle !== null) {
      fdatasyncSync(handle);
      closeSync(handle);
    }
  }
}
