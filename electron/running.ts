import { createApp } from '../core/app.ts';
import type { App } from '../core/app-parts.ts';
import { createClosedApp } from '../core/closed/closed-app.ts';
import type { Log } from '../core/host/ports.ts';
import { systemClock } from '../core/transport/system-clock.ts';
import type { Host, HostOpened } from './parts.ts';

/** What a host runs: the application, or the window that says why its data does not open. */
export interface Running {
  readonly app: App;
  /** Null where the data does not open. */
  readonly host: Host | null;
  readonly log: Log;
  language(): 'en' | 'ar';
  /** Ends sending, then closes the database. */
  stop(): Promise<void>;
  /** The same within one call, for a machine that goes down: nothing in flight is waited for. */
  stopAtOnce(): void;
}

/**
 * Makes what an opened or refused host runs; null where even the window would not help (a profile that cannot be used).
 * `onRestored` is called when an administrator has put a backup in place: start anew.
 */
export function runOn(opened: HostOpened, onRestored: () => void): Running | null {
  if (opened.ok) {
    const { host } = opened;
    const app = createApp(host.parts);
    return {
      app,
      host,
      log: host.parts.log,
      language: () => host.parts.settings.get().language,
      async stop() {
        await app.stop();
        await host.close();
      },
      stopAtOnce() {
        app.stopAtOnce();
        host.closeAtOnce();
      },
    };
  }
  const { code, data, log } = opened;
  if (!data) return null;
  const app = createClosedApp({
    data,
    code,
    clock: systemClock,
    crypto: opened.crypto,
    log,
    onRestored,
    saveFile: opened.saveFile,
  });
  return { app, host: null, log, language: () => 'en', stop: async () => {}, stopAtOnce() {} };
}
