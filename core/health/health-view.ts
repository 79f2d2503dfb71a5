import type { AppParts } from '../app-parts.ts';
import type { Health } from '../contract/health.ts';
import type { Drainer } from '../delivery/drainer.ts';

/** The health of sending: the drainer's heartbeat, each line, and how much waits since when. No patient data. */
export function healthView({ queue, clock }: Pick<AppParts, 'queue' | 'clock'>, drainer: Drainer): Health {
  const counts = queue.counts(clock.nowMs());
  return {
    drainer: drainer.status(),
    links: [...drainer.links()],
    pending: counts.pending,
    failed: counts.failed,
    oldestPendingAt: counts.oldestPendingAt,
  };
}
