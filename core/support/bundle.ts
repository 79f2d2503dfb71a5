import type { AppParts } from '../app-parts.ts';
import type { ConnectionCheck, Health } from '../contract/health.ts';
import { type LogCode, type LogLine, logCode } from '../host/ports.ts';

const dayMs = 24 * 3_600_000;
const outageDays = 30;
const maxOutages = 50;
const maxLogLines = 200;

/** What a line of the log may bring along: reasons and counts. Ids of messages and assessments stay here. */
const toldOfLog: ReadonlySet<string> = new Set([
  'bytes',
  'channel',
  'clamped',
  'code',
  'err3',
  'err5',
  'freeMb',
  'latencyMs',
  'level',
  'outcome',
  'poisoned',
  'problem',
  'reason',
  'requeued',
]);

type Value = number | boolean | null | LogCode | readonly Value[] | { readonly [key: string]: Value };

/**
 * What a helper needs to know of a PC, as JSON text: versions, counts, codes and times. Put together value by value: what is
 * not named here cannot get in, and text passes as a code or becomes `INVALID`. Names of people, of students, of schools and
 * of destinations, message text and identifiers are not part of it.
 */
export function supportBundle(
  parts: Pick<
    AppParts,
    'clock' | 'health' | 'logTail' | 'students' | 'settings' | 'storage' | 'version' | 'versions'
  >,
  health: Health,
  checks: readonly ConnectionCheck[],
): string {
  const now = parts.clock.nowMs();
  const schools = parts.students.schools();
  const { language, theme, textSize, retryBy } = parts.settings.get();
  const bundle: Value = {
    format: 1,
    product: logCode('ClinicOutbox'),
    version: code(parts.version),
    versions: mapped(parts.versions, code),
    madeAt: iso(now),
    sender: {
      state: code(health.drainer.state),
      lastCycleAt: iso(health.drainer.lastCycleAt),
    },
    unsent: { pending: health.pending, failed: health.failed, oldestAt: iso(health.oldestPendingAt) },
    states: mapped(health.states, (count) => count),
    reasons: health.reasons.map(({ state, problem, count }) => ({
      state: code(state),
      problem: code(problem),
      count,
    })),
    success: { ...health.success },
    alerts: health.alerts.map((alert) => ({
      code: code(alert.code),
      level: code(alert.level),
      since: iso(alert.since),
    })),
    // In the order of the settings, by number: what a destination is called is nobody's business here.
    destinations: health.links.map((link, index) => ({
      number: index + 1,
      state: code(link.state),
      problem: code(link.problem),
      since: iso(link.since),
      nextProbeAt: iso(link.nextProbeAt),
      lastAcceptedAt: iso(link.lastAcceptedAt),
      practice: link.practice,
      plain: link.plain === true,
      certificateEndsAt: iso(link.certificateEndsAt ?? null),
      processingId: code(link.processingId),
    })),
    checks: checks.map((check) => ({
      at: iso(check.at),
      kind: code(check.kind),
      ok: check.ok,
      problem: code(check.problem),
      durationMs: Math.round(check.durationMs),
    })),
    outages: parts.health.outages(now - outageDays * dayMs, maxOutages).map((outage) => ({
      problem: code(outage.problem),
      startedAt: iso(outage.startedAt),
      endedAt: iso(outage.endedAt),
    })),
    storage: {
      freeMb: health.disk ? Math.round(health.disk.freeBytes / 1e6) : null,
      backups: parts.storage.backups.list().length,
      newestBackupAt: iso(parts.storage.backups.list()[0]?.madeAt ?? null),
      recordsMissing: parts.storage.recordsMissing() !== null,
      restored: parts.storage.restored() !== null,
      damaged: parts.storage.damagedSince() !== null,
    },
    settings: {
      language: code(language),
      theme: code(theme),
      textSize: code(textSize),
      retryBy: code(retryBy),
    },
    schools: {
      count: schools.length,
      withLicence: schools.filter(({ facilityLicence }) => facilityLicence !== null).length,
      students: schools.reduce((sum, school) => sum + school.students, 0),
    },
    log: parts.logTail(maxLogLines).map(logLine),
  };
  return JSON.stringify(bundle, null, 2);
}

function code(text: string | null): LogCode | null {
  if (text === null) return null;
  // A version begins with a digit, which a code of ours never does.
  return /^\d[\w.-]{0,30}$/.test(text) ? (text as LogCode) : logCode(text);
}

/** A line as codes and numbers: what the file says is checked again, because anybody may have written into it. */
function logLine({ at, level, event, values }: LogLine): Value {
  const told = Object.entries(values).flatMap(([key, value]): [string, Value][] => {
    if (!toldOfLog.has(key)) return [];
    if (typeof value === 'number' || typeof value === 'boolean') return [[key, value]];
    return typeof value === 'string' ? [[key, code(value)]] : [];
  });
  return { at: iso(at), level: code(level), event: code(event), ...Object.fromEntries(told) };
}

function iso(at: number | null): LogCode | null {
  return at === null ? null : (new Date(at).toISOString() as LogCode);
}

function mapped<T>(record: Readonly<Record<string, T>>, of: (value: T) => Value): Value {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [logCode(key), of(value)]));
}
