import type { AttemptView } from '../core/contract/message.ts';
import { interfaces } from '../core/contract/message.ts';
import type { AuditStore } from '../core/host/stores.ts';
import type { QueueStore, RetryCandidate, StoredCounts, StoredRow } from '../core/queue/ports.ts';
import type { Connection } from './connection.ts';
import { createQueueCancel } from './queue-cancel.ts';
import { createQueueMatching } from './queue-matching.ts';
import { countersOf, createQueuePage, totalOf } from './queue-page.ts';
import { createQueueRetry } from './queue-retry.ts';
import { type RowColumns, rowColumns, rowJoins, storedRow } from './queue-row.ts';
import { createSortedPage } from './queue-sorted.ts';
import { successOfWeek } from './queue-success.ts';

const rowSql = `SELECT ${rowColumns} FROM messages AS m ${rowJoins} WHERE m.id = ?`;
const rowsOfAssessmentSql = `
  SELECT ${rowColumns} FROM assessments AS visit, json_each(visit.messageIds) AS listed
  CROSS JOIN messages AS m ON m.id = listed.value ${rowJoins} WHERE visit.id = ? ORDER BY m.id`;
const attemptsSql = `
  SELECT number, startedAt, finishedAt, outcome, problem, ackCode, errCode, errText, httpStatus, latencyMs,
    transport
  FROM attempts WHERE id BETWEEN @id * 65536 AND @id * 65536 + 65535 ORDER BY id`;
const manualRetriesSql = `
  SELECT at, by FROM manual_retries WHERE messageId = ? AND undoneAt IS NULL ORDER BY at`;
const replySql = `
  SELECT ackCode, errCode, errLocation AS location, errText AS text, ackRaw FROM attempts
  WHERE id BETWEEN @id * 65536 AND @id * 65536 + 65535 AND ackCode IS NOT NULL ORDER BY id DESC LIMIT 1`;
/** A sent message is final and does not name the one that was sent after it: that one names it, in the same visit. */
const linksSql = `
  SELECT m.supersedes, coalesce((SELECT state = 'sent' FROM messages WHERE id = m.supersedes), 0) AS supersedesSent,
    coalesce(m.supersededBy, (
      SELECT max(later.id) FROM json_each(a.messageIds) AS listed CROSS JOIN messages AS later ON later.id = listed.value
      WHERE later.supersedes = m.id)) AS supersededBy,
    a.savedBy AS createdBy
  FROM messages AS m LEFT JOIN assessments AS a ON a.visit = m.visit WHERE m.id = ?`;
const bytesSql = 'SELECT p.bytes FROM messages AS m JOIN payloads AS p ON p.id = m.payloadId WHERE m.id = ?';
const candidatesSql = `
  SELECT m.id, m.state, m.problem, m.outcome, m.possiblyDelivered
  FROM json_each(?) AS listed CROSS JOIN messages AS m ON m.id = listed.value
  WHERE m.problem IS NOT 'MOVED' OR m.state <> 'failed' ORDER BY listed.key`;

/** The oldest that waits is the first in order of an interface, in flight, or stopped behind an opener. */
export const oldestOfInterfaceSql = `
  SELECT createdAt, dueAt FROM messages INDEXED BY messages_ready
  WHERE destinationId = ? AND interface = ? AND state = 'pending' AND blockedBy IS NULL ORDER BY position LIMIT 1`;
export const oldestElsewhereSql = `
  SELECT min(createdAt) AS at FROM (
    SELECT createdAt FROM messages INDEXED BY messages_sending WHERE state = 'sending'
    UNION ALL
    SELECT createdAt FROM (SELECT createdAt FROM messages INDEXED BY messages_stopped
      WHERE state = 'pending' AND holds = 0 ORDER BY id LIMIT 1))`;
export const lastManualRetrySql = 'SELECT max(at) AS at FROM manual_retries';
const destinationIdsSql = 'SELECT id, enabled FROM destinations';
export const firstRetrySql = `
  SELECT dueAt FROM messages
  WHERE destinationId = ? AND interface = ? AND state = 'pending' AND blockedBy IS NULL AND attemptCount > 0
  ORDER BY dueAt LIMIT 1`;

