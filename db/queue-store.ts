import type { AttemptView } from '../core/contract/message.ts';
import { interfaces } from '../core/contract/message.ts';
import type { AuditStore } from '../core/host/stores.ts';
import type { QueueStore, RetryCandidate, StoredCounts, StoredRow } from '../core/queue/ports.ts';
import type { Connection } from './connection.ts';
import { waitingIdsSql } from './outbox-sql.ts';
import { createQueueCancel } from './queue-cancel.ts';
import { countersOf, createQueuePage, totalOf } from './queue-page.ts';
import { createQueueRetry } from './queue-retry.ts';
import { type RowColumns, rowColumns, rowJoins, storedRow } from './queue-row.ts';

const hourMs = 3_600_000;
const weekHours = 7 * 24;

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
const linksSql = 'SELECT supersedes, supersededBy FROM messages WHERE id = ?';
const candidateSql = 'SELECT id, state, problem, outcome, possiblyDelivered FROM messages WHERE id = ?';

/** Ids of the Pending tab. A message in flight entered it when it was created or last came back by a person. */
const pendingTabIdsSql = `
  SELECT m.id FROM (${waitingIdsSql}) AS waiting CROSS JOIN messages AS m ON m.id = waiting.id
  WHERE m.stateAt <= ? ORDER BY m.id`;
export const failedIdsSql = `SELECT id FROM messages WHERE state = 'failed' AND stateAt <= ? ORDER BY id`;

/** What had been sent before the first hour of the week with any event, and what failed in the week and still is so. */
const weekSql = `
  SELECT (SELECT sentBefore FROM hourly WHERE hour >= @hour ORDER BY hour LIMIT 1) AS sentBefore,
    (SELECT total(failed) FROM hourly WHERE hour >= @hour) AS failed`;
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
    page: createQueuePage(connection),
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
    links: (id) =>
      connection.get<{ supersedes: number | null; supersededBy: number | null }>(linksSql, [id]) ?? {
        supersedes: null,
        supersededBy: null,
      },
    candidates: (ids) =>
      ids.flatMap((id) => {
        const row = connection.get<Omit<RetryCandidate, 'possiblyDelivered'> & { possiblyDelivered: number }>(
          candidateSql,
          [id],
        );
        return row ? [{ ...row, possiblyDelivered: row.possiblyDelivered === 1 }] : [];
      }),
    idsInState: (status, asOf) =>
      connection
        .all<{ id: number }>(status === 'pending' ? pendingTabIdsSql : failedIdsSql, [asOf])
        .map((row) => row.id),
  };

  /** The last seven days are counted in whole hours: the one that began 168 hours before the current one, and all since. */
  function counts(now: number): StoredCounts {
    const stored = countersOf(connection);
    const week = connection.get<{ sentBefore: number | null; failed: number }>(weekSql, {
      hour: Math.floor(now / hourMs) - weekHours,
    });
    const sent7d = week && week.sentBefore !== null ? totalOf('sent', stored) - week.sentBefore : 0;
    const waiting = firstOfEach();
    return {
      all: totalOf('all', stored),
      pending: totalOf('pending', stored),
      failed: totalOf('failed', stored),
      sent: totalOf('sent', stored),
      sent7d,
      finished7d: sent7d + (week?.failed ?? 0),
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

interface Front {
  readonly createdAt: number;
  readonly dueAt: number;
}

function least(times: readonly (number | null)[]): number | null {
  const known = times.filter((at) => at !== null);
  return known.length > 0 ? Math.min(...known) : null;
}
