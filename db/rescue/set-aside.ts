import type { Connection } from '../connection.ts';
import { settleOrder } from '../order.ts';

const unsentSql = `
  SELECT id, state, stateAt, outcome, problem, problemField, dueAt, possiblyDelivered
  FROM messages WHERE state IN ('pending', 'sending', 'failed') AND problem IS NOT 'MOVED' ORDER BY id`;
const setAsideSql = `
  UPDATE messages SET state = 'failed', rev = rev + 1, stateAt = CASE state WHEN 'failed' THEN stateAt ELSE @now END,
    lease = NULL, leaseGeneration = NULL, dueAt = NULL, blockedBy = NULL, holds = 0, problem = 'MOVED', problemField = NULL,
    possiblyDelivered = max(possiblyDelivered, payloadId IS NOT NULL)
  WHERE id = @id`;
const endAttemptSql = `
  UPDATE attempts SET finishedAt = max(@now, startedAt), outcome = 'noAnswer', problem = 'NO_REPLY_AFTER_SEND',
    code = 'INTERRUPTED'
  WHERE id BETWEEN @id * 65536 AND @id * 65536 + 65535 AND finishedAt IS NULL`;
const rememberSql = `
  INSERT INTO moved_messages (messageId, exportId, at, by, before) VALUES (@id, @exportId, @now, @by, @before)
  ON CONFLICT (messageId) DO UPDATE SET exportId = excluded.exportId, at = excluded.at, by = excluded.by,
    before = excluded.before`;
const ofExportSql = `
  SELECT moved.messageId AS id, moved.before FROM moved_messages AS moved JOIN messages AS m ON m.id = moved.messageId
  WHERE moved.exportId = ? AND m.state = 'failed' AND m.problem = 'MOVED' ORDER BY moved.messageId`;
const backSql = `
  UPDATE messages SET state = @state, rev = rev + 1, stateAt = @stateAt, outcome = @outcome, problem = @problem,
    problemField = @problemField, dueAt = @dueAt, possiblyDelivered = @possiblyDelivered
  WHERE id = @id AND state = 'failed' AND problem = 'MOVED'`;

interface Unsent extends Before {
  readonly id: number;
}

interface Before {
  readonly state: 'pending' | 'sending' | 'failed';
  readonly stateAt: number;
  readonly outcome: string | null;
  readonly problem: string | null;
  readonly problemField: string | null;
  readonly dueAt: number | null;
  readonly possiblyDelivered: number;
}

/**
 * Sets everything unsent aside that is not so already, in the caller's transaction: `failed` with MOVED, so that neither the sender nor a retry takes
 * it. One that is being sent is taken from its sender, whose late result is refused by the lease. How many.
 */
export function setAside(connection: Connection, exportId: string, by: string, now: number): number {
  const unsent = connection.all<Unsent>(unsentSql);
  for (const { id, ...before } of unsent) {
    connection.run(setAsideSql, { id, now });
    if (before.state === 'sending') connection.run(endAttemptSql, { id, now });
    connection.run(rememberSql, { id, exportId, by, now, before: JSON.stringify(before) });
  }
  for (const { id } of unsent) settleOrder(connection, id);
  return unsent.length;
}

/**
 * Gives the messages of an export back, in the caller's transaction. One that was being sent waits again and is flagged; with
 * `mayHaveGone` all are, also what was never built: the other PC may have built it. Their ids.
 */
export function bringBack(
  connection: Connection,
  exportId: string,
  mayHaveGone: boolean,
  now: number,
): readonly number[] {
  const rows = connection.all<{ id: number; before: string }>(ofExportSql, [exportId]);
  for (const { id, before } of rows) {
    const was = JSON.parse(before) as Before;
    const waits = was.state !== 'failed';
    connection.run(backSql, {
      ...was,
      id,
      state: waits ? 'pending' : 'failed',
      dueAt: waits ? (was.dueAt ?? now) : null,
      possiblyDelivered: Number(was.possiblyDelivered === 1 || was.state === 'sending' || mayHaveGone),
    });
  }
  for (const { id } of rows) settleOrder(connection, id);
  return rows.map(({ id }) => id);
}
