import type {
  AttemptFault,
  AttemptResult,
  Claim,
  DestinationRow,
  LaneKey,
  Outbox,
  Pause,
} from '../core/delivery/ports.ts';
import type { Connection } from './connection.ts';
import { settleFollowers, settleOrder } from './order.ts';
import { createClaiming, openAttempt } from './outbox-claim.ts';
import { createRecovery } from './outbox-recovery.ts';
import {
  acknowledgedOtherSql,
  clampSql,
  earlierAdtSql,
  finishAttemptSql,
  finishSql,
  waitingIdsSql,
} from './outbox-sql.ts';
import { createSenderStore, type SenderStore } from './sender-store.ts';
import { storedProfile } from './stored-profile.ts';

const enabledDestinationsSql = `
  SELECT id, name, profile, profileVersion, pause FROM destinations WHERE enabled = 1 ORDER BY createdAt, id`;
const pauseSql = 'UPDATE destinations SET pause = ?, updatedAt = ? WHERE id = ?';
/** It was due and stays due: saved before the clock went back, its due time would lie years ahead. */
const unreachableSql = `
  UPDATE messages SET rev = rev + 1, retryCount = retryCount + 1, attemptCount = attemptCount + 1,
    lastAttemptAt = @startedAt, dueAt = min(dueAt, @startedAt), outcome = @outcome, problem = @problem
  WHERE id = @id AND state = 'pending' RETURNING destinationId, attemptCount`;
const postponeSql = `
  UPDATE messages SET dueAt = @dueAt, rev = rev + 1 WHERE id = @id AND state = 'pending' AND outcome = 'wait'`;
const expirableSql = `
  SELECT m.id FROM (${waitingIdsSql}) AS waiting CROSS JOIN messages AS m ON m.id = waiting.id
  WHERE m.state = 'pending' AND m.destinationId = ? AND m.createdAt < ? ORDER BY m.id`;
const expireSql = `
  UPDATE messages SET state = 'failed', rev = rev + 1, stateAt = ?, dueAt = NULL, blockedBy = NULL, holds = 0,
    problem = 'EXPIRED'
  WHERE id = ? AND state = 'pending'`;
/** The outbox on SQLite: every method one transaction, every change fenced by the sender's generation. */
export function createOutboxStore(
  connection: Connection,
  senders: SenderStore = createSenderStore(connection),
): Outbox {
  const { nextDue, nextDueAt, belongsTo, claim } = createClaiming(connection);
  return {
    acquireSender: senders.acquireSender,
    heartbeat: senders.heartbeat,
    releaseSender: senders.releaseSender,
    senderUser: senders.senderUser,
    ...createRecovery(connection, senders),
    nextDue,
    nextDueAt,
    belongsTo,
    claim,
    finish: (claimed, result, now, thenClaim) =>
      connection.write(() => {
        if (!finish(claimed, result, now)) return { written: false, next: null };
        return { written: true, next: thenClaim ? claimNext(thenClaim, claimed, now) : null };
      }),

    destinations: () => connection.all<DestinationColumns>(enabledDestinationsSql).map(destinationRow),
    pauseDestination(destinationId, pause, now) {
      connection.run(pauseSql, [pause && JSON.stringify(pause), now, destinationId]);
    },

    recordUnreachable: (sender, messageId, fault, now) =>
      connection.write(() => senders.holds(sender) && recordUnreachable(messageId, fault, now)),

    postpone: (sender, id, dueAt) =>
      connection.write(() => senders.holds(sender) && connection.run(postponeSql, { id, dueAt }) === 1),

    acknowledgedOtherSince: (destinationId, messageId, since) =>
      connection.get(acknowledgedOtherSql, { destinationId, messageId, since }) !== null,
    earlierAdtUnsent: (messageId) => connection.get(earlierAdtSql, [messageId]) !== null,

    expireOlderThan: (destinationId, createdBefore, now) =>
      connection.write(() => {
        const expired = connection.all<{ id: number }>(expirableSql, [destinationId, createdBefore]);
        for (const { id } of expired) {
          connection.run(expireSql, [now, id]);
          settleOrder(connection, id);
        }
        return expired.length;
      }),
    clampDue: (latest) => connection.run(clampSql, { latest }),
  };

  function finish(claimed: Claim, result: AttemptResult, now: number): boolean {
    const written = connection.run(finishSql, {
      id: claimed.messageId,
      lease: claimed.lease,
      ...claimed.sender,
      now,
      state: result.nextState,
      dueAt: result.nextState === 'pending' ? (result.dueAt ?? now) : null,
      retry: Number(result.countsRetry),
      strike: Number(result.strike),
      possiblyDelivered: Number(result.possiblyDelivered),
      duplicate: Number(result.duplicate),
      outcome: result.outcome,
      problem: result.problem,
      problemField: result.errLocation,
    });
    if (written !== 1) return false;
    connection.run(finishAttemptSql, {
      attemptId: claimed.attemptId,
      now,
      outcome: result.outcome,
      problem: result.problem,
      code: result.code,
      ackCode: result.ackCode,
      errCode: result.errCode,
      errText: result.errText,
      errLocation: result.errLocation,
      httpStatus: result.httpStatus,
      latencyMs: result.latencyMs,
      transport: result.transport,
      ackRaw: result.ackRaw && Buffer.from(result.ackRaw),
    });
    if (result.nextState === 'pending') settleOrder(connection, claimed.messageId);
    else settleFollowers(connection, claimed.messageId);
    return true;
  }

  function claimNext(lane: LaneKey, claimed: Claim, now: number): Claim | null {
    const due = nextDue(lane, now);
    // Whether it may go is asked first, and not in the commit of another message.
    if (due?.waitsForAdt) return null;
    return due && claim(claimed.sender, due.id, now);
  }

  function recordUnreachable(id: number, fault: AttemptFault, now: number): boolean {
    const startedAt = Math.round(now - fault.latencyMs);
    const { outcome, problem } = fault;
    const message = connection.get<{ destinationId: string; attemptCount: number }>(unreachableSql, {
      id,
      startedAt,
      outcome,
      problem,
    });
    if (!message) return false;
    const { destinationId, attemptCount: number } = message;
    const attemptId = openAttempt(connection, { messageId: id, destinationId, number, startedAt });
    connection.run(finishAttemptSql, { ...noReply, ...fault, attemptId, now });
    return true;
  }
}

/** An attempt that got no reply has nothing of what a reply tells. */
const noReply = {
  ackCode: null,
  errCode: null,
  errText: null,
  errLocation: null,
  httpStatus: null,
  ackRaw: null,
};

interface DestinationColumns extends Omit<DestinationRow, 'profile' | 'pause'> {
  readonly profile: string;
  readonly pause: string | null;
}

function destinationRow(row: DestinationColumns): DestinationRow {
  const pause = row.pause === null ? null : (JSON.parse(row.pause) as Pause);
  return { ...row, profile: storedProfile(row.profile), pause };
}
