import type { Actor, OutboxStep } from '../core/assessments/ports.ts';
import type { Connection } from './connection.ts';
import type { InsertMessage } from './message-insert.ts';
import { settleOrder } from './order.ts';
import type { Supersede } from './supersede.ts';
import { visitOf } from './visit-number.ts';

const correctsSql = 'UPDATE messages SET supersedes = ?, rev = rev + 1 WHERE id = ?';
const cancelSql = `
  UPDATE messages SET state = 'cancelled', rev = rev + 1, stateAt = @now, finishedAt = @now, dueAt = NULL, blockedBy = NULL,
    holds = 0
  WHERE id = @id AND state IN ('pending', 'failed')`;
const rememberSql = 'INSERT INTO cancellations (messageId, at, by, reason) VALUES (@id, @now, @by, @reason)';

/** Thrown out of a transaction whose plan no longer fits what is stored. */
export class MessageMoved extends Error {}

export interface StepsDone {
  readonly messageIds: readonly number[];
  readonly cancelled: number;
}

export type OutboxSteps = (
  steps: readonly OutboxStep[],
  by: { readonly actor: Actor; readonly now: number; readonly reason: string },
) => StepsDone;

/** Makes the changes of the outbox that go with a change by a person, in the caller's transaction. */
export function createOutboxSteps(
  connection: Connection,
  insertMessage: InsertMessage,
  supersede: Supersede,
): OutboxSteps {
  return (steps, { actor, now, reason }) => {
    const messageIds: number[] = [];
    let cancelled = 0;
    for (const step of steps) {
      switch (step.step) {
        case 'add': {
          const { message, studentId, schoolId, visitNumber, corrects } = step;
          const visit = visitNumber === null ? null : visitOf(visitNumber);
          const id = insertMessage(message, { studentId, schoolId, visit, savedAt: now });
          if (corrects !== null) connection.run(correctsSql, [corrects, id]);
          messageIds.push(id);
          break;
        }
        case 'replace': {
          const { id, message, studentId } = step;
          const newId = supersede(id, message, { now, by: actor.name, studentId });
          if (newId === null) throw new MessageMoved();
          messageIds.push(newId);
          break;
        }
        case 'cancel': {
          const { id } = step;
          if (connection.run(cancelSql, { id, now }) === 0) throw new MessageMoved();
          connection.run(rememberSql, { id, now, by: actor.name, reason });
          settleOrder(connection, id);
          cancelled++;
          break;
        }
      }
    }
    return { messageIds, cancelled };
  };
}
