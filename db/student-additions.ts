import { searchTokens } from '../core/contract/search-key.ts';
import type { Student } from '../core/contract/student.ts';
import type { AuditStore } from '../core/host/stores.ts';
import type { StudentStore } from '../core/students/ports.ts';
import { writeChange } from './assessment-changes.ts';
import { createCommitDoubt } from './commit-doubt.ts';
import type { Connection } from './connection.ts';
import { type StudentRow, studentColumns, studentValues, studentView } from './student-row.ts';
import { addStudentSql, indexStudentWords } from './student-writer.ts';

const addedSql = `SELECT studentId FROM student_changes WHERE id = ? AND change = 'changed' AND detail = 'null'`;
// Before it was added it was nothing.
const keepSql = `
  INSERT INTO student_changes (id, studentId, change, at, by, accountId, detail)
  VALUES (@id, @studentId, 'changed', @at, @by, @accountId, 'null')`;

/** As many as a person can look at. */
const mostAlike = 20;

/** Students who are added by hand, and the records that may be of the same child. */
export function createStudentAdditions(
  connection: Connection,
  audit: AuditStore,
): Pick<StudentStore, 'add' | 'addedBy' | 'alike'> {
  const doubt = createCommitDoubt(connection);
  const addedBy = (id: string) => connection.get<{ studentId: number }>(addedSql, [id])?.studentId ?? null;

  return {
    addedBy,

    add: ({ id, at, actor, schoolId, student }) =>
      writeChange(
        connection,
        doubt,
        id,
        (given) => addedBy(given) !== null,
        () => {
          const numberKey = student.studentNumber.trim().toLowerCase();
          const values = { schoolId, numberKey, now: at, ...studentValues(student) };
          const studentId = connection.get<{ id: number }>(addStudentSql, values)?.id;
          if (studentId === undefined) throw new Error('student not added');
          indexStudentWords(connection, studentId, student);
          connection.run(keepSql, { id, studentId, at, by: actor.name, accountId: actor.accountId });
          audit.append({
            at,
            actor: actor.name,
            action: 'student.add',
            subject: `student:${studentId}`,
            outcome: 'ok',
            detail: `account=${actor.accountId} emiratesId=${Number(student.emiratesId !== null)}`,
          });
          return { messageIds: [], cancelled: 0 };
        },
      ),

    alike(student) {
      const byCard = student.emiratesId === null ? [] : withWords([student.emiratesId]);
      const sameCard = byCard.filter(({ emiratesId }) => emiratesId === student.emiratesId);
      const known = new Set(sameCard.map(({ id }) => id));
      const sameName = namesOf(student)
        .flatMap((words) => withWords(words, student.dateOfBirth))
        .filter(({ id }) => !known.has(id) && known.add(id));
      return [
        ...sameCard.map((each) => ({ student: each, same: 'emiratesId' as const })),
        ...sameName.map((each) => ({ student: each, same: 'nameAndBirth' as const })),
      ].slice(0, mostAlike);
    },
  };

  /** Students who have every one of these words, and this date of birth where one is given. */
  function withWords(words: readonly string[], dateOfBirth: string | null = null) {
    if (words.length === 0) return [];
    const all = words.map(() => 'SELECT studentId FROM student_words WHERE word = ?').join(' INTERSECT ');
    const sql = `SELECT ${studentColumns} FROM students AS s JOIN schools AS c ON c.id = s.schoolId
      WHERE s.id IN (${all}) AND s.mergedInto IS NULL ${dateOfBirth === null ? '' : 'AND s.dateOfBirth = ?'}
      ORDER BY s.id LIMIT ${mostAlike}`;
    const bound = dateOfBirth === null ? words : [...words, dateOfBirth];
    return connection.all<StudentRow>(sql, bound).map(studentView);
  }
}

/** Given and family name as words, in each script in which both are known. */
function namesOf(student: Student): readonly (readonly string[])[] {
  const { givenName, familyName, givenNameArabic, familyNameArabic } = student;
  const latin = searchTokens(`${givenName} ${familyName}`);
  const arabic =
    givenNameArabic && familyNameArabic ? searchTokens(`${givenNameArabic} ${familyNameArabic}`) : [];
  return [latin, arabic];
}
