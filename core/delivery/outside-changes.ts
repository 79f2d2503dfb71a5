import { codeOf } from '../host/error-code.ts';
import type { Cancel, Clock, Log } from '../host/ports.ts';
import { logCode } from '../host/ports.ts';
import type { SettingsStore } from '../host/stores.ts';

const lookMs = 5000;

/** The value of the application's own by which a process that is not the sender asks it to try everything at once. */
const askedKey = 'drainAskedAt';

/** Asks whoever sends for this database, in whichever process and session, to send now what waits. */
export function askToDrain(settings: Pick<SettingsStore, 'setValue'>, now: number): void {
  settings.setValue(askedKey, String(now));
}

export interface OutsideChanges {
  /** `drain` is true once for each time that somebody asked the sender to send now. */
  onChange(change: { readonly drain: boolean }): void;
}

/**
 * Notices within 5 s what another process committed to the same database: a nurse in another session of Windows, or a command of
 * IT's. The database is the meeting place, because it is the only thing that all of them may reach.
 */
export function watchOutsideChanges(
  parts: {
    readonly clock: Clock;
    readonly log: Log;
    readonly settings: Pick<SettingsStore, 'value'>;
    readonly changedOutside: () => boolean;
  },
  { onChange }: OutsideChanges,
): { start(): void; stop(): void } {
  const { clock, log, settings, changedOutside } = parts;
  let cancel: Cancel = () => {};
  let asked: string | null = null;

  function look(): void {
    cancel = clock.after(lookMs, look);
    try {
      if (!changedOutside()) return;
      const before = asked;
      asked = settings.value(askedKey);
      onChange({ drain: asked !== before });
    } catch (error) {
      // A database that is busy for a moment: the next commit of the others is seen again.
      log.warn('outside.notRead', { code: logCode(codeOf(error)) });
    }
  }

  return {
    start() {
      asked = settings.value(askedKey);
      cancel = clock.after(lookMs, look);
    },
    stop: () => cancel(),
  };
}
