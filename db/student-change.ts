import type { AssessmentToStore } from '../core/assessments/ports.ts';
import type { AuditStore } from '../core/host/stores.ts';
import type { Connection } from './connection.ts';

const keepSql = `
  INSERT INTO student_changes (id, studentId, change, at, "by", accountId, detail)
  SELECT @id, id, 'changed', @at, @name, @accountId, json_object('allergies', particulars -> '$.allergies',
    'noCardReason', particulars ->> '$.noCardReason') FROM students WHERE id = @studentId`;
const allergiesSql = `
  UPDATE students SET particulars = json_set(particulars, '$.allergies', json(?)), updatedAt = ? WHERE id = ?`;
const reasonSql = `
  UPDATE students SET particulars = json_set(particulars, '$.noCardReason', ?), updatedAt = ? WHERE id = ?`;

/** What a visit changed on the student's own record, in the transaction of its save; what it was before is kept. */
export function writeStudentChange(
  connection: Connection,
  audit: AuditStore,
  { assessment, actor, savedAt }: Pick<AssessmentToStore, 'assessment' | 'actor' | 'savedAt'>,
): void {
  const { allergies, noCardReason } = assessment.studentChange ?? {};
  if (!allergies && !noCardReason) return;
  const { id, studentId } = assessment;
  connection.run(keepSql, { id, studentId, at: savedAt, ...actor });
  if (allergies) connection.run(allergiesSql, [JSON.stringify(allergies), savedAt, studentId]);
  if (noCardReason) connection.run(reasonSql, [noCardReason, savedAt, studentId]);
  audit.append({
    at: savedAt,
    actor: actor.name,
    action: 'student.change',
    subject: `student:${studentId}`,
    outcome: 'ok',
    detail: `account=${actor.accountId} allergies=${Number(Boolean(allergies))} noCard=${Number(Boolean(noCardReason))}`,
  });
}
