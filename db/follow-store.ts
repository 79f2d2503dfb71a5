import type { AssessmentStore } from '../core/assessments/ports.ts';
import type { AuditStore } from '../core/host/stores.ts';
import type { Connection } from './connection.ts';
import type { InsertMessage } from './message-insert.ts';

const sentPlaceSql = `SELECT studentId, schoolId, visit FROM messages WHERE id = ? AND state = 'sent'`;
const followSql = 'UPDATE messages SET supersedes = ?, rev = rev + 1 WHERE id = ?';

/** Sending again what was accepted: a new message at the end of the student's order. The earlier one is final and stays so. */
export function createFollowStore(
  connection: Connection,
  audit: AuditStore,
  insertMessage: InsertMessage,
): Pick<AssessmentStore, 'follow'> {
  return {
    follow: (id, message, actor, now) =>
      connection.write(() => {
        const place = connection.get<Place>(sentPlaceSql, [id]);
        if (!place) return null;
        const newId = insertMessage(message, { ...place, savedAt: now });
        connection.run(followSql, [id, newId]);
        audit.append({
          at: now,
          actor: actor.name,
          action: 'message.sendAgain',
          subject: String(id),
          outcome: 'ok',
          detail: `account=${actor.accountId} by=${newId}`,
        });
        return newId;
      }),
  };
}

interface Place {
  readonly studentId: number;
  readonly schoolId: number;
  readonly visit: number | null;
}
