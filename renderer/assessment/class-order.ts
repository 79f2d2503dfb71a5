import type { ClassMember } from '../../core/contract/class.ts';

/** How far a class is: everybody who needs nothing more today. */
export interface ClassProgress {
  readonly done: number;
  readonly absent: number;
  readonly refused: number;
  readonly total: number;
}

/** Counts of a class. */
export function progressOf(members: readonly ClassMember[]): ClassProgress {
  const count = (state: ClassMember['state']) => members.filter((each) => each.state === state).length;
  return {
    done: count('done'),
    absent: count('absent'),
    refused: count('refused'),
    total: members.length,
  };
}

/**
 * Who comes after a student: the next of the list who was not screened yet, from the top again after the last. Null when
 * nobody is left.
 */
export function nextMember(
  members: readonly ClassMember[],
  afterStudentId: number | null,
): ClassMember | null {
  const at = members.findIndex(({ student }) => student.id === afterStudentId);
  const inOrder = [...members.slice(at + 1), ...members.slice(0, Math.max(at, 0))];
  return inOrder.find(({ state }) => state === 'notYet') ?? null;
}
