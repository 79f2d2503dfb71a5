import { ageInYears } from './age.ts';
import { isCalendarDate } from './calendar.ts';
import { phoneDigits } from './phone.ts';

/** A rule that a student's details break: a path into the student and the code of its sentence. */
export interface StudentFault {
  readonly path: string;
  readonly rule: 'notADate' | 'inFuture' | 'tooOld' | 'notAPhone';
}

/** What of a student these rules look at. */
export interface CheckedStudent {
  readonly dateOfBirth: string;
  readonly registrationDate?: string | null | undefined;
  readonly homePhone: string | null;
  readonly mobilePhone: string | null;
  readonly guardianPhone: string | null;
  readonly allergies: readonly { readonly since?: string | undefined }[];
}

/** Nobody older goes to school; an older year is a slip of the keyboard. */
const oldestYears = 25;

const phones = ['homePhone', 'mobilePhone', 'guardianPhone'] as const;

/** What cannot be true of a student, beyond the shapes of the contract. `today` is a calendar date. */
export function studentFaults(student: CheckedStudent, today: string): readonly StudentFault[] {
  const faults: StudentFault[] = [];
  const { dateOfBirth, registrationDate, allergies } = student;
  if (!isCalendarDate(dateOfBirth)) faults.push({ path: 'dateOfBirth', rule: 'notADate' });
  else if (dateOfBirth > today) faults.push({ path: 'dateOfBirth', rule: 'inFuture' });
  else if ((ageInYears(dateOfBirth, today) ?? 0) > oldestYears)
    faults.push({ path: 'dateOfBirth', rule: 'tooOld' });
  if (registrationDate && !isCalendarDate(registrationDate))
    faults.push({ path: 'registrationDate', rule: 'notADate' });
  else if (registrationDate && registrationDate > today)
    faults.push({ path: 'registrationDate', rule: 'inFuture' });
  for (const phone of phones) {
    const typed = student[phone];
    if (typed && phoneDigits(typed) === null) faults.push({ path: phone, rule: 'notAPhone' });
  }
  for (const [index, { since }] of allergies.entries()) {
    if (since === undefined) continue;
    if (!isCalendarDate(since)) faults.push({ path: `allergies.${index}.since`, rule: 'notADate' });
    else if (since > today) faults.push({ path: `allergies.${index}.since`, rule: 'inFuture' });
  }
  return faults;
}
