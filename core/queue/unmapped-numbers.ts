import type { AppParts } from '../app-parts.ts';
import type { DrainerChange } from '../delivery/drainer.ts';
import { logCode, logId } from '../host/ports.ts';
import { complaintOf, numberFor } from '../malaffi/receiver-hints.ts';
import { knownNumbers } from '../settings/receiver-number-handlers.ts';

/** Logs the codes of a refusal whose numbers nobody has words for, so that IT can give it some. Codes alone, never its text. */
export function unmappedNumberLog({
  queue,
  settings,
  log,
}: Pick<AppParts, 'queue' | 'settings' | 'log'>): (change: DrainerChange) => void {
  return (change) => {
    if (change.kind !== 'message' || change.state !== 'failed') return;
    const complaint = complaintOf(queue.reply(change.messageId)?.ackRaw ?? null);
    if (!complaint || numberFor(complaint, knownNumbers(settings))) return;
    log.warn('receiver.unmappedNumber', {
      message: logId(change.messageId),
      err3: logCode(`ERR:${complaint.code ?? 'none'}`),
      err5: logCode(`ERR:${complaint.applicationCode ?? 'none'}`),
    });
  };
}
