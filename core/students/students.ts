import type { AppParts, Handlers } from '../app-parts.ts';
import { fail, ok } from '../contract/result.ts';
import { searchTokens } from '../contract/search-key.ts';

const recentStudents = 6;

/** Finding students, and the schools they belong to. */
export function studentHandlers(
  { students, clock }: Pick<AppParts, 'students' | 'clock'>,
  afterSetup: () => void,
): Pick<Handlers, 'student.search' | 'student.recent' | 'student.get' | 'school.list' | 'school.save'> {
  return {
    'student.search': ({ text, limit }) => {
      const tokens = searchTokens(text);
      return ok(tokens.length === 0 ? [] : [...students.search(tokens, limit)]);
    },
    'student.recent': () => ok([...students.recent(recentStudents)]),
    'student.get': ({ id }) => {
      const student = students.get(id);
      return student ? ok(student) : fail('NOT_FOUND', 'This student does not exist.');
    },
    'school.list': () => ok([...students.schools()]),
    'school.save': (school, caller) => {
      if (school.id !== undefined && !students.schools().some(({ id }) => id === school.id))
        return fail('NOT_FOUND', 'This school does not exist.');
      const taken = students
        .schools()
        .some(({ id, name }) => id !== school.id && name.toLowerCase() === school.name.toLowerCase());
      if (taken)
        return fail('NAME_TAKEN', 'Another school has this name.', [{ path: 'name', rule: 'taken' }]);
      const facilityLicence = school.facilityLicence === '' ? null : school.facilityLicence;
      const saved = students.saveSchool(
        { ...school, facilityLicence },
        String(caller.signedIn?.accountId ?? 0),
        clock.nowMs(),
      );
      afterSetup();
      return ok(saved);
    },
  };
}
