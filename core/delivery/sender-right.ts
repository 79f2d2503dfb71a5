import type { Cancel, Clock, Log } from '../host/ports.ts';
import type { Outbox, SenderLease } from './ports.ts';

const heartbeatMs = 5000;

/** The right of this process to send for its database file: one sender, whoever else has the file open. */
export interface SenderRight {
  readonly lease: SenderLease | null;
  start(): void;
  release(): void;
}

/**
 * Tries to become the sender and keeps the right alive. A process that lost it (it slept, another took over) notices at its
 * next heartbeat; until then every write of its is refused by the generation in the database.
 */
export function createSenderRight(
  options: { readonly outbox: Outbox; readonly clock: Clock; readonly log: Log },
  onGained: (lease: SenderLease) => void,
  onLost: () => void,
): SenderRight {
  const { outbox, clock, log } = options;
  let lease: SenderLease | null = null;
  let timer: Cancel | null = null;

  const beat = () => {
    const now = clock.nowMs();
    if (lease) {
      if (!outbox.heartbeat(lease, now)) {
        lease = null;
        log.warn('sender.lost');
        onLost();
      }
    } else {
      lease = outbox.acquireSender(now);
      if (lease) onGained(lease);
    }
  };
  const again = () => {
    timer = clock.after(heartbeatMs, again);
    try {
      beat();
    } catch {
      // A database that is busy or full for a moment: the next beat tells whether the right still holds.
      log.warn('sender.beatFailed');
    }
  };
  return {
    get lease() {
      return lease;
    },
    start: again,
    release() {
      timer?.();
      if (lease) outbox.releaseSender(lease);
      lease = null;
    },
  };
}
