import type { AssessmentStore } from '../core/assessments/ports.ts';
import type { Assessment } from '../core/contract/assessment.ts';
import type { MessageState } from '../core/contract/message.ts';
import type { AuditStore } from '../core/host/stores.ts';
import type { Connection } from './connection.ts';
import type { Supersede } from './supersede.ts';
import { visitNumberOf } from './visit-number.ts';

const sourceSql = `
  SELECT m.state, m.destinationId, m.kind, a.id, a.studentId, a.kind AS visitKind, a.visitStartedAt, a.measuredAt,
    a.content, a.visit, a.accountId, a.savedAt
  FROM messages AS m JOIN assessments AS a ON a.visit = m.visit WHERE m.id = ?`;
/** Corrected messages: what one is built from again, and putting the new one in its place. Attempts of the old one stay. */
export function createReplaceStore(
  connection: Connection,
  audit: AuditStore,
  supersede: Supersede,
): Pick<AssessmentStore, 'source' | 'replace'> {
  return {
    source(id) {
      const row = connection.get<SourceRow>(sourceSql, [id]);
      return row
        ? {
            state: row.state,
            destinationId: row.destinationId,
            kind: row.kind,
            visitNumber: visitNumberOf(row.visit),
            accountId: row.accountId,
            savedAt: row.savedAt,
            assessment: assessmentOf(row),
          }
        : null;
    },

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

interface SourceRow extends AssessmentColumns {
  readonly state: MessageState;
  readonly destinationId: string;
  readonly kind: string;
  readonly visit: number;
  readonly accountId: number;
  readonly savedAt: number;
}
