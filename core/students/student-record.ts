import type { AppParts, Handlers } from '../app-parts.ts';
import { type StandingCondition, standingConditions } from '../clinical/standing-conditions.ts';
import { fail, ok } from '../contract/result.ts';

type Parts = Pick<AppParts, 'assessments' | 'students'>;

/** What the page of a student shows beside its assessments: details, conditions with their numbers, consent. */
export function studentRecordHandler(parts: Parts): Pick<Handlers, 'student.record'> {
  const { assessments, students } = parts;
  return {
    'student.record': ({ id }) => {
      const student = students.get(id);
      if (!student) return fail('NOT_FOUND', 'This student does not exist.');
      const asked = assessments
        .visitsOf(id)
        .find(
          ({ enteredInError, assessment }) =>
            !enteredInError && assessment.record?.consentSigned !== undefined,
        );
      return ok({
        student,
        conditions: standingConditionsOf(parts, id).map((condition) => ({ ...condition })),
        consent: asked
          ? { signed: asked.assessment.record?.consentSigned === true, at: asked.assessment.measuredAt }
          : null,
        mergedInto: students.mergedInto(id),
      });
    },
  };
}

/** The chronic conditions that a student has: from the visits, and what was changed or withdrawn between them. */
export function standingConditionsOf(
  { assessments, students }: Parts,
  studentId: number,
): readonly StandingCondition[] {
  const ofVisits = assessments
    .visitsOf(studentId)
    .filter(({ enteredInError }) => !enteredInError)
    .map(({ visitNumber, savedAt, assessment }) => ({
      at: savedAt,
      visitNumber,
      conditions: assessment.record?.conditions ?? [],
    }));
  const between = students
    .conditionChanges(studentId)
    .map(({ at, ...condition }) => ({ at, visitNumber: '', conditions: [condition] }));
  return standingConditions([...ofVisits, ...between].toSorted((a, b) => a.at - b.at));
}
