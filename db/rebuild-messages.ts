import type { AssessmentStore, RebuildCandidate } from '../core/assessments/ports.ts';
import type { AuditStore } from '../core/host/stores.ts';
import type { Connection } from './connection.ts';
import { idRanges } from './id-ranges.ts';
import { waitingIdsSql } from './outbox-sql.ts';
import type { Supersede } from './supersede.ts';

/** Unsent messages along the lists that the queue's tabs use; what has no bytes yet is completed and not replaced. */
export const rebuildableSql = `
  SELECT m.id AS messageId, m.visit, m.kind, m.state, m.possiblyDelivered
  FROM (${waitingIdsSql} UNION ALL SELECT id FROM messages INDEXED BY messages_failed WHERE state = 'failed') AS unsent
  CROSS JOIN messages AS m ON m.id = unsent.id
  WHERE m.destinationId = ? AND m.profileVersion < ? AND m.visit IS NOT NULL AND m.payloadId IS NOT NULL
    AND m.problem IS NOT 'MOVED'
  ORDER BY m.id`;
const mayHaveArrivedSql = 'SELECT possiblyDelivered FROM messages WHERE id = ?';

/** Messages of an earlier version of a profile: which there are, and putting rebuilt ones in their places, visit by visit. */
export function createRebuildMessages(
  connection: Connection,
  audit: AuditStore,
  supersede: Supersede,
): Pick<AssessmentStore, 'rebuildable' | 'rebuild'> {
  return {
    rebuildable: (destinationId, profileVersion) =>
      connection
        .all<Omit<RebuildCandidate, 'possiblyDelivered'> & { possiblyDelivered: number }>(rebuildableSql, [
          destinationId,
          profileVersion,
        ])
        .map((row) => ({ ...row, possiblyDelivered: row.possiblyDelivered === 1 })),

    rebuild: (replacements, includePossiblyDelivered, actor, now) =>
      connection.write(() => {
        const replaced = replacements.flatMap(({ messageId, message }) => {
          const old = connection.get<{ possiblyDelivered: number }>(mayHaveArrivedSql, [messageId]);
          if (old?.possiblyDelivered === 1 && !includePossiblyDelivered) return [];
          const by = supersede(messageId, message, { now, by: actor.name });
          return by === null ? [] : [{ id: messageId, by }];
        });
        if (replaced.length > 0) {
          const [ids, by] = [replaced.map(({ id }) => id), replaced.map((each) => each.by)];
          audit.append({
            at: now,
            actor: actor.name,
            action: 'message.rebuild',
            subject: 'messages',
            outcome: 'ok',
            detail: `account=${actor.accountId} ids=${idRanges(ids)} by=${idRanges(by)}`,
          });
        }
        return replaced.map(({ id }) => id);
      }),
  };
}
