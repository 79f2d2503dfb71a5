import { expect, it } from 'vitest';
import type { ClassMember, ScreeningState } from '../../core/contract/class.ts';
import { nextMember, progressOf } from './class-order.ts';
import { maryam } from './page-fixture.tsx';

const members = (...states: ScreeningState[]): readonly ClassMember[] =>
  states.map((state, at) => ({ student: { ...maryam, id: at + 1 }, state, at: null, by: null }));

it('goes on with the next of the list who is not screened, and from the top after the last', () => {
  const list = members('notYet', 'done', 'notYet', 'absent', 'notYet');

  const after = (id: number | null) => nextMember(list, id)?.student.id;

  expect([after(null), after(1), after(3), after(5)]).toEqual([1, 3, 5, 1]);
});

it('finds nobody when all are done, absent or refused, or only the student at hand is left', () => {
  expect(nextMember(members('done', 'absent', 'refused'), null)).toBeNull();
  expect(nextMember(members('notYet', 'done'), 1)).toBeNull();
});

it('counts a class', () => {
  expect(progressOf(members('done', 'done', 'absent', 'refused', 'notYet'))).toEqual({
    done: 2,
    absent: 1,
    refused: 1,
    total: 5,
  });
});
