import { ageInYears, isUsualAge } from '../clinical/age.ts';
import { checkEmiratesId, placeholderReasons, yearDiffers } from '../clinical/emirates-id.ts';
import { nationalityCode } from '../contract/nationalities.ts';
import type { RosterRow } from '../contract/roster.ts';
import { type Student, studentSchema } from '../contract/student.ts';
import type { RosterColumn } from './columns.ts';
import {
  readAllergies,
  readDate,
  readPhone,
  readRelation,
  readReligion,
  readSex,
  splitFullName,
} from './read-values.ts';

export type Remark = RosterRow['remarks'][number];

/** A row read: the student, or null when a remark blocks it, and everything a person should know about it. */
export interface ReadRow {
  readonly student: Student | null;
  readonly schoolName: string;
  readonly remarks: readonly Remark[];
}

/**
 * Reads the cells of one row. What cannot be read blocks the row when it is required or would be lost (an Emirates ID that
 * is not 15 digits); a doubt (check digit, year of birth) is only remarked.
 */
export function readRow(
  cells: ReadonlyMap<RosterColumn, string>,
  onlySchool: string | null,
  today: string,
): ReadRow {
  const remarks: Remark[] = [];
  const remark = (column: string, rule: string, blocks: boolean) => remarks.push({ column, rule, blocks });
  const text = (column: RosterColumn) => cells.get(column) ?? null;
  const required = <T>(column: RosterColumn, read: (cell: string) => T | null, rule: string): T | null => {
    const cell = cells.get(column);
    const value = cell === undefined ? null : read(cell);
    if (value === null) remark(column, cell === undefined ? 'missing' : rule, true);
    return value;
  };
  const phone = (column: RosterColumn) => {
    const cell = cells.get(column);
    const number = cell === undefined ? null : readPhone(cell);
    if (cell !== undefined && number === null) remark(column, 'phone', false);
    return number;
  };

  const names = readNames(cells);
  if (!names.givenName || !names.familyName) remark('name', 'missing', true);
  const schoolName = text('schoolName') ?? onlySchool ?? '';
  if (schoolName === '') remark('schoolName', 'missing', true);
  const dateOfBirth = required('dateOfBirth', readDate, 'date');
  if (dateOfBirth && dateOfBirth > today) remark('dateOfBirth', 'future', true);
  else if (dateOfBirth && !isUsualAge(ageInYears(dateOfBirth, today))) {
    remark('dateOfBirth', 'unusualAge', false);
  }
  const guardianName = text('guardianName');

  const student = {
    studentNumber: required('studentNumber', (cell) => cell, 'missing'),
    ...names,
    dateOfBirth,
    sex: required('sex', readSex, 'sex'),
    nationality: required('nationality', nationalityCode, 'nationality'),
    emiratesId: readEmiratesId(cells.get('emiratesId'), dateOfBirth, remark),
    ...noCardReasonOf(cells.get('emiratesId')),
    registrationDate: readKnown(cells.get('registrationDate'), readDate, () =>
      remark('registrationDate', 'date', false),
    ),
    grade: required('grade', (cell) => cell, 'missing'),
    className: text('className') ?? '',
    address: text('address'),
    city: text('city'),
    homePhone: phone('homePhone'),
    mobilePhone: phone('mobilePhone'),
    guardianName,
    guardianRelation: guardianName === null ? null : readRelation(cells.get('guardianRelation')),
    guardianPhone: phone('guardianPhone'),
    religion: readKnown(cells.get('religion'), readReligion, () => remark('religion', 'religion', false)),
    allergies: readAllergies(cells.get('allergies')),
  };
  if (remarks.some(({ blocks }) => blocks)) return { student: null, schoolName, remarks };
  const parsed = studentSchema.safeParse(student);
  if (parsed.success) return { student: parsed.data, schoolName, remarks };
  for (const issue of parsed.error.issues) {
    remark(String(issue.path[0] ?? ''), issue.code === 'too_big' ? 'tooLong' : 'format', true);
  }
  return { student: null, schoolName, remarks };
}

function readNames(cells: ReadonlyMap<RosterColumn, string>) {
  const whole = cells.get('fullName');
  const latin = whole === undefined ? null : splitFullName(whole);
  const wholeArabic = cells.get('fullNameArabic');
  const arabic = wholeArabic === undefined ? null : splitFullName(wholeArabic);
  return {
    familyName: cells.get('familyName') ?? latin?.family ?? '',
    givenName: cells.get('givenName') ?? latin?.given ?? '',
    middleName: cells.get('middleName') ?? latin?.middle ?? null,
    familyNameArabic: cells.get('familyNameArabic') ?? arabic?.family ?? null,
    givenNameArabic: cells.get('givenNameArabic') ?? arabic?.given ?? null,
    middleNameArabic: cells.get('middleNameArabic') ?? arabic?.middle ?? null,
  };
}

function readEmiratesId(
  cell: string | undefined,
  dateOfBirth: string | null,
  remark: (column: string, rule: string, blocks: boolean) => void,
): string | null {
  if (cell === undefined) {
    remark('emiratesId', 'noEmiratesId', false);
    return null;
  }
  const check = checkEmiratesId(cell);
  switch (check.kind) {
    case 'malformed':
      remark('emiratesId', 'emiratesIdShape', true);
      return null;
    case 'placeholder':
      remark('emiratesId', 'noEmiratesId', false);
      return null;
    case 'number':
      for (const doubt of check.doubts) remark('emiratesId', doubt, false);
      if (dateOfBirth && yearDiffers(check.digits, dateOfBirth)) remark('emiratesId', 'yearDiffers', false);
      return check.digits;
  }
}

/** A placeholder in a roster says why there is no card. */
function noCardReasonOf(cell: string | undefined): Pick<Student, 'noCardReason'> {
  const check = checkEmiratesId(cell ?? '');
  return check.kind === 'placeholder' ? { noCardReason: placeholderReasons[check.digit] } : {};
}

function readKnown<T>(
  cell: string | undefined,
  read: (cell: string) => T | null,
  unknown: () => void,
): T | null {
  if (cell === undefined) return null;
  const value = read(cell);
  if (value === null) unknown();
  return value;
}
