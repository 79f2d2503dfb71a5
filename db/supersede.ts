import type { MessageToStore } from '../core/assessments/ports.ts';
import type { Connection } from './connection.ts';
import type { InsertMessage, MessagePlace } from './message-insert.ts';
import { settleOrder } from './order.ts';

const replaceableSql = `
  SELECT studentId, schoolId, visit, position, possiblyDelivered FROM messages
  WHERE id = ? AND state IN ('pending', 'failed') AND problem IS NOT 'MOVED'`;
// `holds` begins anew at the old place, so that whoever comes next there is looked at too. What the receiver may have got
// under the old control id it may get again under the new one: the flag goes along.
const linkSql = `
  UPDATE messages SET supersedes = @id, position = @position, holds = 0, rev = rev + 1,
    possiblyDelivered = @possiblyDelivered WHERE id = @newId`;
const supersedeSql = `
  UPDATE messages SET state = 'superseded', rev = rev + 1, stateAt = @now, finishedAt = @now, supersededBy = @by,
    dueAt = NULL, blockedBy = NULL, holds = 0
  WHERE id = @id AND state IN ('pending', 'failed')`;
const rememberSql = 'INSERT INTO replacements (messageId, newId, at, by) VALUES (@id, @newId, @now, @by)';

/** Who replaces a message and when; `studentId` where the new one is about another record (a merged duplicate). */
export interface Replacing {
  readonly now: number;
  readonly by: string;
  readonly studentId?: number;
}

export type Supersede = (id: number, message: MessageToStore, replacing: Replacing) => number | null;

/**
 * Puts a newly built message in the place of one that is pending or failed, in the caller's transaction: the old one becomes
 * `superseded`, both are linked, and its attempts stay. The new id, or null when the old one is on its way or finished.
 */
export function createSupersede(connection: Connection, insertMessage: InsertMessage): Supersede {
  return (id, message, { now, by, studentId }) => {
    const old = connection.get<
      Omit<MessagePlace, 'savedAt'> & { position: number; possiblyDelivered: number }
    >(replaceableSql, [id]);
    if (!old) return null;
    const { position, possiblyDelivered, ...place } = old;
    const newId = insertMessage(message, {
      ...place,
      ...(studentId === undefined ? {} : { studentId }),
      savedAt: now,
    });
    connection.run(linkSql, { id, position, possiblyDelivered, newId });
    connection.run(supersedeSql, { id, now, by: newId });
    connection.run(rememberSql, { id, newId, now, by });
    settleOrder(connection, newId);
    settleOrder(connection, id);
    return newId;
  };
}
