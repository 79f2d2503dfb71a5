import { type Log, logCode } from '../../core/host/ports.ts';
import type { Stores } from '../../db/stores.ts';
import type { RunMark } from './run-mark.ts';
import { crashedKey } from './storage-state.ts';

/**
 * Says that earlier processes did not end in order: in the log and the audit trail always, as an alert for a day where the
 * fault was ours. Power cuts and updates end a process just as hard and are nobody's business on the screen.
 */
export function tellEarlierStops(
  { audit, settings }: Pick<Stores, 'audit' | 'settings'>,
  log: Log,
  run: Pick<RunMark, 'earlier' | 'forgetEarlier'>,
  now: number,
): void {
  for (const reason of run.earlier) {
    log.warn('start.afterUncleanStop', { reason: logCode(reason) });
    audit.append({
      at: now,
      actor: 'system',
      action: 'app.stoppedUnexpectedly',
      subject: '',
      outcome: 'failed',
      detail: logCode(reason),
    });
  }
  if (run.earlier.some((reason) => reason.startsWith('main.'))) settings.setValue(crashedKey, String(now));
  run.forgetEarlier();
}
