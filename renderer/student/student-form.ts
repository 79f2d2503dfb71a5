import type { FieldPath, UseFormSetError } from 'react-hook-form';
import { checkEmiratesId, dashedEmiratesId, yearDiffers } from '../../core/clinical/emirates-id.ts';
import { studentFaults } from '../../core/clinical/student-rules.ts';
import { countries } from '../../core/contract/countries.ts';
import type { FieldError } from '../../core/contract/result.ts';
import { type Student, type StudentView, studentSchema } from '../../core/contract/student.ts';
import { formatDay, fromPickerDate, parseDay, today, toPickerDate } from '../assessment/visit-date.ts';

const optionalTexts = [
  'middleName',
  'familyNameArabic',
  'givenNameArabic',
  'middleNameArabic',
  'address',
  'city',
  'homePhone',
  'mobilePhone',
  'guardianName',
  'guardianRelation',
  'guardianPhone',
  'religion',
  'maritalStatus',
] as const;

const texts = [
  'studentNumber',
  'familyName',
  'givenName',
  'sex',
  'nationality',
  'grade',
  'className',
] as const;

/** One allergy as the form shows it. */
export interface AllergyValues {
  kind: string;
  text: string;
  code: string;
  severity: string;
  reactions: string;
  since: string;
}

/** A student as the form shows it: text as typed, dates as day/month/year. */
export type StudentValues = Record<(typeof texts)[number] | (typeof optionalTexts)[number], string> & {
  dateOfBirth: string;
  registrationDate: string;
  emiratesId: string;
  noCardReason: string;
  allergies: AllergyValues[];
};

export const noAllergy: AllergyValues = {
  kind: 'FA',
  text: '',
  code: '',
  severity: '',
  reactions: '',
  since: '',
};

/** An empty form. */
export function blankValues(): StudentValues {
  const plain = Object.fromEntries([...texts, ...optionalTexts].map((name) => [name, '']));
  return {
    ...(plain as Record<(typeof texts)[number] | (typeof optionalTexts)[number], string>),
    dateOfBirth: '',
    registrationDate: '',
    emiratesId: '',
    noCardReason: '',
    allergies: [],
  };
}

/** The form of a stored student. */
export function toValues(student: StudentView): StudentValues {
  const plain = Object.fromEntries([...texts, ...optionalTexts].map((name) => [name, student[name] ?? '']));
  return {
    ...(plain as Record<(typeof texts)[number] | (typeof optionalTexts)[number], string>),
    dateOfBirth: formatDay(toPickerDate(student.dateOfBirth)),
    registrationDate: student.registrationDate ? formatDay(toPickerDate(student.registrationDate)) : '',
    emiratesId: student.emiratesId ? dashedEmiratesId(student.emiratesId) : '',
    noCardReason: student.noCardReason ?? '',
    allergies: student.allergies.map(({ kind, text, code, severity, reactions, since }) => ({
      kind,
      text,
      code: code ?? '',
      severity: severity ?? '',
      reactions: (reactions ?? []).join(', '),
      since: since ? formatDay(toPickerDate(since)) : '',
    })),
  };
}

export type StudentRead =
  | { readonly ok: true; readonly student: Student }
  | { readonly ok: false; readonly faults: readonly FieldError[] };

/** Reads the form into what main takes; the contract's schema and the rules beside it decide. Paths are those of the form. */
export function readStudent(values: StudentValues): StudentRead {
  const student = {
    ...Object.fromEntries(texts.map((name) => [name, values[name].trim()])),
    ...Object.fromEntries(optionalTexts.map((name) => [name, values[name].trim() || null])),
    nationality: values.nationality.trim().toUpperCase(),
    dateOfBirth: readDay(values.dateOfBirth),
    registrationDate: values.registrationDate.trim() === '' ? null : readDay(values.registrationDate),
    emiratesId: values.emiratesId.trim() === '' ? null : digitsOf(values.emiratesId),
    ...(values.emiratesId.trim() === '' && values.noCardReason !== ''
      ? { noCardReason: values.noCardReason }
      : {}),
    allergies: values.allergies.map(({ kind, text, code, severity, reactions, since }) => {
      const list = reactions.split(/[,،]/).flatMap((each) => each.trim() || []);
      return {
        kind,
        text: text.trim(),
        ...(code === '' ? {} : { code }),
        ...(severity === '' ? {} : { severity }),
        ...(list.length === 0 ? {} : { reactions: list }),
        ...(since.trim() === '' ? {} : { since: readDay(since) }),
      };
    }),
  };
  const parsed = studentSchema.safeParse(student);
  const shape = parsed.success
    ? []
    : parsed.error.issues.map(({ path, code }) => ({ path: path.join('.'), rule: code ?? 'invalid' }));
  const rules: FieldError[] = [...studentFaults(student as unknown as Student, today())];
  if (student.nationality !== '' && !countries.has(student.nationality))
    rules.push({ path: 'nationality', rule: 'notACountry' });
  // A date that is none breaks the shape and the rule: the rule's words are the better ones.
  const faults = [...rules, ...shape.filter(({ path }) => !rules.some((fault) => fault.path === path))];
  return parsed.success && faults.length === 0 ? { ok: true, student: parsed.data } : { ok: false, faults };
}

/** Puts what was refused at its fields, and the keyboard into the first. */
export function markFaults(setError: UseFormSetError<StudentValues>, faults: readonly FieldError[]): void {
  for (const [at, { path, rule }] of faults.entries()) {
    const name = path.replace(/^student\./, '') as FieldPath<StudentValues>;
    setError(name, { type: rule }, { shouldFocus: at === 0 });
  }
}

/** What makes a typed Emirates ID doubtful: never an error but for its length. */
export function emiratesIdDoubts(
  typed: string,
  dateOfBirth: string,
): readonly ('malformed' | 'prefix' | 'checkDigit' | 'year')[] {
  if (typed.trim() === '') return [];
  const check = checkEmiratesId(typed);
  if (check.kind === 'malformed') return ['malformed'];
  if (check.kind === 'placeholder') return [];
  return [...check.doubts, ...(yearDiffers(check.digits, readDay(dateOfBirth)) ? (['year'] as const) : [])];
}

function digitsOf(typed: string): string {
  const check = checkEmiratesId(typed);
  return check.kind === 'malformed' ? typed.trim() : check.digits;
}

/** A typed day as `YYYY-MM-DD`; what is no day stays as typed, so that the rule can say so. */
function readDay(typed: string): string {
  const day = parseDay(typed, '1900-01-01', '2999-12-31');
  return day ? fromPickerDate(day) : typed.trim();
}
