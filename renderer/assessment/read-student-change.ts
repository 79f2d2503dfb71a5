import type { StudentChange, StudentView } from '../../core/contract/student.ts';
import type { FormValues } from './form-values.ts';
import { readDay } from './visit-date.ts';

type Allergy = StudentView['allergies'][number];

/** What the visit changes on the student's own record; undefined when it changes nothing. `allergies` is the whole new list. */
export function readStudentChange(values: FormValues, known: readonly Allergy[]): StudentChange | undefined {
  const { newAllergies, endedAllergies, noCardReason } = values;
  const ended = new Set(endedAllergies.map(({ text }) => text));
  const added = newAllergies.map(({ kind, code, text, severity, reaction, since }): Allergy => {
    const day = readDay(since, values.visitDate);
    return {
      kind: kind as Allergy['kind'],
      text: text.trim(),
      ...(code === '' ? {} : { code }),
      ...(severity === '' ? {} : { severity: severity as 'U' }),
      ...(reaction.trim() === '' ? {} : { reactions: [reaction.trim().slice(0, 60)] }),
      ...(day ? { since: day } : {}),
    };
  });
  const changed = added.length > 0 || ended.size > 0;
  if (!changed && noCardReason === '') return undefined;
  return {
    ...(changed ? { allergies: [...known.filter(({ text }) => !ended.has(text)), ...added] } : {}),
    ...(noCardReason === '' ? {} : { noCardReason }),
  };
}
