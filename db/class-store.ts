import type { ClassStore, ScreeningDay } from '../core/classes/ports.ts';
import type { ClassMember, ClassSummary, ScreeningState } from '../core/contract/class.ts';
import type { AuditStore } from '../core/host/stores.ts';
import type { Connection } from './connection.ts';
import { type StudentRow, studentColumns, studentView } from './student-row.ts';
import { visitsOfDay } from './visit-number.ts';

// As the index students_by_class spells them.
const grade = "json_extract(particulars, '$.grade')";
const className = "json_extract(particulars, '$.className')";

/** Screenings of a day: visit numbers carry the day of the save, and one that was noted for an earlier day is not of today. */
const screened = `
  SELECT studentId, max(savedAt) AS at, savedBy AS "by" FROM assessments
  WHERE visit >= @firstVisit AND visit < @lastVisit AND kind <> 'clinic' AND measuredAt >= @startsAt AND NOT EXISTS (
    SELECT 1 FROM assessment_changes AS c WHERE c.visit = assessments.visit AND c.change = 'enteredInError')
  GROUP BY studentId`;

/** Every class with how many are done; found by the index alone. */
export const classesSql = `
  WITH screened AS (${screened})
  SELECT students.schoolId, ${grade} AS grade, ${className} AS className, count(*) AS students, count(screened.at) AS done
  FROM students LEFT JOIN screened ON screened.studentId = students.id WHERE students.mergedInto IS NULL
  GROUP BY students.schoolId, ${grade}, ${className}`;
/** The students of one class. */
export const membersSql = `
  WITH screened AS (${screened})
  SELECT ${studentColumns}, screened.at AS screenedAt, screened."by" AS screenedBy,
    absences.reason, absences.at AS markedAt, absences."by" AS markedBy
  FROM (SELECT id FROM students WHERE schoolId = @schoolId AND ${grade} = @grade AND ${className} = @className
    AND mergedInto IS NULL) AS found
  JOIN students AS s ON s.id = found.id JOIN schools AS c ON c.id = s.schoolId
  LEFT JOIN screened ON screened.studentId = s.id
  LEFT JOIN absences ON absences.studentId = s.id AND absences.day = @day
  ORDER BY s.familyName, s.givenName, s.id`;
const schoolNamesSql = 'SELECT id, name FROM schools';
const studentSql = 'SELECT id FROM students WHERE id = ?';
const markSql = `
  INSERT INTO absences (studentId, day, reason, at, "by", accountId)
  VALUES (@studentId, @day, @absence, @now, @name, @accountId)
  ON CONFLICT (day, studentId) DO UPDATE SET reason = excluded.reason, at = excluded.at, "by" = excluded."by",
    accountId = excluded.accountId`;
const takeBackSql = 'DELETE FROM absences WHERE studentId = ? AND day = ?';

interface MemberRow extends StudentRow {
  readonly screenedAt: number | null;
  readonly screenedBy: string | null;
  readonly reason: Exclude<ScreeningState, 'done' | 'notYet'> | null;
  readonly markedAt: number | null;
  readonly markedBy: string | null;
}

/** Classes of the roster with today's screening. */
export function createClassStore(connection: Connection, audit: AuditStore): ClassStore {
  return {
    list(day) {
      const names = new Map(
        connection
          .all<{ id: number; name: string }>(schoolNamesSql)
          .map(({ id, name }) => [id, name] as const),
      );
      return connection
        .all<Omit<ClassSummary, 'schoolName'>>(classesSql, bounds(day))
        .filter((row) => row.grade !== '' || row.className !== '')
        .map((row) => ({ ...row, schoolName: names.get(row.schoolId) ?? '' }));
    },
    members: (key, day) =>
      connection.all<MemberRow>(membersSql, { ...key, day: day.date, ...bounds(day) }).map(memberOf),
    mark: (studentId, day, absence, actor, now) =>
      connection.write(() => {
        if (!connection.get(studentSql, [studentId])) return false;
        if (absence === null) connection.run(takeBackSql, [studentId, day.date]);
        else connection.run(markSql, { studentId, day: day.date, absence, now, ...actor });
        audit.append({
          at: now,
          actor: actor.name,
          action: absence === null ? 'class.markTakenBack' : 'class.mark',
          subject: `student:${studentId}`,
          outcome: 'ok',
          detail: `account=${actor.accountId} day=${day.date}${absence === null ? '' : ` mark=${absence}`}`,
        });
        return true;
      }),
  };
}

function bounds({ date, startsAt }: ScreeningDay) {
  const firstVisit = Number(date.slice(2).replaceAll('-', '')) * visitsOfDay;
  return { firstVisit, lastVisit: firstVisit + visitsOfDay, startsAt };
}

function memberOf({
  screenedAt,
  screenedBy,
  reason,
  markedAt,
  markedBy,
  ...student
}: MemberRow): ClassMember {
  const view = studentView(student);
  if (screenedAt !== null) return { student: view, state: 'done', at: screenedAt, by: screenedBy };
  return { student: view, state: reason ?? 'notYet', at: markedAt, by: markedBy };
}
