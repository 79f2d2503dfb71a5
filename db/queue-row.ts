import type { StoredRow } from '../core/queue/ports.ts';

/** Columns of a queue row over `messages AS m` and `rowJoins`. */
export const rowColumns = `m.id, m.rev, m.state, a.id AS assessmentId, m.studentId,
  s.givenName || ' ' || s.familyName AS studentName,
  nullif(trim(coalesce(s.givenNameArabic, '') || ' ' || coalesce(s.familyNameArabic, '')), '') AS studentNameArabic,
  s.studentNumber, m.kind, m.controlId, m.schoolId, c.name AS schoolName, m.destinationId, m.retryCount,
  m.possiblyDelivered, m.duplicate, m.problem, m.problemField, m.outcome, m.blockedBy, m.dueAt, m.createdAt,
  m.finishedAt, m.lastAttemptAt, m.supersededBy,
  CASE m.state WHEN 'sent' THEN (SELECT transport FROM attempts WHERE id = m.id * 65536 + m.attemptCount) END AS sentBy`;

export const rowJoins = `JOIN students AS s ON s.id = m.studentId JOIN schools AS c ON c.id = m.schoolId
  LEFT JOIN assessments AS a ON a.visit = m.visit`;

/** A row as SQLite gives it: flags are 0 or 1. */
export interface RowColumns extends Omit<StoredRow, 'possiblyDelivered' | 'duplicate'> {
  readonly possiblyDelivered: number;
  readonly duplicate: number;
}

export function storedRow(row: RowColumns): StoredRow {
  return { ...row, possiblyDelivered: row.possiblyDelivered === 1, duplicate: row.duplicate === 1 };
}
