import type { Actor } from '../core/assessments/ports.ts';
import type { AuditStore } from '../core/host/stores.ts';
import type { QueueStore } from '../core/queue/ports.ts';
import type { Connection } from './connection.ts';
import { idRanges } from './id-ranges.ts';
import { settleOrder } from './order.ts';

const retriedSql = 'SELECT 1 FROM manual_retries WHERE operationId = ? AND messageId = ?';
const beforeSql = `
  SELECT state, stateAt, retryCount, strikes, interruptedCount, outcome, problem, problemField, dueAt
  FROM messages
  WHERE id = ? AND state IN ('pending', 'failed') AND payloadId IS NOT NULL AND problem IS NOT 'MOVED'`;
const retrySql = `
  UPDATE messages SET state = 'pending', rev = rev + 1, stateAt = CASE state WHEN 'failed' THEN @now ELSE stateAt END,
    dueAt = @now, retryCount = 0, strikes = 0, interruptedCount = 0, outcome = NULL, problem = NULL, problemField = NULL
  WHERE id = @id AND state IN ('pending', 'failed') AND payloadId IS NOT NULL`;
const rememberSql = `
  INSERT INTO manual_retries (operationId, messageId, at, by, attemptsBefore, before)
  SELECT @operationId, id, @now, @by, attemptCount, @before FROM messages WHERE id = @id`;
/** Attempts since that retry in which the message was claimed. A connect that failed is on its timeline too: nothing left by it. */
const claimedSinceSql = `
  SELECT 1 FROM attempts AS a
  WHERE a.id BETWEEN m.id * 65536 + r.attemptsBefore + 1 AND m.id * 65536 + 65535
    AND (a.outcome IS NULL OR a.outcome <> 'unreachable')`;
const undoableSql = `
  SELECT r.messageId AS id, r.before FROM manual_retries AS r JOIN messages AS m ON m.id = r.messageId
  WHERE r.operationId = ? AND r.undoneAt IS NULL AND m.state = 'pending' AND NOT EXISTS (${claimedSinceSql})
    AND r.rowid = (SELECT max(latest.rowid) FROM manual_retries AS latest WHERE latest.messageId = r.messageId)
  ORDER BY r.messageId LIMIT ?`;
const undoSql = `
  UPDATE messages SET rev = rev + 1, state = @state, stateAt = @stateAt, retryCount = @retryCount, strikes = @strikes,
    interruptedCount = @interruptedCount, outcome = @outcome, problem = @problem, problemField = @problemField,
    dueAt = @dueAt, blockedBy = CASE @state WHEN 'pending' THEN blockedBy END,
    holds = CASE @state WHEN 'pending' THEN holds ELSE 0 END
  WHERE id = @id AND state = 'pending'`;
const undoneSql = 'UPDATE manual_retries SET undoneAt = ? WHERE operationId = ? AND messageId = ?';

/** SQLite takes a negative limit for none. */
const noLimit = -1;

interface Before {
  readonly state: 'pending' | 'failed';
  readonly stateAt: number;
  readonly retryCount: number;
  readonly strikes: number;
  readonly interruptedCount: number;
  readonly outcome: string | null;
  readonly problem: string | null;
  readonly problemField: string | null;
  readonly dueAt: number | null;
}

/** Retry by a person, and taking it back for what has not been claimed since. Each is one transaction with one audit row. */
export function createQueueRetry(
  connection: Connection,
  audit: AuditStore,
): Pick<QueueStore, 'retry' | 'undo'> {
  return {
    retry: (ids, actor, operationId, now) =>
      connection.write(() => {
        // The same operation a second time is a double click: it answers as the first did.
        const wanted = [...new Set(ids)];
        const earlier = wanted.filter((id) => connection.get(retriedSql, [operationId, id]) !== null);
        if (earlier.length > 0 && earlier.length === wanted.length) return earlier;
        const retried = wanted.filter((id) => !earlier.includes(id) && retryOne(id, actor, operationId, now));
        record('message.retry', retried, actor, operationId, now);
        return [...earlier, ...retried];
      }),
    undo: (operationId, actor, now, limit = noLimit) =>
      connection.write(() => {
        const undoable = connection.all<{ id: number; before: string }>(undoableSql, [operationId, limit]);
        const undone = undoable.map(({ id, before }) => {
          connection.run(undoSql, { id, ...(JSON.parse(before) as Before) });
          connection.run(undoneSql, [now, operationId, id]);
          settleOrder(connection, id);
          return id;
        });
        record('message.undoRetry', undone, actor, operationId, now);
        return undone;
      }),
  };

  function retryOne(id: number, actor: Actor, operationId: string, now: number): boolean {
    const before = connection.get<Before>(beforeSql, [id]);
    if (!before) return false;
    connection.run(retrySql, { id, now });
    connection.run(rememberSql, { id, now, operationId, by: actor.name, before: JSON.stringify(before) });
    if (before.state === 'failed') settleOrder(connection, id);
    return true;
  }

  function record(
    action: 'message.retry' | 'message.undoRetry',
    ids: readonly number[],
    actor: Actor,
    operationId: string,
    now: number,
  ): void {
    audit.append({
      at: now,
      actor: actor.name,
      action,
      subject: operationId,
      outcome: 'ok',
      detail: `account=${actor.accountId} count=${ids.length} ids=${idRanges(ids)}`,
    });
  }
}
