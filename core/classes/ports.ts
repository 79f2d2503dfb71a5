import type { Actor } from '../assessments/ports.ts';
import type { Absence, ClassKey, ClassMember, ClassSummary } from '../contract/class.ts';

/** A day in Dubai: its name and where it begins. */
export interface ScreeningDay {
  /** `YYYY-MM-DD`. */
  readonly date: string;
  /** Epoch milliseconds of its midnight. */
  readonly startsAt: number;
}

/** Classes of the roster, and who of them was screened on a day. */
export interface ClassStore {
  /** Every class that has students, in no order. */
  list(day: ScreeningDay): readonly ClassSummary[];
  /** The students of a class by family name. */
  members(key: ClassKey, day: ScreeningDay): readonly ClassMember[];
  /**
   * Notes who was absent or refused on the day, or takes the note back with null; one transaction with its audit row. False
   * when there is no such student.
   */
  mark(studentId: number, day: ScreeningDay, absence: Absence | null, actor: Actor, now: number): boolean;
}
