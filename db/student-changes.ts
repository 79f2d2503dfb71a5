import type { ConditionOnRecord } from '../core/contract/record.ts';
import type { Student } from '../core/contract/student.ts';
import type { AuditStore } from '../core/host/stores.ts';
import type { StudentStore } from '../core/students/ports.ts';
import { writeChange } from './assessment-changes.ts';
import { type CommitDoubt, createCommitDoubt } from './commit-doubt.ts';
import type { Connection } from './connection.ts';
import { createMessageInsert } from './message-insert.ts';
import { createOutboxSteps } from './outbox-steps.ts';
import { type StudentRow, studentColumns, studentValues, studentView } from './student-row.ts';
import { indexStudentWords } from './student-writer.ts';
import { createSupersede } from './supersede.ts';

const knownSql = 'SELECT 1 AS known FROM student_changes WHERE id = ?';
const keepSql = `
  INSERT INTO student_changes (id, studentId, change, at, by, accountId, detail)
  VALUES (@id, @studentId, @change, @at, @by, @accountId, @detail)`;
const beforeSql = `SELECT ${studentColumns} FROM students AS s JOIN schools AS c ON c.id = s.schoolId WHERE s.id = ?`;
const changeSql = `
  UPDATE students SET studentNumber = @studentNumber, numberKey = @numberKey, familyName = @familyName,
    givenName = @givenName, middleName = @middleName, familyNameArabic = @familyNameArabic,
    givenNameArabic = @givenNameArabic, middleNameArabic = @middleNameArabic, dateOfBirth = @dateOfBirth, sex = @sex,
    nationality = @nationality, emiratesId = @emiratesId, particulars = @particulars, updatedAt = @now
  WHERE id = @id`;
const conditionsSql = `
  SELECT at, detail FROM student_changes WHERE studentId = ? AND change = 'condition' ORDER BY at, rowid`;
const mergedNumbersSql = `
  SELECT s.studentNumber FROM student_changes AS c JOIN students AS s ON s.id = c.studentId
  WHERE s.mergedInto = ? AND c.change = 'merged' ORDER BY c.at`;
const mergedIntoSql = 'SELECT mergedInto FROM students WHERE id = ?';
const numberTakenSql = 'SELECT 1 FROM students WHERE schoolId = ? AND numberKey = ?';
const visitsSql = 'SELECT json_group_array(visit) AS visits FROM assessments WHERE studentId = ?';
const moveSql = 'UPDATE assessments SET studentId = @keepId WHERE studentId = @duplicateId';
const mergeSql = 'UPDATE students SET mergedInto = @keepId, updatedAt = @now WHERE id = @duplicateId';
const forgetWordsSql = 'DELETE FROM student_words WHERE studentId = ?';

/** Changes of students by hand: each keeps what was before it, and writes its messages in the same transaction. */
export function createStudentChanges(
  connection: Connection,
  audit: AuditStore,
): Pick<
  StudentStore,
  | 'change'
  | 'changeCondition'
  | 'merge'
  | 'conditionChanges'
  | 'mergedNumbers'
  | 'isKnownChange'
  | 'mergedInto'
  | 'numberTaken'
> {
  const doubt: CommitDoubt = createCommitDoubt(connection);
  const insertMessage = createMessageInsert(connection);
  const makeSteps = createOutboxSteps(connection, insertMessage, createSupersede(connection, insertMessage));
  const isKnown = (id: string) => connection.get<{ known: number }>(knownSql, [id]) !== null;

  return {
    change: (change) =>
      writeChange(connection, doubt, change.id, isKnown, () => {
        const { studentId, student, actor, at, fields } = change;
        const before = connection.get<StudentRow>(beforeSql, [studentId]);
        if (!before) throw new Error('student not found');
        keep(change, studentId, 'changed', studentView(before));
        connection.run(changeSql, {
          id: studentId,
          now: at,
          numberKey: student.studentNumber.trim().toLowerCase(),
          ...studentValues(student),
        });
        indexStudentWords(connection, studentId, student as Student);
        const done = makeSteps(change.steps, { actor, now: at, reason: 'student changed' });
        append(change, 'student.save', `student:${studentId}`, `fields=${fields.join('+')}`, done.messageIds);
        return done;
      }),

    changeCondition: (change) =>
      writeChange(connection, doubt, change.id, isKnown, () => {
        const { studentId, condition, actor, at } = change;
        keep(change, studentId, 'condition', condition);
        const done = makeSteps(change.steps, { actor, now: at, reason: 'condition changed' });
        append(
          change,
          'student.condition',
          `student:${studentId}`,
          `change=${condition.change}`,
          done.messageIds,
        );
        return done;
      }),

    merge: (change) =>
      writeChange(connection, doubt, change.id, isKnown, () => {
        const { keepId, duplicateId, actor, at } = change;
        const visits = connection.get<{ visits: string }>(visitsSql, [duplicateId])?.visits ?? '[]';
        keep(change, duplicateId, 'merged', { into: keepId, visits: JSON.parse(visits) });
        connection.run(moveSql, { keepId, duplicateId });
        connection.run(mergeSql, { keepId, duplicateId, now: at });
        connection.run(forgetWordsSql, [duplicateId]);
        const done = makeSteps(change.steps, { actor, now: at, reason: 'merged' });
        append(change, 'student.merge', `student:${keepId}`, `duplicate=${duplicateId}`, done.messageIds);
        return done;
      }),

    isKnownChange: isKnown,
    mergedInto: (studentId) =>
      connection.get<{ mergedInto: number | null }>(mergedIntoSql, [studentId])?.mergedInto ?? null,
    numberTaken: (schoolId, studentNumber) =>
      connection.get(numberTakenSql, [schoolId, studentNumber.trim().toLowerCase()]) !== null,
    conditionChanges: (studentId) =>
      connection
        .all<{ at: number; detail: string }>(conditionsSql, [studentId])
        .map(({ at, detail }) => ({ ...(JSON.parse(detail) as ConditionOnRecord), at })),
    mergedNumbers: (studentId) =>
      connection
        .all<{ studentNumber: string }>(mergedNumbersSql, [studentId])
        .map((row) => row.studentNumber),
  };

  type Made = Parameters<StudentStore['change']>[0] | Parameters<StudentStore['merge']>[0];

  function keep(
    change: Pick<Made, 'id' | 'at' | 'actor'>,
    studentId: number,
    kind: string,
    detail: unknown,
  ): void {
    const { id, at, actor } = change;
    connection.run(keepSql, {
      id,
      studentId,
      change: kind,
      at,
      by: actor.name,
      accountId: actor.accountId,
      detail: JSON.stringify(detail),
    });
  }

  function append(
    { at, actor }: Pick<Made, 'at' | 'actor'>,
    action: 'student.save' | 'student.condition' | 'student.merge',
    subject: string,
    detail: string,
    messageIds: readonly number[],
  ): void {
    audit.append({
      at,
      actor: actor.name,
      action,
      subject,
      outcome: 'ok',
      detail: `account=${actor.accountId} ${detail} messages=${messageIds.join(',')}`,
    });
  }
}
