import type { Student } from '../../core/contract/student.ts';
import type { Connection } from '../connection.ts';
import { studentView } from '../student-row.ts';
import { indexStudentWords } from '../student-writer.ts';
import { visitsOfDay } from '../visit-number.ts';
import type { RescueContent, RescueStudent } from './content.ts';

const schoolSql = 'SELECT id FROM schools WHERE nameKey = ?';
const addSchoolSql = `
  INSERT INTO schools (name, nameKey, nameArabic, facilityLicence, region)
  VALUES (@name, @nameKey, @nameArabic, @facilityLicence, @region) RETURNING id`;
const studentSql = `
  SELECT coalesce(mergedInto, id) AS id, dateOfBirth, sex FROM students WHERE schoolId = ? AND numberKey = ?`;
const addStudentSql = `
  INSERT INTO students (schoolId, studentNumber, numberKey, familyName, givenName, middleName, familyNameArabic,
    givenNameArabic, middleNameArabic, dateOfBirth, sex, nationality, emiratesId, particulars, createdAt, updatedAt)
  VALUES (@schoolId, @studentNumber, @numberKey, @familyName, @givenName, @middleName, @familyNameArabic,
    @givenNameArabic, @middleNameArabic, @dateOfBirth, @sex, @nationality, @emiratesId, @particulars, @now, @now)
  RETURNING id`;
const destinationsSql = 'SELECT id, name, profile, profileVersion FROM destinations';
const addDestinationSql = `
  INSERT INTO destinations (id, name, enabled, profile, profileVersion, createdAt, updatedAt)
  VALUES (@id, @name, 0, @profile, 1, @now, @now)`;
const visitSql = 'SELECT visit FROM assessments WHERE id = ?';
const takenSql = 'SELECT 1 FROM assessments WHERE visit = ?';
const lastOfDaySql = 'SELECT max(visit) AS visit FROM assessments WHERE visit BETWEEN ? AND ?';
const addAssessmentSql = `
  INSERT INTO assessments (visit, id, studentId, schoolId, kind, visitStartedAt, measuredAt, savedAt, savedBy, accountId,
    content, messageIds)
  VALUES (@visit, @id, @studentId, @schoolId, @kind, @visitStartedAt, @measuredAt, @savedAt, @savedBy, 0, @content, '[]')`;
const addChangeSql = `
  INSERT INTO assessment_changes (visit, number, id, change, at, by, accountId, reason, kind, visitStartedAt, measuredAt,
    content)
  VALUES (@visit, @number, @id, @change, @at, @by, 0, @reason, @kind, @visitStartedAt, @measuredAt, @content)
  ON CONFLICT DO NOTHING`;

/** A receiver of this PC that stands for one of the file. */
export interface Receiver {
  readonly id: string;
  readonly profileVersion: number;
}

/** What the messages of a file refer to, by the file's own ids: found on this PC or added to it, as each is asked for. */
export interface References {
  schools(id: number): number;
  students(id: number): number;
  receivers(id: string): Receiver;
  visits(visit: number): number;
  /** Names of receivers that this PC lacked so far. */
  readonly missingReceivers: readonly string[];
}

/** Makes the references of a file, in the caller's transaction. */
export function createReferences(connection: Connection, content: RescueContent, now: number): References {
  const missingReceivers: string[] = [];
  const schools = remembered(content.schools, ({ id }) => id, schoolOf);
  const students = remembered(content.students, ({ id }) => id, studentOf);
  const receivers = remembered(content.destinations, ({ id }) => id, receiverOf);
  const visits = remembered(content.assessments, ({ visit }) => visit, visitOf);
  return { schools, students, receivers, visits, missingReceivers };

  function schoolOf(school: RescueContent['schools'][number]): number {
    const nameKey = school.name.trim().toLowerCase();
    return (
      connection.get<{ id: number }>(schoolSql, [nameKey]) ?? inserted(addSchoolSql, { ...school, nameKey })
    ).id;
  }

  /** The same number in the same school is the same student, unless birth or sex say otherwise: then it is one of its own. */
  function studentOf(student: RescueStudent): number {
    const schoolId = schools(student.schoolId);
    for (let number = student.studentNumber; ; number += '*') {
      const numberKey = number.trim().toLowerCase();
      const here = connection.get<Pick<RescueStudent, 'id' | 'dateOfBirth' | 'sex'>>(studentSql, [
        schoolId,
        numberKey,
      ]);
      if (here && here.dateOfBirth === student.dateOfBirth && here.sex === student.sex) return here.id;
      if (here) continue;
      const row = { ...student, schoolId, studentNumber: number, numberKey, now };
      const { id } = inserted(addStudentSql, row);
      const view = studentView({ ...row, id, schoolName: '', lastVisitAt: null });
      indexStudentWords(connection, id, view as Student);
      return id;
    }
  }

  /** By its id, else by name and by whether it is live; one that this PC lacks is added switched off and without its key. */
  function receiverOf({ id, name, profile }: RescueContent['destinations'][number]): Receiver {
    const here = connection.all<Receiver & { name: string; profile: string }>(destinationsSql);
    const same =
      here.find((one) => one.id === id) ??
      here.find(
        (one) => one.name.toLowerCase() === name.toLowerCase() && isLive(one.profile) === isLive(profile),
      );
    if (same) return same;
    missingReceivers.push(name);
    const off = JSON.stringify({ ...(JSON.parse(profile) as object), enabled: false });
    connection.run(addDestinationSql, { id, name, profile: off, now });
    return { id, profileVersion: 1 };
  }

  /** A number that another visit of this PC has is not taken: the visit gets the next one of its day. */
  function visitOf(assessment: RescueContent['assessments'][number]): number {
    const known = connection.get<{ visit: number }>(visitSql, [assessment.id]);
    if (known) return known.visit;
    const { changes, ...row } = assessment;
    const visit = connection.get(takenSql, [row.visit]) === null ? row.visit : nextOfDay(row.visit);
    const studentId = students(row.studentId);
    connection.run(addAssessmentSql, { ...row, visit, studentId, schoolId: schools(row.schoolId) });
    for (const change of changes) connection.run(addChangeSql, { ...change, visit });
    return visit;
  }

  function nextOfDay(visit: number): number {
    const first = Math.floor(visit / visitsOfDay) * visitsOfDay;
    const last = connection.get<{ visit: number }>(lastOfDaySql, [first, first + visitsOfDay - 1])?.visit;
    return (last ?? first) + 1;
  }

  function inserted(sql: string, bound: Parameters<Connection['get']>[1]): { readonly id: number } {
    const row = connection.get<{ id: number }>(sql, bound);
    if (!row) throw new Error('row missing after insert');
    return row;
  }
}

/** Whoever is asked for is made once, and only when something needs it. */
function remembered<Row, Key, Made>(
  rows: readonly Row[],
  keyOf: (row: Row) => Key,
  make: (row: Row) => Made,
): (key: Key) => Made {
  const byKey = new Map(rows.map((row) => [keyOf(row), row]));
  const made = new Map<Key, Made>();
  return (key) => {
    const known = made.get(key);
    if (known !== undefined) return known;
    const row = byKey.get(key);
    if (row === undefined) throw new Error('rescue file refers to what it does not hold');
    const result = make(row);
    made.set(key, result);
    return result;
  };
}

/** Whether messages for a receiver are live (MSH-11 `P`): a test receiver never stands in for a live one. */
function isLive(profile: string): boolean {
  return (JSON.parse(profile) as { processingId?: unknown }).processingId === 'P';
}
