import type { AppParts, Handlers } from '../app-parts.ts';
import { fail, ok } from '../contract/result.ts';
import { studentErrors } from './check-student.ts';

/**
 * A student by hand. Nothing is sent for it: the receiver hears of a student with the first assessment (ADT^A28 before the
 * A04 where the profile's event map has it). Records that may be of the same child are shown first; a person who looked at
 * them adds the student all the same.
 */
export function addStudentHandler(
  { students, clock }: Pick<AppParts, 'students' | 'clock'>,
  afterCommit: () => void,
): Pick<Handlers, 'student.add'> {
  return {
    'student.add': ({ changeId, schoolId, student, seen }, { signedIn }) => {
      if (!signedIn) return fail('SIGNED_OUT', 'Sign in first.');
      const added = () => {
        const id = students.addedBy(changeId);
        const found = id === null ? null : students.get(id);
        return found ? ok({ kind: 'added' as const, student: found }) : null;
      };
      const before = added();
      if (before) return before;
      if (!students.schools().some(({ id }) => id === schoolId))
        return fail('NOT_FOUND', 'This school does not exist.');
      const faults = studentErrors({ students, clock }, student, schoolId, null);
      if (faults.length > 0)
        return fail('BAD_INPUT', 'Some values are not valid. Correct them.', [...faults]);
      const alike = students.alike(student);
      if (alike.some(({ student: { id } }) => !seen.includes(id)))
        return ok({ kind: 'alike', alike: [...alike] });
      const { accountId, name } = signedIn;
      const outcome = students.add({
        id: changeId,
        at: clock.nowMs(),
        actor: { accountId, name },
        schoolId,
        student,
      });
      if (outcome.kind === 'diskFull')
        return fail('DISK_FULL', 'Not saved: the disk of this PC is full. Your entries are still here.');
      const done = added();
      if (!done) return fail('NOT_SAVED', 'Not saved. Your entries are still here. Try again.');
      afterCommit();
      return done;
    },
  };
}
