import type { AssessmentStore } from '../core/assessments/ports.ts';
import type { Connection } from './connection.ts';
import type { InsertMessage, MessagePlace } from './message-insert.ts';
import { settleOrder } from './order.ts';
import { type SourceRow, sourceColumns, sourceJoins } from './replace-store.ts';

const unbuiltSql = `
  SELECT ${sourceColumns},
    coalesce((SELECT json_group_array(other.kind) FROM json_each(a.messageIds) AS listed JOIN messages AS other
      ON other.id = listed.value WHERE other.destinationId = m.destinationId), json_array(m.kind)) AS storedKinds
  FROM messages AS m ${sourceJoins}
  WHERE m.state = 'failed' AND m.payloadId IS NULL AND m.problem <> 'MOVED' ORDER BY m.id`;
const placeSql = `
  SELECT studentId, schoolId, visit FROM messages WHERE id = ? AND state = 'failed' AND payloadId IS NULL`;
const payloadSql = 'INSERT INTO payloads (bytes) VALUES (?) RETURNING id';
const builtSql = `
  UPDATE messages SET state = 'pending', rev = rev + 1, stateAt = @now, dueAt = @now, payloadId = @payloadId,
    controlId = @controlId, profileVersion = @profileVersion, problem = NULL, problemField = NULL, outcome = NULL
  WHERE id = @id AND state = 'failed' AND payloadId IS NULL`;
const stillUnbuiltSql = `
  UPDATE messages SET rev = rev + 1, problem = @problem, problemField = @field, profileVersion = @profileVersion
  WHERE id = @id AND state = 'failed' AND payloadId IS NULL`;

/** Messages that were stored without bytes, and giving them theirs once the cause is gone. */
export function createUnbuiltStore(
  connection: Connection,
  insertMessage: InsertMessage,
): Pick<AssessmentStore, 'unbuilt' | 'complete'> {
  return {
    unbuilt: () =>
      connection.all<SourceRow & { storedKinds: string }>(unbuiltSql).map(({ storedKinds, ...source }) => ({
        ...source,
        storedKinds: JSON.parse(storedKinds) as string[],
      })),

    complete: (id, message, missing, now) =>
      connection.write(() => {
        const place = connection.get<Omit<MessagePlace, 'savedAt'>>(placeSql, [id]);
        if (!place) return false;
        const { profileVersion } = message;
        if (!message.built) {
          const { problem, field } = message;
          return connection.run(stillUnbuiltSql, { id, problem, field, profileVersion }) === 1;
        }
        const payload = connection.get<{ id: number }>(payloadSql, [Buffer.from(message.bytes)]);
        if (!payload) throw new Error('payload row missing');
        const { controlId } = message;
        connection.run(builtSql, { id, now, payloadId: payload.id, controlId, profileVersion });
        settleOrder(connection, id);
        for (const other of missing) insertMessage(other, { ...place, savedAt: now });
        return true;
      }),
  };
}
