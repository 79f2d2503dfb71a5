import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { app } from 'electron/main';
import { exitOnSurprise } from '../surprises.ts';
import { exitCodes } from './exit-codes.ts';

/**
 * Runs a command in Electron's main process: no window, no tray, and neither the single-instance lock nor the profile of the
 * application, which may be running. Commands need nothing of Electron's, so they do not wait until it is ready.
 */
export function runWithoutWindow(
  program: () => Promise<number>,
  faults: Pick<NodeJS.EventEmitter, 'on'> = process,
): void {
  const profile = mkdtempSync(join(tmpdir(), 'clinic-outbox-command-'));
  app.setPath('userData', profile);
  app.disableHardwareAcceleration();
  app.on('window-all-closed', () => {});
  const end = (exitCode: number) => {
    try {
      rmSync(profile, { recursive: true, force: true });
    } catch {
      // Windows may hold a file of Chromium's; it is empty of anything of ours.
    }
    app.exit(exitCode);
  };
  // Electron would show a dialog, and a script would wait for it for ever.
  exitOnSurprise(faults, () => end(exitCodes.FAILED));
  void program()
    .catch(() => exitCodes.FAILED)
    .then(end);
}