/** What the queue's page shows and what a person's retry changes. */
export function createQueueStore(connection: Connection, audit: AuditStore): QueueStore {
  return {
    page: createSortedPage(connection, createQueuePage(connection)),
    ...createQueueMatching(connection),
    ...createQueueRetry(connection, audit),
    ...createQueueCancel(connection, audit),
    rowsOfAssessment: (id) => connection.all<RowColumns>(rowsOfAssessmentSql, [id]).map(storedRow),
    row(id): StoredRow | null {
      const row = connection.get<RowColumns>(rowSql, [id]);
      return row && storedRow(row);
    },
    counts,
    attempts: (id) => connection.all<AttemptView>(attemptsSql, { id }),
    manualRetries: (id) => connection.all<{ at: number; by: string }>(manualRetriesSql, [id]),
    reply: (id) => connection.get(replySql, { id }),
    links(id) {
      const row = connection.get<LinkColumns>(linksSql, [id]);
      return row
        ? { ...row, supersedesSent: row.supersedesSent === 1 }
        : { supersedes: null, supersedesSent: false, supersededBy: null, createdBy: null };
    },
    bytes: (id) => connection.get<{ bytes: Uint8Array }>(bytesSql, [id])?.bytes ?? null,
    candidates: (ids) =>
      connection
        .all<CandidateColumns>(candidatesSql, [JSON.stringify(ids)])
        .map((row) => ({ ...row, possiblyDelivered: row.possiblyDelivered === 1 })),
  };

  function counts(now: number): StoredCounts {
    const stored = countersOf(connection);
    const waiting = firstOfEach();
    return {
      all: totalOf('all', stored),
      pending: totalOf('pending', stored),
      failed: totalOf('failed', stored),
      sent: totalOf('sent', stored),
      ...successOfWeek(connection, now, totalOf('sent', stored)),
      oldestPendingAt: waiting.oldestAt,
      lastManualRetryAt: connection.get<{ at: number | null }>(lastManualRetrySql)?.at ?? null,
      nextDueAt: waiting.dueAt,
      lastAcceptedAt: stored.lastAcceptedAt || null,
    };
  }

  /** Read at the front of each order: a handful of index steps however many wait. */
  function firstOfEach(): { readonly oldestAt: number | null; readonly dueAt: number | null } {
    const lanes = connection
      .all<{ id: string; enabled: number }>(destinationIdsSql)
      .flatMap(({ id, enabled }) => interfaces.map((name) => ({ id, name, enabled: enabled === 1 })));
    const fronts = lanes.flatMap(({ id, name, enabled }) => {
      const front = connection.get<Front>(oldestOfInterfaceSql, [id, name]);
      if (!front) return [];
      const again = connection.get<{ dueAt: number }>(firstRetrySql, [id, name])?.dueAt;
      const dueAt = Math.min(front.dueAt, again ?? front.dueAt);
      return [{ createdAt: front.createdAt, dueAt: enabled ? dueAt : null }];
    });
    const elsewhere = connection.get<{ at: number | null }>(oldestElsewhereSql)?.at ?? null;
    return {
      oldestAt: least([...fronts.map((front) => front.createdAt), elsewhere]),
      dueAt: least(fronts.map((front) => front.dueAt)),
    };
  }
}

interface LinkColumns extends Omit<ReturnType<QueueStore['links']>, 'supersedesSent'> {
  readonly supersedesSent: number;
}

interface CandidateColumns extends Omit<RetryCandidate, 'possiblyDelivered'> {
  readonly possiblyDelivered: number;
}

interface Front {
  readonly createdAt: number;
  readonly dueAt: number;
}

function least(times: readonly (number | null)[]): number | null {
  const known = times.filter((at) => at !== null);
  return known.length > 0 ? Math.min(...known) : null;
}
