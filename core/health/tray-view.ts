import type { TrayView } from '../app-parts.ts';
import type { Link, TrayState } from '../contract/health.ts';
import type { QueueCounts } from '../contract/queue.ts';

/** The tray in counts. When several states apply, attention wins over offline, paused, sending, waiting and idle. */
export function trayView(counts: QueueCounts, links: readonly Link[], sending: number): TrayView {
  return {
    state: trayState(counts, links, sending),
    pending: counts.pending,
    failed: counts.failed,
    sending,
    nextAutoAt: counts.nextAutoAt,
    lastAcceptedAt: counts.lastAcceptedAt,
  };
}

function trayState(counts: QueueCounts, links: readonly Link[], sending: number): TrayState {
  const some = (...states: readonly Link['state'][]) => links.some(({ state }) => states.includes(state));
  const needsPerson =
    counts.failed > 0 || links.some(({ state, problem }) => state === 'paused' && problem !== null);
  if (needsPerson) return 'attention';
  if (counts.pending > 0 && some('offline', 'unreachable')) return 'offline';
  if (some('paused')) return 'paused';
  if (sending > 0) return 'sending';
  return counts.pending > 0 ? 'waiting' : 'idle';
}
