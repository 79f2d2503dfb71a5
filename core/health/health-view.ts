import type { AppParts } from '../app-parts.ts';
import type { Health } from '../contract/health.ts';
import type { Drainer } from '../delivery/drainer.ts';
import { type AlertFacts, alertsOf } from './alerts.ts';

/** The header's rate covers seven days. */
export const successWindowHours = 7 * 24;

type Parts = Pick<AppParts, 'newerVersion' | 'queue' | 'health' | 'storage' | 'clock' | 'managed'>;
type Sender = Pick<Drainer, 'status' | 'links'>;

/** What alerts are judged by: cheap enough to be asked after every change. */
export function lineFacts(
  { queue, storage, clock, managed, newerVersion }: Omit<Parts, 'health'>,
  drainer: Sender,
): AlertFacts & { readonly freeBytes: number; readonly sent7d: number; readonly finished7d: number } {
  const now = clock.nowMs();
  const { pending, failed, oldestPendingAt, sent7d, finished7d } = queue.counts(now);
  const disk = storage.disk();
  return {
    now,
    drainer: drainer.status(),
    links: [...drainer.links()],
    pending,
    failed,
    oldestPendingAt,
    sent7d,
    finished7d,
    diskLevel: disk.level,
    freeBytes: disk.freeBytes,
    recordsMissingSince: storage.recordsMissing()?.at ?? null,
    restoredSince: storage.restored()?.at ?? null,
    damagedSince: storage.damagedSince(),
    unsavedSince: storage.backups.unsavedSince(),
    folderSynced: storage.synced(),
    crashedAt: storage.crashedAt(),
    auditBrokenSince: storage.auditBrokenSince(),
    configProblems: managed.problems.length,
    recoveryMissing: managed.recovery === 'missing',
    updateOffered: (newerVersion?.() ?? null) !== null,
  };
}

/**
 * The health of sending: the drainer's heartbeat, each line, counts by state and reason, what waits since when, and what
 * somebody should know of. Codes and numbers alone: no patient data.
 */
export function healthView(parts: Parts, drainer: Sender): Health {
  const facts = lineFacts(parts, drainer);
  const { links, pending, failed, oldestPendingAt, sent7d, finished7d } = facts;
  return {
    drainer: facts.drainer,
    links,
    pending,
    failed,
    oldestPendingAt,
    states: { ...parts.health.states() },
    reasons: [...parts.health.reasons()],
    success: { sent: sent7d, finished: finished7d, windowHours: successWindowHours },
    alerts: [...alertsOf(facts)],
    disk: { level: facts.diskLevel, freeBytes: facts.freeBytes },
  };
}
