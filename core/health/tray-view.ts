import type { TrayView } from '../app-parts.ts';
import type { Alert, AlertCode, Link, TrayState } from '../contract/health.ts';
import type { QueueCounts } from '../contract/queue.ts';

/** These need a person although no message has failed. An outage does not: it ends by itself. */
const needsPerson: ReadonlySet<AlertCode> = new Set([
  'DATABASE_DAMAGED',
  'RECORDS_MISSING',
  'RESTORED',
  'DISK_FULL',
  'SENDER_STOPPED',
  'WAITING_DAY',
]);

/** What is due within this is as good as on its way: without it the icon would change between two messages. */
const soonMs = 1500;

export interface TrayFacts {
  readonly counts: QueueCounts;
  readonly links: readonly Link[];
  readonly sending: number;
  readonly alerts: readonly Alert[];
  readonly now: number;
}

/** The tray in counts. When several states apply, attention wins over offline, paused, sending, waiting and idle. */
export function trayView(facts: TrayFacts): TrayView {
  const { counts, links, sending } = facts;
  const paused = links.find(({ state, problem }) => state === 'paused' && problem === null);
  return {
    state: trayState(facts),
    pending: counts.pending,
    failed: counts.failed,
    sending,
    nextAutoAt: counts.nextAutoAt,
    lastAcceptedAt: counts.lastAcceptedAt,
    line: lineOf(links),
    pausedUntil: paused?.pausedUntil ?? null,
  };
}

function lineOf(links: readonly Link[]): TrayView['line'] {
  if (links.some(({ state, problem }) => state === 'paused' && problem !== null)) return 'stopped';
  const worst = (['offline', 'unreachable', 'paused'] as const).find((state) =>
    links.some((link) => link.state === state),
  );
  return worst ?? 'up';
}

function trayState({ counts, links, sending, alerts, now }: TrayFacts): TrayState {
  const line = lineOf(links);
  if (counts.failed > 0 || line === 'stopped' || alerts.some(({ code }) => needsPerson.has(code)))
    return 'attention';
  if (line === 'offline' || line === 'unreachable') return 'offline';
  if (line === 'paused') return 'paused';
  const soon = counts.nextAutoAt !== null && counts.nextAutoAt <= now + soonMs;
  if (sending > 0 || (counts.pending > 0 && soon)) return 'sending';
  return counts.pending > 0 ? 'waiting' : 'idle';
}
