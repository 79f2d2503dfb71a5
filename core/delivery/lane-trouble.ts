import { codeOf } from '../host/error-code.ts';
import type { Clock, Log } from '../host/ports.ts';
import { logCode, logId } from '../host/ports.ts';
import { type AttemptWriter, brokenResult } from './attempt-writer.ts';
import type { Claim, Outbox, SenderLease } from './ports.ts';

/** A message that broke its sending this often is set aside, so that the rest flows. */
const breaksToPoison = 3;

/** What a lane does when something of ours breaks with a message in hand: it counts towards being set aside. */
export interface LaneTrouble {
  /** Claims, unless the bytes cannot be read. */
  claimed(sender: SenderLease, messageId: number): Claim | null;
  /** Sending broke on our side. Its bytes may have left. */
  brokenBy(claim: Claim, error: unknown): void;
  /** It went through: what broke before does not count any more. */
  wentWell(messageId: number): void;
}

/** Counts the breaks of one lane; those that end the process are counted in the database. */
export function createLaneTrouble(options: {
  readonly outbox: Outbox;
  readonly writer: AttemptWriter;
  readonly clock: Clock;
  readonly log: Log;
  readonly onMessage: (messageId: number, state: 'pending' | 'failed') => void;
}): LaneTrouble {
  const { outbox, writer, clock, log, onMessage } = options;
  const breaks = new Map<number, number>();
  const broke = (messageId: number): boolean => {
    const times = (breaks.get(messageId) ?? 0) + 1;
    breaks.set(messageId, times);
    return times >= breaksToPoison;
  };
  return {
    claimed(sender, messageId) {
      try {
        return outbox.claim(sender, messageId, clock.nowMs());
      } catch (error) {
        log.error('message.unreadable', { message: logId(messageId), code: logCode(codeOf(error)) });
        if (broke(messageId)) outbox.setAside(sender, messageId, clock.nowMs());
        onMessage(messageId, 'pending');
        return null;
      }
    },
    brokenBy(claim, error) {
      log.error('message.broke', { message: logId(claim.messageId), code: logCode(codeOf(error)) });
      const poisoned = broke(claim.messageId);
      writer.write(claim, brokenResult(codeOf(error), poisoned, clock.nowMs()));
      onMessage(claim.messageId, poisoned ? 'failed' : 'pending');
    },
    wentWell: (messageId) => void breaks.delete(messageId),
  };
}
