import type { AssessmentStore, MessageSource } from '../core/assessments/ports.ts';
import type { Assessment } from '../core/contract/assessment.ts';
import type { AuditStore } from '../core/host/stores.ts';
import type { Connection } from './connection.ts';
import type { Supersede } from './supersede.ts';

/** Columns of a `MessageSource` over `messages AS m` and `sourceJoins`. */
export const sourceColumns = `m.id AS messageId, m.state, m.destinationId, m.kind, m.studentId, a.id AS assessmentId, p.bytes,
  (SELECT max(other.id) FROM json_each(a.messageIds) AS l JOIN messages AS other ON other.id = l.value
    WHERE other.supersedes = m.id AND other.id <> coalesce(m.supersededBy, 0) AND other.state <> 'cancelled') AS correctedBy`;
export const sourceJoins =
  'LEFT JOIN assessments AS a ON a.visit = m.visit LEFT JOIN payloads AS p ON p.id = m.payloadId';
const sourceSql = `SELECT ${sourceColumns} FROM messages AS m ${sourceJoins} WHERE m.id = ?`;

/** Corrected messages: what one is built from again, and putting the new one in its place. Attempts of the old one stay. */
export function createReplaceStore(
  connection: Connection,
  audit: AuditStore,
  supersede: Supersede,
): Pick<AssessmentStore, 'source' | 'replace'> {
  return {
    source: (id) => connection.get<SourceRow>(sourceSql, [id]),

    replace: (id, message, actor, now) =>
      connection.write(() => {
        const newId = supersede(id, message, { now, by: actor.name });
        if (newId === null) return null;
        audit.append({
          at: now,
          actor: actor.name,
          action: 'message.replace',
          subject: String(id),
          outcome: 'ok',
          detail: `account=${actor.accountId} by=${newId}`,
        });
        return newId;
      }),
  };
}

/** The columns of an assessment that hold what was entered. */
export interface AssessmentColumns {
  readonly id: string;
  readonly studentId: number;
  readonly visitKind: Assessment['kind'];
  readonly visitStartedAt: number;
  readonly measuredAt: number;
  readonly content: string;
}

/** An assessment as it was handed in. */
export function assessmentOf(row: AssessmentColumns): Assessment {
  return {
    id: row.id,
    studentId: row.studentId,
    kind: row.visitKind,
    visitStartedAt: row.visitStartedAt,
    measuredAt: row.measuredAt,
    ...(JSON.parse(row.content) as Pick<Assessment, 'measurements' | 'vision' | 'notes' | 'record'>),
  };
}

/** A source as SQLite gives it. */
export type SourceRow = MessageSource;
