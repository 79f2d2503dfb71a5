import type { AssessmentToStore } from '../core/assessments/ports.ts';
import type { AuditStore } from '../core/host/stores.ts';
import type { Connection } from './connection.ts';
import { type StudentRow, studentColumns, studentView } from './student-row.ts';

const beforeSql = `SELECT ${studentColumns} FROM students AS s JOIN schools AS c ON c.id = s.schoolId WHERE s.id = ?`;
const keepSql = `
  INSERT INTO student_changes (id, studentId, change, at, "by", accountId, detail)
  VALUES (@id, @studentId, 'changed', @at, @name, @accountId, @detail)`;
const changeSql = `
  UPDATE students SET particulars = json_patch(particulars, @change), updatedAt = @at WHERE id = @studentId`;

/**
 * What a visit changed on the student's own record, in the transaction of its save. What the student was before is kept, as
 * with a change by hand (student-changes.ts); the messages of the visit say what he is now.
 */
export function writeStudentChange(
  connection: Connection,
  audit: AuditStore,
  { assessment, actor, savedAt }: Pick<AssessmentToStore, 'assessment' | 'actor' | 'savedAt'>,
): void {
  const { id, studentId, studentChange } = assessment;
  const fields = Object.keys(studentChange ?? {});
  const before = fields.length > 0 ? connection.get<StudentRow>(beforeSql, [studentId]) : null;
  if (!before) return;
  const detail = JSON.stringify(studentView(before));
  connection.run(keepSql, { id, studentId, at: savedAt, detail, ...actor });
  connection.run(changeSql, { studentId, at: savedAt, change: JSON.stringify(studentChange) });
  audit.append({
    at: savedAt,
    actor: actor.name,
    action: 'student.save',
    subject: `student:${studentId}`,
    outcome: 'ok',
    detail: `account=${actor.accountId} fields=${fields.join('+')}`,
  });
}
