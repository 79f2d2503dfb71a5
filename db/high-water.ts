import type { RecordsMissing } from '../core/contract/health.ts';
import type { AuditStore } from '../core/host/stores.ts';
import type { Connection } from './connection.ts';
import type { HighWater, Mark, StateFile } from './state-file.ts';

const markSql = `
  SELECT coalesce((SELECT max(id) FROM messages), 0) AS messageId,
    (SELECT value FROM counters WHERE name = 'attempts') AS attemptId,
    coalesce((SELECT max(seq) FROM audit), 0) AS auditSeq,
    coalesce((SELECT mac FROM audit ORDER BY seq DESC LIMIT 1), '') AS auditMac,
    (SELECT coalesce(sum(value), 0) FROM counters WHERE name IN ('pending', 'sending', 'failed')) AS unsent`;
const macSql = 'SELECT mac FROM audit WHERE seq = ?';
const flagSql = `
  UPDATE messages SET possiblyDelivered = 1, rev = rev + 1
  WHERE state IN ('pending', 'sending', 'failed') AND possiblyDelivered = 0`;
const keepSql = `
  INSERT INTO settings (key, value) VALUES ('own.incident', ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value`;

type Range = NonNullable<RecordsMissing['messages']>;

/** How far the database has come now. */
export function markOf(connection: Connection, dbId: string): Mark {
  const mark = connection.get<Omit<Mark, 'dbId'>>(markSql);
  if (!mark) throw new Error('no mark');
  return { dbId, ...mark };
}

/**
 * Compares the database with the mark outside of it. Missing rows are an incident: it is written to the audit trail and kept
 * for the window until an admin has seen it, everything unsent is flagged as possibly delivered (the rows that said so may be
 * among those missing), and work goes on.
 */
export function checkHighWater(
  connection: Connection,
  state: StateFile,
  audit: AuditStore,
  dbId: string,
  now: number,
): RecordsMissing | null {
  const expected = state.read();
  const found = markOf(connection, dbId);
  const incident = expected && compare(connection, expected, found, now);
  if (incident) {
    connection.write(() => {
      const flagged = connection.run(flagSql);
      connection.run(keepSql, [JSON.stringify(incident)]);
      audit.append({
        at: now,
        actor: 'system',
        action: 'incident.recordsMissing',
        subject: dbId,
        outcome: 'failed',
        detail: `messages=${text(incident.messages)} attempts=${text(incident.attempts)} audit=${text(incident.auditRows)} flagged=${flagged}`,
      });
    });
  }
  state.reset(markOf(connection, dbId));
  return incident;
}

function compare(
  connection: Connection,
  expected: HighWater,
  found: HighWater,
  now: number,
): RecordsMissing | null {
  const messages = missing(expected.messageId, found.messageId);
  const attempts = missing(expected.attemptId, found.attemptId);
  const auditRows = missing(expected.auditSeq, found.auditSeq) ?? replaced(connection, expected);
  if (!messages && !attempts && !auditRows) return null;
  return { at: now, messages, attempts, auditRows };
}

function missing(expected: number, found: number): Range | null {
  return found < expected ? { from: found + 1, to: expected } : null;
}

/** The row is there and is not the one that was: an older copy of the file has gone its own way since. */
function replaced(connection: Connection, expected: HighWater): Range | null {
  if (expected.auditSeq === 0) return null;
  const mac = connection.get<{ mac: string }>(macSql, [expected.auditSeq])?.mac;
  return mac === expected.auditMac ? null : { from: expected.auditSeq, to: expected.auditSeq };
}

function text(range: Range | null): string {
  return range ? `${range.from}-${range.to}` : 'none';
}
