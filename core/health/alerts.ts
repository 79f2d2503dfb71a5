import { type Alert, type AlertCode, type Health, isSilent } from '../contract/health.ts';
import { isDown } from './outages.ts';

/** The oldest unsent message is amber after half an hour and red after a day (delivery.md 5, age). */
export const waitingLongMs = 30 * 60_000;
export const waitingDayMs = 24 * 3_600_000;

/** A receiver whose clock is further from ours than this shows that one of the two is wrong (hl7.md, SEC-16). */
const clockOffMs = 2 * 60_000;

/** A client certificate takes IT days to renew: told so long before it ends, and red once it has. */
export const certificateEndsSoonMs = 30 * 24 * 3_600_000;

/** The last good backup may be this old while something is in none (hl7.md, SEC-15). */
const backupOldMs = 3 * 24 * 3_600_000;

/** What alerts are judged by, at one moment. */
export interface AlertFacts
  extends Pick<Health, 'drainer' | 'links' | 'pending' | 'failed' | 'oldestPendingAt'> {
  readonly now: number;
  readonly diskLevel: 'ok' | 'low' | 'full';
  readonly recordsMissingSince: number | null;
  readonly restoredSince: number | null;
  readonly damagedSince: number | null;
  /** When the audit trail was found not to be whole; null also once an administrator knows. */
  readonly auditBrokenSince: number | null;
  readonly crashedAt: number | null;
  /** Since when something is in no backup. */
  readonly unsavedSince: number | null;
  /** The name of the data folder says that a program copies it to a cloud. */
  readonly folderSynced: boolean;
  /** Slips in what IT fixed for this PC. */
  readonly configProblems: number;
  /** True where nobody could open the data of this PC on another one. */
  readonly recoveryMissing: boolean;
  /** IT's feed named a newer version. */
  readonly updateOffered?: boolean;
}

/** What a person should know of, the most urgent first. A process that stands by leaves sending to another one. */
export function alertsOf(facts: AlertFacts): readonly Alert[] {
  const { now, drainer, links, pending, failed, oldestPendingAt } = facts;
  const alerts: Alert[] = [];
  const raise = (code: AlertCode, level: Alert['level'], since: number | null = null) => {
    alerts.push({ code, level, since });
  };
  const ageMs = oldestPendingAt === null ? 0 : now - oldestPendingAt;
  const paused = links.find(({ state, problem }) => state === 'paused' && problem !== null);
  const down = links.find((link) => isDown(link) && link !== paused);

  if (facts.damagedSince !== null) raise('DATABASE_DAMAGED', 'red', facts.damagedSince);
  if (facts.restoredSince !== null) raise('RESTORED', 'red', facts.restoredSince);
  if (facts.recordsMissingSince !== null) raise('RECORDS_MISSING', 'red', facts.recordsMissingSince);
  if (facts.diskLevel === 'full') raise('DISK_FULL', 'red');
  if (isSilent(drainer)) raise('SENDER_STOPPED', 'red', drainer.lastCycleAt);
  if (pending > 0 && ageMs > waitingDayMs) raise('WAITING_DAY', 'red', oldestPendingAt);
  if (facts.auditBrokenSince !== null) raise('AUDIT_BROKEN', 'red', facts.auditBrokenSince);
  if (paused) raise('PAUSED', 'red', paused.since);
  if (failed > 0) raise('FAILED', 'red');
  if (down) raise('OUTAGE', 'amber', down.since);
  if (pending > 0 && ageMs > waitingLongMs && ageMs <= waitingDayMs)
    raise('WAITING_LONG', 'amber', oldestPendingAt);
  if (facts.diskLevel === 'low') raise('DISK_LOW', 'amber');
  if (links.some(({ receiverAheadMs }) => Math.abs(receiverAheadMs ?? 0) > clockOffMs))
    raise('CLOCK_WRONG', 'amber');
  const ends = links.flatMap(({ certificateEndsAt }) => certificateEndsAt ?? []).toSorted((a, b) => a - b)[0];
  if (ends !== undefined && ends - now < certificateEndsSoonMs)
    raise('CERTIFICATE_ENDS', ends < now ? 'red' : 'amber', ends);
  if (facts.unsavedSince !== null && now - facts.unsavedSince > backupOldMs)
    raise('BACKUP_OLD', 'amber', facts.unsavedSince);
  if (facts.folderSynced) raise('DATA_FOLDER_SYNCED', 'amber');
  if (facts.configProblems > 0) raise('CONFIG_INVALID', 'amber');
  if (facts.recoveryMissing) raise('NO_RECOVERY_KEY', 'amber');
  if (facts.updateOffered) raise('UPDATE_OFFERED', 'amber');
  if (facts.crashedAt !== null) raise('STOPPED_UNEXPECTEDLY', 'amber', facts.crashedAt);
  return alerts;
}
