import type { Student, StudentView } from '../core/contract/student.ts';

/** Fields of a student that are columns of their own; every other one lives in `particulars`. */
const ownColumns = [
  'studentNumber',
  'familyName',
  'givenName',
  'middleName',
  'familyNameArabic',
  'givenNameArabic',
  'middleNameArabic',
  'dateOfBirth',
  'sex',
  'nationality',
  'emiratesId',
] as const satisfies readonly (keyof Student)[];

type OwnColumn = (typeof ownColumns)[number];

export interface StudentRow
  extends Pick<StudentView, OwnColumn | 'id' | 'schoolId' | 'schoolName' | 'lastVisitAt'> {
  readonly particulars: string;
}

/** Columns of a select over `students AS s` and `schools AS c`. */
export const studentColumns = `s.id, s.schoolId, c.name AS schoolName, s.particulars,
  (SELECT max(measuredAt) FROM assessments WHERE studentId = s.id) AS lastVisitAt, ${ownColumns
    .map((column) => `s.${column}`)
    .join(', ')}`;

/** A stored row as the contract's view. */
export function studentView({ particulars, ...row }: StudentRow): StudentView {
  return { ...row, ...(JSON.parse(particulars) as Omit<Student, OwnColumn>) };
}

/** A student as the values of the columns. */
export function studentValues(student: Student): Pick<Student, OwnColumn> & { readonly particulars: string } {
  const { studentNumber, familyName, givenName, middleName, ...afterNames } = student;
  const { familyNameArabic, givenNameArabic, middleNameArabic, ...afterArabic } = afterNames;
  const { dateOfBirth, sex, nationality, emiratesId, ...particulars } = afterArabic;
  return {
    studentNumber,
    familyName,
    givenName,
    middleName,
    familyNameArabic,
    givenNameArabic,
    middleNameArabic,
    dateOfBirth,
    sex,
    nationality,
    emiratesId,
    particulars: JSON.stringify(particulars),
  };
}
