import type { AppParts } from '../app-parts.ts';
import type { ChainedRow } from '../audit/chain.ts';
import type { AuditAction } from '../contract/audit.ts';
import type { AlertCode } from '../contract/health.ts';
import type { Drainer } from '../delivery/drainer.ts';
import { codeOf } from '../host/error-code.ts';
import type { Cancel } from '../host/ports.ts';
import { logCode, logId } from '../host/ports.ts';
import { systemEventIds as ids, type SystemEvent } from '../host/system-log.ts';
import { alertsOf } from './alerts.ts';
import { lineFacts } from './health-view.ts';
import { isDown } from './outages.ts';

const lookMs = 30_000;
const dayMs = 24 * 3_600_000;
const manyRows = 250;
/** A shorter outage is on the activity page and in the status file; this one somebody should drive to (security.md 5). */
export const lastingOutageMs = 4 * 3_600_000;

/** The last row of the audit trail that was told, so that a command's row is told by the next start. */
const toldKey = 'systemLogSeq';

/** What administrators do with keys, configuration and data that leaves. */
const adminActions: readonly AuditAction[] = [
  'account.add',
  'account.change',
  'account.unlock',
  'destination.add',
  'destination.change',
  'destination.pause',
  'destination.resume',
  'destination.setCertificate',
  'destination.removeCertificate',
  'mapping.tick',
  'mapping.untick',
  'settings.proxy',
  'roster.import',
  'key.recover',
  'backup.restore',
  'rescue.export',
  'rescue.import',
  'rescue.takeBack',
  'audit.export',
  'queue.export',
];

const alertEvents: Partial<Record<AlertCode, Pick<SystemEvent, 'id' | 'level'>>> = {
  DATABASE_DAMAGED: { id: ids.incident, level: 'error' },
  RESTORED: { id: ids.incident, level: 'error' },
  DISK_FULL: { id: ids.incident, level: 'error' },
  WAITING_DAY: { id: ids.waitsForADay, level: 'warning' },
};

/**
 * Tells the log of the operating system what a fleet should know of, once each: the start, incidents, outages that last, and what
 * administrators did, as the audit trail has it. Only the process that sends tells.
 */
export function createEventReporter(
  parts: Pick<
    AppParts,
    'auditTrail' | 'settings' | 'clock' | 'log' | 'version' | 'systemLog' | 'queue' | 'storage' | 'managed'
  >,
  drainer: Pick<Drainer, 'status' | 'links'>,
): { start(): void; stop(): void } {
  const { auditTrail, settings, clock, log, systemLog } = parts;
  if (!systemLog) return { start() {}, stop() {} };
  const tell = systemLog;
  let cancel: Cancel = () => {};
  let seq: number | null = null;
  let headAtMs = Number.NEGATIVE_INFINITY;
  let standing: readonly AlertCode[] = [];
  const lasting = new Set<string>();

  function look(): void {
    cancel = clock.after(lookMs, look);
    if (drainer.status().state !== 'running') {
      // Another process tells meanwhile, and keeps how far it came.
      seq = null;
      return;
    }
    try {
      tellAlerts();
      tellOutages();
      tellTrail();
    } catch (error) {
      log.warn('systemLog.roundFailed', { code: logCode(codeOf(error)) });
    }
  }

  function tellAlerts(): void {
    const codes = alertsOf(lineFacts(parts, drainer)).map(({ code }) => code);
    for (const code of codes) {
      const event = alertEvents[code];
      if (event && !standing.includes(code)) tell({ ...event, code: logCode(code), values: {} });
    }
    standing = codes;
  }

  function tellOutages(): void {
    const now = clock.nowMs();
    for (const link of drainer.links()) {
      const { destinationId, problem, since } = link;
      const values = { destination: logId(destinationId) };
      const code = logCode(problem ?? 'NET_UNREACHABLE');
      if (isDown(link) && since !== null && now - since >= lastingOutageMs && !lasting.has(destinationId)) {
        lasting.add(destinationId);
        tell({ id: ids.outageLasts, level: 'warning', code, values });
      }
      if (!isDown(link) && lasting.delete(destinationId))
        tell({ id: ids.outageEnded, level: 'information', code: logCode('ENDED'), values });
    }
  }

  /** On the first start of all, what came before is nothing new. */
  function tellTrail(): void {
    if (seq === null) {
      const told = settings.value(toldKey);
      if (told === null) settings.setValue(toldKey, String(headSeq()));
      seq = told === null ? headSeq() : Number(told);
    }
    const rows = auditTrail.after(seq);
    // Daily work alone is kept now and then, so that a start does not read months of it again.
    let told = rows.length >= manyRows;
    for (const row of rows) {
      seq = row.seq;
      const event = eventOf(row);
      if (event) tell(event);
      told ||= event !== null;
    }
    if (told) settings.setValue(toldKey, String(seq));
    tellHead(rows.at(-1) ?? null);
  }

  /** Once a day, so that a tail that is cut off the trail, and off the state file with it, shows elsewhere. */
  function tellHead(last: ChainedRow | null): void {
    if (!last || clock.monotonicMs() - headAtMs < dayMs) return;
    headAtMs = clock.monotonicMs();
    const values = { seq: last.seq, mac: logId(last.mac.slice(0, 16)) };
    tell({ id: ids.auditHead, level: 'information', code: logCode('audit.head'), values });
  }

  const headSeq = () => auditTrail.page({}, 0, 1).rows[0]?.seq ?? 0;

  return {
    start() {
      const values = { version: logCode(`v${parts.version}`) };
      tell({ id: ids.started, level: 'information', code: logCode('app.started'), values });
      look();
    },
    stop: () => cancel(),
  };
}

/** A row of the trail as an event; null for the daily work. The actor is left out: it may be a person's name. */
function eventOf({ seq, action, outcome }: ChainedRow): SystemEvent | null {
  const values = { seq, outcome: logCode(outcome) };
  const code = logCode(action);
  if (action === 'app.stoppedUnexpectedly')
    return { id: ids.stoppedUnexpectedly, level: 'warning', code, values };
  if (action === 'incident.recordsMissing' || action === 'audit.broken')
    return { id: ids.incident, level: 'error', code, values };
  return adminActions.some((known) => known === action)
    ? { id: ids.adminAction, level: 'information', code, values }
    : null;
}
