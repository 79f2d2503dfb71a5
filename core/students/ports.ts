import type { ChangeOutcome, ChangeToStore } from '../assessments/ports.ts';
import type { School, SchoolView } from '../contract/destination.ts';
import type { ConditionOnRecord } from '../contract/record.ts';
import type { Student, StudentView } from '../contract/student.ts';
import type { AlikeStudent } from '../contract/student-page.ts';

/** Students and schools in the database. */
export interface StudentStore {
  /** `tokens` are normalised by `core/contract/search-key.ts`; every token must match the start of a word. */
  search(tokens: readonly string[], limit: number): readonly StudentView[];
  recent(limit: number): readonly StudentView[];
  get(id: number): StudentView | null;
  /** All students by school and number, for a roster preview. */
  allByNumber(): ReadonlyMap<string, StudentView>;
  /** Adds and changes in one transaction, with one audit row. `schoolName` of an unknown school adds the school. */
  applyRoster(
    changes: readonly RosterChange[],
    actor: string,
    now: number,
  ): { readonly added: number; readonly changed: number };
  /**
   * Writes a student that a person changed, with what it was, its search words, the messages and one audit row, in one
   * transaction.
   */
  change(change: StudentChange): ChangeOutcome;
  /** Writes a student that a person typed, its search words and one audit row, in one transaction. */
  add(student: StudentToAdd): ChangeOutcome;
  /** The student that the form with this UUID added; null when it added none. */
  addedBy(changeId: string): number | null;
  /**
   * Records that may be of the same child, in any school: with its Emirates ID, or with its given and family name, in either
   * script and any order, and its date of birth.
   */
  alike(student: Student): readonly AlikeStudent[];
  /** Writes that a chronic condition was changed or withdrawn outside of a visit. */
  changeCondition(change: ConditionChangeToStore): ChangeOutcome;
  /** Moves the visits of a duplicate to the student that stays; the duplicate is found no more and nothing of it is lost. */
  merge(change: StudentsMerge): ChangeOutcome;
  /** Chronic conditions that were changed or withdrawn outside of a visit, oldest first. */
  conditionChanges(studentId: number): readonly (ConditionOnRecord & { readonly at: number })[];
  /** Whether the form with this UUID made its change already. */
  isKnownChange(id: string): boolean;
  /** The student that this record was merged into; null for one that is its own. */
  mergedInto(studentId: number): number | null;
  numberTaken(schoolId: number, studentNumber: string): boolean;
  /** Student numbers of the duplicates that were merged into this student, oldest first. */
  mergedNumbers(studentId: number): readonly string[];
  schools(): readonly SchoolView[];
  saveSchool(school: School, actor: string, now: number): SchoolView;
}

export interface StudentChange extends ChangeToStore {
  readonly studentId: number;
  readonly student: Student;
  /** Names of the fields that differ: for the audit trail, never their values. */
  readonly fields: readonly string[];
}

export interface StudentToAdd extends Omit<ChangeToStore, 'steps'> {
  readonly schoolId: number;
  readonly student: Student;
}

export interface ConditionChangeToStore extends ChangeToStore {
  readonly studentId: number;
  readonly condition: ConditionOnRecord;
}

export interface StudentsMerge extends ChangeToStore {
  readonly keepId: number;
  readonly duplicateId: number;
}

export interface RosterChange {
  /** Null adds a student. */
  readonly id: number | null;
  readonly schoolName: string;
  readonly student: Student;
}

/** The key of `allByNumber`: student numbers are unique within a school. */
export function rosterKey(schoolName: string, studentNumber: string): string {
  return `${schoolName.trim().toLowerCase()}\u0000${studentNumber.trim().toLowerCase()}`;
}
