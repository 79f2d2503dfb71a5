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
  /** Messages that were accepted since sending last rested. */
  readonly sentOfRun: number;
  readonly alerts: readonly Alert[];
  readonly now: number;
}

/** The tray in counts. When several states apply, attention wins over offline, paused, sending, waiting and idle. */
export function trayView(facts: TrayFacts): TrayView {
  const { counts, links, sending, sentOfRun } = facts;
  const paused = links.find(({ state, problem }) => state === 'paused' && problem === null);
  return {
    state: trayState(facts),
    pending: counts.pending,
    failed: counts.failed,
    sending,
    sentOfRun,
    nextAutoAt: counts.nextAutoAt,
    lastAcceptedAt: counts.lastAcceptedAt,
    line: lineOf(links),
    pausedUntil: paused?.pausedUntil ?? null,
  };
}

/** Whether nothing is on its way and nothing is due: the next message begins another run. */
export function sendingRests({
  counts,
  links,
  sending,
  now,
}: Pick<TrayFacts, 'counts' | 'links' | 'sending' | 'now'>): boolean {
  if (lineOf(links) !== 'up') return true;
  const soon = counts.nextAutoAt !== null && counts.nextAutoAt <= now + soonMs;
  return sending === 0 && !(counts.pending > 0 && soon);
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
  if (!sendingRests({ counts, links, sending, now })) return 'sending';
  return counts.pending > 0 ? 'waiting' : 'idle';
}
