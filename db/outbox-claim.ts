import { randomUUID } from 'node:crypto';
import type { Interface } from '../core/contract/message.ts';
import { interfaces } from '../core/contract/message.ts';
import type { Claim, DueMessage, LaneKey, SenderLease } from '../core/delivery/ports.ts';
import type { Connection } from './connection.ts';
import {
  claimableSql,
  claimSql,
  nextDueAtSql,
  nextDueSql,
  nextSeqSql,
  openAttemptSql,
} from './outbox-sql.ts';

const laneOfSql = 'SELECT destinationId, interface FROM messages WHERE id = ?';

interface Claimable {
  readonly id: number;
  readonly controlId: string;
  readonly kind: string;
  readonly interface: Interface;
  readonly destinationId: string;
  readonly retryCount: number;
  readonly strikes: number;
  readonly createdAt: number;
  readonly lastAttemptAt: number | null;
  readonly attemptCount: number;
  readonly bytes: Buffer;
}

interface Ready extends Omit<DueMessage, 'waitsForAdt'> {
  readonly position: number;
  readonly outcome: string | null;
}

/** Picking the next message of a lane and claiming it. Each is part of the transaction that calls it, or one of its own. */
export function createClaiming(connection: Connection) {
  return { nextDue, nextDueAt, belongsTo, claim };

  /** One index step for each interface of the lane, then the oldest of those. */
  function nextDue(lane: LaneKey, now: number): DueMessage | null {
    let oldest: Ready | null = null;
    for (const name of lane.interfaces ?? interfaces) {
      const ready = connection.get<Ready>(nextDueSql, [lane.destinationId, name, now]);
      if (ready && (!oldest || ready.position < oldest.position)) oldest = ready;
    }
    if (!oldest) return null;
    const { id, state, createdAt, outcome } = oldest;
    return { id, state, createdAt, waitsForAdt: outcome === 'wait' };
  }

  function nextDueAt(lane: LaneKey, now: number): number | null {
    const times = (lane.interfaces ?? interfaces)
      .map((name) => connection.get<{ dueAt: number }>(nextDueAtSql, [lane.destinationId, name, now])?.dueAt)
      .filter((at) => at !== undefined);
    return times.length > 0 ? Math.min(...times) : null;
  }

  function belongsTo(lane: LaneKey, messageId: number): boolean {
    const of = connection.get<{ destinationId: string; interface: Interface }>(laneOfSql, [messageId]);
    if (!of) return true;
    if (of.destinationId !== lane.destinationId) return false;
    return lane.interfaces === null || lane.interfaces.includes(of.interface);
  }

  function claim(sender: SenderLease, messageId: number, now: number): Claim | null {
    return connection.write(() => {
      const message = connection.get<Claimable>(claimableSql, [messageId]);
      if (!message) return null;
      const lease = randomUUID();
      const claimed = connection.run(claimSql, { id: messageId, lease, now, ...sender });
      if (claimed !== 1) return null;
      const attemptNumber = message.attemptCount + 1;
      const attempt = openAttempt(connection, {
        messageId,
        destinationId: message.destinationId,
        number: attemptNumber,
        startedAt: now,
      });
      return {
        messageId,
        attemptId: attempt,
        attemptNumber,
        controlId: message.controlId,
        kind: message.kind,
        interface: message.interface,
        bytes: new Uint8Array(message.bytes),
        sender,
        lease,
        destinationId: message.destinationId,
        retryCount: message.retryCount,
        strikes: message.strikes,
        createdAt: message.createdAt,
        previousAttemptAt: message.lastAttemptAt,
      };
    });
  }
}

/** Writes the row of an attempt that begins and returns its id. In the caller's transaction. */
export function openAttempt(
  connection: Connection,
  attempt: {
    readonly messageId: number;
    readonly destinationId: string;
    readonly number: number;
    readonly startedAt: number;
  },
): number {
  const seq = connection.get<{ seq: number }>(nextSeqSql)?.seq;
  const row = connection.get<{ id: number }>(openAttemptSql, { ...attempt, seq });
  if (!row) throw new Error('attempt row missing');
  return row.id;
}
