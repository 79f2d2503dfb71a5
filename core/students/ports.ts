import type { School, SchoolView } from '../contract/destination.ts';
import type { Student, StudentView } from '../contract/student.ts';

/** Students and schools in the database. */
export interface StudentStore {
  /** `tokens` are normalised by `core/students/search-key.ts`; every token must match the start of a word. */
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
  schools(): readonly SchoolView[];
  saveSchool(school: School, actor: string, now: number): SchoolView;
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
