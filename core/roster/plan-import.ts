import type { RosterRow } from '../contract/roster.ts';
import type { Student, StudentView } from '../contract/student.ts';
import { type RosterChange, rosterKey } from '../students/ports.ts';
import { readRow } from './read-row.ts';
import type { RosterTable } from './read-table.ts';

/** What an import would do, row by row, and the changes it would make. */
export interface ImportPlan {
  readonly rows: readonly RosterRow[];
  readonly changes: readonly RosterChange[];
}

/**
 * Compares a roster with the students that are there. Importing the same file twice plans nothing the second time; a bad
 * row never stops a good one. A cell that is empty or a column that is absent keeps what is recorded.
 */
export function planImport(
  table: RosterTable,
  existing: ReadonlyMap<string, StudentView>,
  onlySchool: string | null,
  today: string,
): ImportPlan {
  const rows: RosterRow[] = [];
  const changes: RosterChange[] = [];
  const seen = new Set<string>();

  for (const { line, cells } of table.lines) {
    if (cells === null) {
      rows.push(leftOut(line, '', [{ column: '', rule: 'brokenRow', blocks: true }]));
      continue;
    }
    const { student, schoolName, remarks } = readRow(cells, onlySchool, today);
    const studentNumber = cells.get('studentNumber') ?? '';
    if (student === null) {
      rows.push(leftOut(line, studentNumber, remarks));
      continue;
    }
    const key = rosterKey(schoolName, studentNumber);
    if (seen.has(key)) {
      rows.push(
        leftOut(line, studentNumber, [
          ...remarks,
          { column: 'studentNumber', rule: 'twiceInFile', blocks: true },
        ]),
      );
      continue;
    }
    seen.add(key);
    const before = existing.get(key);
    const name = `${student.givenName} ${student.familyName}`;
    if (!before) {
      changes.push({ id: null, schoolName, student });
      rows.push({ line, action: 'add', studentNumber, name, changes: [], remarks: [...remarks] });
      continue;
    }
    const merged = keepRecorded(student, before);
    const changed = differences(merged, before);
    if (changed.length > 0) changes.push({ id: before.id, schoolName, student: merged });
    const action = changed.length > 0 ? 'change' : 'unchanged';
    rows.push({ line, action, studentNumber, name, changes: changed, remarks: [...remarks] });
  }
  return { rows, changes };
}

function leftOut(
  line: number,
  studentNumber: string,
  remarks: RosterRow['remarks'] | readonly RosterRow['remarks'][number][],
): RosterRow {
  return { line, action: 'leaveOut', studentNumber, name: '', changes: [], remarks: [...remarks] };
}

const fields = [
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
  'noCardReason',
  'registrationDate',
  'grade',
  'className',
  'address',
  'city',
  'homePhone',
  'mobilePhone',
  'guardianName',
  'guardianRelation',
  'guardianPhone',
  'religion',
  'maritalStatus',
  'allergies',
] as const satisfies readonly (keyof Student)[];

function keepRecorded(student: Student, before: StudentView): Student {
  const merged = Object.fromEntries(
    fields.map((field) => [field, isBlank(student[field]) ? before[field] : student[field]]),
  ) as Student;
  const { noCardReason, ...others } = { ...merged, allergies: bothAllergies(student, before) };
  // With a card there is no reason for having none.
  return noCardReason === undefined || others.emiratesId !== null ? others : { ...others, noCardReason };
}

/** What the clinic recorded, with severity and reactions, and behind it what only the roster knows: no allergy is ever lost. */
function bothAllergies(student: Student, before: StudentView): Student['allergies'] {
  const known = new Set(before.allergies.map(({ text }) => text.toLowerCase()));
  return [...before.allergies, ...student.allergies.filter(({ text }) => !known.has(text.toLowerCase()))];
}

function isBlank(value: unknown): boolean {
  return (
    value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)
  );
}

function differences(student: Student, before: StudentView): string[] {
  return fields.filter((field) => JSON.stringify(student[field]) !== JSON.stringify(before[field]));
}
