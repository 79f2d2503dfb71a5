import type { AppParts } from '../app-parts.ts';
import { dubaiDate } from '../clinical/calendar.ts';
import { studentFaults } from '../clinical/student-rules.ts';
import type { FieldError } from '../contract/result.ts';
import type { Student } from '../contract/student.ts';

/**
 * What a typed student is refused for, as paths into the form: the rules of `student-rules.ts`, and a number that another
 * student of the school has. `before` is the number that the student has already; null for a new one.
 */
export function studentErrors(
  { students, clock }: Pick<AppParts, 'students' | 'clock'>,
  student: Student,
  schoolId: number,
  before: string | null,
): readonly FieldError[] {
  const today = dubaiDate(clock.nowMs()) ?? '';
  const faults: FieldError[] = studentFaults(student, today).map(({ path, rule }) => ({
    path: `student.${path}`,
    rule,
  }));
  const key = (number: string | null) => number?.trim().toLowerCase();
  if (key(student.studentNumber) === key(before)) return faults;
  return students.numberTaken(schoolId, student.studentNumber)
    ? [...faults, { path: 'student.studentNumber', rule: 'numberTaken' }]
    : faults;
}
