import type { AuditStore } from '../core/host/stores.ts';
import type { QueueStore } from '../core/queue/ports.ts';
import type { Connection } from './connection.ts';
import { idRanges } from './id-ranges.ts';
import { settleOrder } from './order.ts';

const cancelSql = `
  UPDATE messages SET state = 'cancelled', rev = rev + 1, stateAt = @now, finishedAt = @now, dueAt = NULL, blockedBy = NULL,
    holds = 0
  WHERE id = @id AND state IN ('pending', 'failed')`;
const rememberSql = 'INSERT INTO cancellations (messageId, at, by, reason) VALUES (@id, @now, @by, @reason)';
/** Nothing of a visit may go out without the message that opens it: who waits for one that is taken out is taken out too. */
const followersSql = `
  SELECT other.id FROM messages AS m, json_each((SELECT messageIds FROM assessments WHERE visit = m.visit)) AS listed
  CROSS JOIN messages AS other ON other.id = listed.value
  WHERE m.id = ? AND m.opensVisit = 1 AND other.opensVisit = 0 AND other.destinationId = m.destinationId
    AND other.state IN ('pending', 'failed')`;
const cancellationSql = 'SELECT at, by, reason FROM cancellations WHERE messageId = ?';

/** Taking messages out for good, with a reason: one transaction with one audit row. */
export function createQueueCancel(
  connection: Connection,
  audit: AuditStore,
): Pick<QueueStore, 'cancel' | 'cancellation'> {
  return {
    cancel: (ids, reason, actor, now) =>
      connection.write(() => {
        const followers = ids.flatMap((id) =>
          connection.all<{ id: number }>(followersSql, [id]).map((row) => row.id),
        );
        const cancelled = [...new Set([...ids, ...followers])].filter((id) => {
          if (connection.run(cancelSql, { id, now }) === 0) return false;
          connection.run(rememberSql, { id, now, by: actor.name, reason });
          return true;
        });
        for (const id of cancelled) settleOrder(connection, id);
        audit.append({
          at: now,
          actor: actor.name,
          action: 'message.cancel',
          subject: 'messages',
          outcome: cancelled.length > 0 ? 'ok' : 'refused',
          detail: `account=${actor.accountId} count=${cancelled.length} ids=${idRanges(cancelled)}`,
        });
        return cancelled;
      }),
    cancellation: (id) => connection.get<{ at: number; by: string; reason: string }>(cancellationSql, [id]),
  };
}
