import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Status } from '../../core/health/status.ts';

/** Where the status of a data folder lies. */
export function statusPath(dataDir: string): string {
  return join(dataDir, 'status.json');
}

/** Replaces the status file, so that who collects it never reads half of one. It is written anew every 30 s: no sync. */
export function writeStatusFile(dataDir: string, status: Status): void {
  const path = statusPath(dataDir);
  writeFileSync(`${path}.new`, `${JSON.stringify(status, null, 2)}\n`, { mode: 0o644 });
  renameSync(`${path}.new`, path);
}
