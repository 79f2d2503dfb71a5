import { indexWords } from '../core/contract/search-key.ts';
import type { Student } from '../core/contract/student.ts';
import type { AuditStore } from '../core/host/stores.ts';
import type { StudentStore } from '../core/students/ports.ts';
import type { Connection } from './connection.ts';
import { studentValues } from './student-row.ts';

const schoolSql = 'SELECT id FROM schools WHERE nameKey = ?';
const addSchoolSql = 'INSERT INTO schools (name, nameKey) VALUES (?, ?) RETURNING id';
const names = `familyName, givenName, middleName, familyNameArabic, givenNameArabic, middleNameArabic, dateOfBirth, sex,
  nationality, emiratesId, particulars`;
const bound = names.replace(/\w+/g, (column) => `@${column}`);
/** Adds the student of `studentValues`, its school, the key of its number and the time. */
export const addStudentSql = `
  INSERT INTO students (schoolId, studentNumber, numberKey, createdAt, updatedAt, ${names})
  VALUES (@schoolId, @studentNumber, @numberKey, @now, @now, ${bound}) RETURNING id`;
const changeSql = `
  UPDATE students SET schoolId = @schoolId, studentNumber = @studentNumber, numberKey = @numberKey, updatedAt = @now,
    ${names.replace(/\w+/g, (column) => `${column} = @${column}`)}
  WHERE id = @id RETURNING id`;
const forgetWordsSql = 'DELETE FROM student_words WHERE studentId = ?';
// A duplicate that was merged is found no more, whatever a later roster says of it.
const addWordSql = `
  INSERT OR IGNORE INTO student_words (word, studentId) SELECT ?, id FROM students WHERE id = ? AND mergedInto IS NULL`;

/** Adds and changes students with their search words, in one transaction with one audit row. */
export function createStudentWriter(connection: Connection, audit: AuditStore): StudentStore['applyRoster'] {
  return (changes, actor, now) =>
    connection.write(() => {
      const counts = { added: 0, changed: 0 };
      for (const { id, schoolName, student } of changes) {
        const values = {
          id,
          now,
          schoolId: schoolOf(schoolName),
          numberKey: student.studentNumber.trim().toLowerCase(),
          ...studentValues(student),
        };
        const row = connection.get<{ id: number }>(id === null ? addStudentSql : changeSql, values);
        if (!row) throw new Error('student not found');
        indexStudentWords(connection, row.id, student);
        counts[id === null ? 'added' : 'changed']++;
      }
      audit.append({
        at: now,
        actor,
        action: 'roster.import',
        subject: 'roster',
        outcome: 'ok',
        detail: `added=${counts.added} changed=${counts.changed}`,
      });
      return counts;
    });

  function schoolOf(name: string): number {
    const key = name.trim().toLowerCase();
    const row =
      connection.get<{ id: number }>(schoolSql, [key]) ??
      connection.get<{ id: number }>(addSchoolSql, [name.trim(), key]);
    if (!row) throw new Error('school row missing');
    return row.id;
  }
}

/** Brings the search words of a student up to date, in the transaction that changes the student. */
export function indexStudentWords(connection: Connection, id: number, student: Student): void {
  connection.run(forgetWordsSql, [id]);
  for (const word of wordsOf(student)) connection.run(addWordSql, [word, id]);
}

/** Field by field, so that the end of one and the start of the next never join into one word. */
function wordsOf(student: Student): ReadonlySet<string> {
  const { familyName, givenName, middleName, familyNameArabic, givenNameArabic, middleNameArabic } = student;
  const fields = [
    familyName,
    givenName,
    middleName,
    familyNameArabic,
    givenNameArabic,
    middleNameArabic,
    student.studentNumber,
    student.emiratesId,
  ];
  return new Set(fields.flatMap((field) => (field ? indexWords(field) : [])));
}
