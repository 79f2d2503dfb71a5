import type { School, SchoolView } from '../core/contract/destination.ts';
import type { StudentView } from '../core/contract/student.ts';
import type { AuditStore } from '../core/host/stores.ts';
import { rosterKey, type StudentStore } from '../core/students/ports.ts';
import type { Connection } from './connection.ts';
import { createStudentAdditions } from './student-additions.ts';
import { createStudentChanges } from './student-changes.ts';
import { type StudentRow, studentColumns, studentView } from './student-row.ts';
import { createStudentWriter } from './student-writer.ts';

const select = `SELECT ${studentColumns} FROM students AS s JOIN schools AS c ON c.id = s.schoolId`;
const getSql = `${select} WHERE s.id = ?`;
const allSql = `${select} ORDER BY s.id`;
/** The students of the latest visits, as far back as gives a list; nobody looks for a child of 500 visits ago here. */
const recentSql = `
  WITH latest AS (SELECT visit, studentId FROM assessments ORDER BY visit DESC LIMIT 500),
    visitor AS (SELECT studentId, max(visit) AS visit FROM latest GROUP BY studentId ORDER BY 2 DESC LIMIT ?)
  SELECT ${studentColumns} FROM visitor JOIN students AS s ON s.id = visitor.studentId
  JOIN schools AS c ON c.id = s.schoolId ORDER BY visitor.visit DESC`;
const schoolsSql =
  'SELECT id, name, nameArabic, facilityLicence, region, students FROM schools ORDER BY nameKey';
const addSchoolSql = `
  INSERT INTO schools (name, nameKey, nameArabic, facilityLicence, region)
  VALUES (@name, @nameKey, @nameArabic, @facilityLicence, @region)
  ON CONFLICT (nameKey) DO UPDATE SET name = excluded.name, nameArabic = excluded.nameArabic,
    facilityLicence = excluded.facilityLicence, region = excluded.region
  RETURNING id`;
const changeSchoolSql = `
  UPDATE schools SET name = @name, nameKey = @nameKey, nameArabic = @nameArabic, facilityLicence = @facilityLicence,
    region = @region
  WHERE id = @id RETURNING id`;

/** The most words of a search that narrow it; further ones change nothing a person would notice. */
const maxWords = 6;

/** Greater than every continuation of a word: the open end of a prefix range. */
const afterAll = '\u{10ffff}';

/** Students, schools and the search over words of names and numbers. */
export function createStudentStore(connection: Connection, audit: AuditStore): StudentStore {
  return {
    search(tokens, limit) {
      const words = tokens.toSorted((a, b) => b.length - a.length).slice(0, maxWords);
      if (words.length === 0) return [];
      const ranges = words.flatMap((word) => [word, word + afterAll]);
      return connection.all<StudentRow>(searchSql(words), [...ranges, limit]).map(studentView);
    },
    recent: (limit) => connection.all<StudentRow>(recentSql, [limit]).map(studentView),
    get(id) {
      const row = connection.get<StudentRow>(getSql, [id]);
      return row && studentView(row);
    },
    allByNumber() {
      const views: StudentView[] = connection.all<StudentRow>(allSql).map(studentView);
      return new Map(views.map((view) => [rosterKey(view.schoolName, view.studentNumber), view]));
    },
    applyRoster: createStudentWriter(connection, audit),
    ...createStudentAdditions(connection, audit),
    ...createStudentChanges(connection, audit),
    schools: () => connection.all<SchoolView>(schoolsSql),
    saveSchool: (school, actor, now) =>
      connection.write(() => {
        const id = saveSchool(school);
        audit.append({
          at: now,
          actor,
          action: school.id === undefined ? 'school.add' : 'school.change',
          subject: `school:${id}`,
          outcome: 'ok',
          detail: `licence=${Number(school.facilityLicence !== null)}`,
        });
        const saved = connection.all<SchoolView>(schoolsSql).find((view) => view.id === id);
        if (!saved) throw new Error('school not found after saving');
        return saved;
      }),
  };

  function saveSchool(school: School): number {
    const columns = { ...school, nameKey: school.name.trim().toLowerCase() };
    const row = connection.get<{ id: number }>(
      school.id === undefined ? addSchoolSql : changeSchoolSql,
      columns,
    );
    if (!row) throw new Error('school not found');
    return row.id;
  }
}

/**
 * The names decide which twelve are shown; only these are then read whole. A word that many share is looked for in the order
 * of names, which ends at the twelfth; a number that few share is looked up.
 */
function searchSql(words: readonly string[]): string {
  const few = words.some((word) => /\d/.test(word) && word.length > 5);
  const all = words.map(() => 'SELECT studentId FROM student_words WHERE word >= ? AND word < ?');
  const found = `
    SELECT n.id, n.familyName, n.givenName FROM students AS n ${few ? '' : 'INDEXED BY students_by_name'}
    WHERE n.id IN (${all.join(' INTERSECT ')}) ORDER BY n.familyName, n.givenName, n.id LIMIT ?`;
  return `SELECT ${studentColumns} FROM (${found}) AS found JOIN students AS s ON s.id = found.id
    JOIN schools AS c ON c.id = s.schoolId ORDER BY found.familyName, found.givenName, found.id`;
}
