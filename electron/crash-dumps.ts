import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Takes away what an earlier crash may have left: a dump holds memory, and with it whatever was on the screen. None is ever
 * made by us (`crashReporter` is not started). One that is held stays for the next start.
 */
export function removeCrashDumps(folder: string): void {
  for (const name of namesIn(folder)) {
    try {
      rmSync(join(folder, name), { recursive: true, force: true });
    } catch {
      // Held by a virus scanner: the next start tries again.
    }
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
