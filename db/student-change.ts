import type { Actor } from '../core/assessments/ports.ts';
import type { Assessment } from '../core/contract/assessment.ts';
import type { AuditStore } from '../core/host/stores.ts';
import type { Connection } from './connection.ts';
import { type StudentRow, studentColumns, studentView } from './student-row.ts';

const beforeSql = `SELECT ${studentColumns} FROM students AS s JOIN schools AS c ON c.id = s.schoolId WHERE s.id = ?`;
const keepSql = `
  INSERT INTO student_changes (id, studentId, change, at, "by", accountId, detail)
  VALUES (@id, @studentId, 'changed', @at, @name, @accountId, @detail)`;
const changeSql = `
  UPDATE students SET particulars = json_patch(particulars, @change), updatedAt = @at WHERE id = @studentId`;

/** A visit that is saved or corrected; `id` is the UUID of the form that does it. */
interface VisitChangesStudent {
  readonly id: string;
  readonly assessment: Assessment;
  readonly actor: Actor;
  readonly at: number;
}

/**
 * What a visit changed on the student's own record, in the transaction of its save or correction. What the student was before is kept, as
 * with a change by hand (student-changes.ts); the messages of the visit say what he is now.
 */
export function writeStudentChange(
  connection: Connection,
  audit: AuditStore,
  { id, assessment, actor, at }: VisitChangesStudent,
): void {
  const { studentId, studentChange } = assessment;
  const fields = Object.keys(studentChange ?? {});
  const before = fields.length > 0 ? connection.get<StudentRow>(beforeSql, [studentId]) : null;
  if (!before) return;
  const detail = JSON.stringify(studentView(before));
  connection.run(keepSql, { id, studentId, at, detail, ...actor });
  connection.run(changeSql, { studentId, at, change: JSON.stringify(studentChange) });
  audit.append({
    at,
    actor: actor.name,
    action: 'student.save',
    subject: `student:${studentId}`,
    outcome: 'ok',
    detail: `account=${actor.accountId} fields=${fields.join('+')}`,
  });
}
