import type { Database } from 'better-sqlite3';
import type { Connection } from './connection.ts';
import { insertMissing, readableAll, rowsOfNumbers } from './salvage-rows.ts';

const assessmentSql = `
  UPDATE assessments SET kind = @kind, visitStartedAt = @visitStartedAt, measuredAt = @measuredAt, content = @content,
    studentId = @studentId
  WHERE visit = @visit`;
const studentSql = `
  UPDATE students SET studentNumber = @studentNumber, numberKey = @numberKey, familyName = @familyName,
    givenName = @givenName, middleName = @middleName, familyNameArabic = @familyNameArabic,
    givenNameArabic = @givenNameArabic, middleNameArabic = @middleNameArabic, dateOfBirth = @dateOfBirth, sex = @sex,
    nationality = @nationality, emiratesId = @emiratesId, particulars = @particulars, updatedAt = @updatedAt,
    mergedInto = @mergedInto
  WHERE id = @id`;
const forgetWordsSql = 'DELETE FROM student_words WHERE studentId = ?';

/**
 * Corrections and changes by hand that a backup lacks, each with what its assessment or student has become since: a version
 * without the record that followed it would be half a change. Search words are made anew by the caller's rebuild.
 */
export function salvageChanges(target: Connection, source: Database, lost: () => void): void {
  const visits = new Set<number>();
  for (const row of readableAll(source, 'assessment_changes', lost)) {
    if (insertMissing(target, 'assessment_changes', row)) visits.add(Number(row.visit));
  }
  for (const row of rowsOfNumbers(source, 'assessments', visits, lost)) target.run(assessmentSql, { ...row });
  const students = new Set<number>();
  for (const row of readableAll(source, 'student_changes', lost)) {
    if (insertMissing(target, 'student_changes', row)) students.add(Number(row.studentId));
  }
  for (const row of rowsOfNumbers(source, 'students', students, lost)) {
    target.run(studentSql, { ...row });
    target.run(forgetWordsSql, [row.id]);
  }
  for (const table of ['replacements', 'acknowledgements', 'moved_messages', 'imported_messages']) {
    for (const row of readableAll(source, table, lost)) insertMissing(target, table, row);
  }
}
