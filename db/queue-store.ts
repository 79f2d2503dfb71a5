import type { AttemptView } from '../core/contract/message.ts';
import { interfaces } from '../core/contract/message.ts';
import type { AuditStore } from '../core/host/stores.ts';
import type { QueueStore, RetryCandidate, StoredCounts, StoredRow } from '../core/queue/ports.ts';
import type { Connection } from './connection.ts';
import { countersOf, createQueuePage, totalOf } from './queue-page.ts';
import { createQueueRetry } from './queue-retry.ts';
import { type RowColumns, rowColumns, rowJoins, storedRow } from './queue-row.ts';

const hourMs = 3_600_000;
const weekHours = 7 * 24;

const rowSql = `SELECT ${rowColumns} FROM messages AS m ${rowJoins} WHERE m.id = ?`;
const rowsOfAssessmentSql = `
  SELECT ${rowColumns} FROM messages AS m ${rowJoins} WHERE m.assessmentId = ? ORDER BY m.id`;
const attemptsSql = `
  SELECT number, startedAt, finishedAt, outcome, problem, ackCode, errCode, errText, httpStatus, latencyMs
  FROM attempts WHERE messageId = ? ORDER BY number`;
const manualRetriesSql = `
  SELECT at, by FROM manual_retries WHERE messageId = ? AND undoneAt IS NULL ORDER BY at`;
const replySql = `
  SELECT ackCode, errCode, errLocation AS location, errText AS text FROM attempts
  WHERE messageId = ? AND ackCode IS NOT NULL ORDER BY number DESC LIMIT 1`;
const linksSql = 'SELECT supersedes, supersededBy FROM messages WHERE id = ?';
const candidateSql = 'SELECT id, state, problem, outcome, possiblyDelivered FROM messages WHERE id = ?';

/** Ids of the Pending tab. A message in flight entered it when it was created or last came back by a person. */
export const waitingIdsSql = `
  SELECT id FROM messages WHERE state IN ('pending', 'sending') AND stateAt <= ? ORDER BY id`;
export const failedIdsSql = `SELECT id FROM messages WHERE state = 'failed' AND stateAt <= ? ORDER BY id`;

export const weekSql = 'SELECT total(sent) AS sent, total(failed) AS failed FROM hourly WHERE hour >= ?';
export const oldestWaitingSql = `
  SELECT createdAt FROM messages INDEXED BY messages_waiting WHERE state IN ('pending', 'sending') ORDER BY id LIMIT 1`;
export const lastManualRetrySql = 'SELECT max(at) AS at FROM manual_retries';
const destinationIdsSql = 'SELECT id FROM destinations WHERE enabled = 1';
export const firstDueSql = `
  SELECT min(dueAt) AS at FROM messages
  WHERE destinationId = ? AND interface = ? AND state = 'pending' AND blockedBy IS NULL`;

/** What the queue's page shows and what a person's retry changes. */
export function createQueueStore(connection: Connection, audit: AuditStore): QueueStore {
  return {
    page: createQueuePage(connection),
    ...createQueueRetry(connection, audit),
    rowsOfAssessment: (id) => connection.all<RowColumns>(rowsOfAssessmentSql, [id]).map(storedRow),
    row(id): StoredRow | null {
      const row = connection.get<RowColumns>(rowSql, [id]);
      return row && storedRow(row);
    },
    counts,
    attempts: (id) => connection.all<AttemptView>(attemptsSql, [id]),
    manualRetries: (id) => connection.all<{ at: number; by: string }>(manualRetriesSql, [id]),
    reply: (id) => connection.get(replySql, [id]),
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
        .all<{ id: number }>(status === 'pending' ? waitingIdsSql : failedIdsSql, [asOf])
        .map((row) => row.id),
  };

  /** The last seven days are counted in whole hours: the one that began 168 hours before the current one, and all since. */
  function counts(now: number): StoredCounts {
    const stored = countersOf(connection);
    const week = connection.get<{ sent: number; failed: number }>(weekSql, [
      Math.floor(now / hourMs) - weekHours,
    ]);
    const oldest = connection.get<{ createdAt: number }>(oldestWaitingSql);
    return {
      all: totalOf('all', stored),
      pending: totalOf('pending', stored),
      failed: totalOf('failed', stored),
      sent: totalOf('sent', stored),
      sent7d: week?.sent ?? 0,
      finished7d: (week?.sent ?? 0) + (week?.failed ?? 0),
      oldestPendingAt: oldest?.createdAt ?? null,
      lastManualRetryAt: connection.get<{ at: number | null }>(lastManualRetrySql)?.at ?? null,
      nextDueAt: nextDueAt(),
      lastAcceptedAt: stored.lastAcceptedAt || null,
    };
  }

  function nextDueAt(): number | null {
    const destinations = connection.all<{ id: string }>(destinationIdsSql);
    const times = destinations
      .flatMap(({ id }) =>
        interfaces.map((name) => connection.get<{ at: number | null }>(firstDueSql, [id, name])?.at),
      )
      .filter((at) => typeof at === 'number');
    return times.length > 0 ? Math.min(...times) : null;
  }
}
