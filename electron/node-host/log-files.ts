import { renameSync } from 'node:fs';
import { join } from 'node:path';

/** One being written and four older ones, 1 MB each: months of a clinic, and never more than 5 MB of the disk. */
export const maxLogBytes = 1024 * 1024;
const olderFiles = 4;

/** The log files of a data folder, the newest first; they need not exist. */
export function logPaths(dataDir: string): readonly [string, ...string[]] {
  const path = (number: string) => join(dataDir, 'logs', `clinic-outbox${number}.log`);
  return [path(''), ...Array.from({ length: olderFiles }, (_, index) => path(`.${index + 1}`))];
}

/** Makes room for a new file: each one moves a place on, the last one goes. False where the newest is held and stayed. */
export function rotateLogs(dataDir: string): boolean {
  const paths = logPaths(dataDir);
  let moved = false;
  for (let at = paths.length - 1; at > 0; at -= 1) {
    try {
      renameSync(String(paths[at - 1]), String(paths[at]));
      moved = at === 1;
    } catch {
      // Not there yet, or held by a virus scanner: the next rotation moves it.
    }
  }
  return moved;
}
