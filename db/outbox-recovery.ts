import type { Outbox } from '../core/delivery/ports.ts';
import type { Connection } from './connection.ts';
import { settleOrder } from './order.ts';
import { interruptedSql } from './outbox-sql.ts';
import type { SenderStore } from './sender-store.ts';

/** A message whose claim ended its process this often is set aside, so that the rest flows. */
const poisonAfter = 3;

const requeueSql = `
  UPDATE messages SET state = 'pending', rev = rev + 1, lease = NULL, leaseGeneration = NULL, dueAt = @now,
    interruptedCount = interruptedCount + 1, retryCount = retryCount + 1, possiblyDelivered = 1,
    outcome = 'noAnswer', problem = 'NO_REPLY_AFTER_SEND'
  WHERE id = @id AND state = 'sending' AND leaseGeneration <> @generation`;

const setAsideSql = `
  UPDATE messages SET state = 'failed', rev = rev + 1, lease = NULL, leaseGeneration = NULL, stateAt = @now,
    interruptedCount = interruptedCount + 1, retryCount = retryCount + 1, possiblyDelivered = 1, holds = 0,
    outcome = 'noAnswer', problem = 'POISON'
  WHERE id = @id AND state = 'sending' AND leaseGeneration <> @generation`;

const unreadableSql = `
  UPDATE messages SET state = 'failed', rev = rev + 1, stateAt = @now, dueAt = NULL, blockedBy = NULL, holds = 0,
    problem = 'POISON'
  WHERE id = @id AND state = 'pending'`;

const endAttemptSql = `
  UPDATE attempts SET finishedAt = max(@now, startedAt), outcome = 'noAnswer', problem = 'NO_REPLY_AFTER_SEND',
    code = 'INTERRUPTED'
  WHERE id BETWEEN @id * 65536 AND @id * 65536 + 65535 AND finishedAt IS NULL`;

/** What an ended process left behind. Its messages may have arrived: they go again with the same bytes and the flag. */
export function createRecovery(
  connection: Connection,
  senders: SenderStore,
): Pick<Outbox, 'recoverInterrupted' | 'setAside'> {
  return {
    setAside: (sender, id, now) =>
      connection.write(() => {
        if (!senders.holds(sender) || connection.run(unreadableSql, { id, now }) !== 1) return false;
        settleOrder(connection, id);
        return true;
      }),

    recoverInterrupted(sender, now) {
      return connection.write(() => {
        const counts = { requeued: 0, poisoned: 0 };
        if (!senders.holds(sender)) return counts;
        const interrupted = connection.all<{ id: number; interruptedCount: number }>(interruptedSql, [
          sender.generation,
        ]);
        for (const { id, interruptedCount } of interrupted) {
          const poisoned = interruptedCount + 1 >= poisonAfter;
          connection.run(poisoned ? setAsideSql : requeueSql, { id, now, generation: sender.generation });
          connection.run(endAttemptSql, { now, id });
          settleOrder(connection, id);
          counts[poisoned ? 'poisoned' : 'requeued']++;
        }
        return counts;
      });
    },
  };
}
