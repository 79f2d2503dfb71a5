import type { AppParts, Handlers, SignedIn } from '../app-parts.ts';
import type { ContextForDestination } from '../assessments/build-for-destinations.ts';
import { changeResult } from '../assessments/change-assessment.ts';
import { numberedConditions, numberOf } from '../assessments/plan-conditions.ts';
import type { OutboxStep } from '../assessments/ports.ts';
import { isUnsent, keepOrReplace } from '../assessments/steps.ts';
import type { Link } from '../contract/health.ts';
import { fail } from '../contract/result.ts';
import type { Student, StudentView } from '../contract/student.ts';
import type { StoredDestination } from '../host/stores.ts';
import { buildCondition } from '../malaffi/build-corrections.ts';
import { studentErrors } from './check-student.ts';
import { addFor, type StudentPlanner } from './student-planner.ts';
import { standingConditionsOf } from './student-record.ts';

type Parts = Pick<AppParts, 'assessments' | 'students' | 'destinations' | 'clock'>;

/**
 * Details and conditions of a student by hand. The receiver is told by the profile's event map: ADT^A08 within a visit of
 * today that nobody closed, ADT^A31 otherwise; what waits or was refused is built again in its place.
 */
export function changeStudentHandlers(
  parts: Parts,
  planStudent: StudentPlanner,
  contextFor: ContextForDestination,
  links: () => readonly Link[],
  afterCommit: () => void,
): Pick<Handlers, 'student.save' | 'student.condition'> {
  const { assessments, students, destinations, clock } = parts;

  return {
    'student.save': ({ changeId, id, student }, { signedIn }) => {
      if (!signedIn) return fail('SIGNED_OUT', 'Sign in first.');
      const stored = students.get(id);
      if (!stored) return fail('NOT_FOUND', 'This student does not exist.');
      if (students.mergedInto(id) !== null)
        return fail('CONFLICT', 'This record was merged into another one. Open that one.');
      const faults = studentErrors(parts, student, stored.schoolId, stored.studentNumber);
      if (faults.length > 0)
        return fail('BAD_INPUT', 'Some values are not valid. Correct them.', [...faults]);
      const fields = changedFields(stored, student);
      const after: StudentView = { ...stored, ...student };
      return changeResult(links(), afterCommit, () => {
        const steps = fields.length === 0 ? [] : planStudent(after);
        const at = clock.nowMs();
        const change = {
          id: changeId,
          at,
          actor: actorOf(signedIn),
          steps,
          studentId: id,
          student,
          fields,
        };
        return { outcome: students.change(change), steps };
      });
    },

    'student.condition': ({ changeId, studentId, condition }, { signedIn }) => {
      if (!signedIn) return fail('SIGNED_OUT', 'Sign in first.');
      const student = students.get(studentId);
      if (!student) return fail('NOT_FOUND', 'This student does not exist.');
      const known = standingConditionsOf(parts, studentId).some(
        ({ instanceId }) => instanceId === condition.instanceId,
      );
      if (condition.change === 'added' || !known) {
        return fail('BAD_INPUT', 'Choose a condition of this student. New ones are added in an assessment.', [
          { path: 'condition.instanceId', rule: 'instanceNeeded' },
        ]);
      }
      return changeResult(links(), afterCommit, () => {
        const steps = conditionSteps(student, condition);
        const at = clock.nowMs();
        const change = { id: changeId, at, actor: actorOf(signedIn), steps, studentId, condition };
        return { outcome: students.changeCondition(change), steps };
      });
    },
  };

  /** A condition is told within the visit that recorded it: that one's number is what the receiver knows. */
  function conditionSteps(
    student: StudentView,
    condition: Parameters<Handlers['student.condition']>[0]['condition'],
  ): readonly OutboxStep[] {
    const number = condition.instanceId ?? '';
    const visit = assessments
      .visitsOf(student.id)
      .find(
        ({ visitNumber, assessment }) =>
          numberedConditions(visitNumber, assessment).get(number)?.change === 'added',
      );
    const school = students.schools().find(({ id }) => id === visit?.schoolId);
    if (!visit || !school) return [];
    const { assessment, accountId, visitNumber, savedAt } = visit;
    const numbered = numberedConditions(visitNumber, assessment);
    const stored = assessments.messagesOf(visitNumber);
    return enabled().flatMap((destination): readonly OutboxStep[] => {
      const own = stored.filter(
        (message) =>
          message.destinationId === destination.id &&
          message.kind.startsWith('PPR') &&
          numberOf(message, numbered) === number,
      );
      const told = own.some(({ mayHaveArrived }) => mayHaveArrived);
      const [first, ...others] = own.filter(isUnsent);
      const cancels = others.map(({ id }): OutboxStep => ({ step: 'cancel', id }));
      const built = { savedAt, firstContact: false };
      const context = contextFor({ assessment, student, school, accountId, visitNumber, built }, destination);
      // What the receiver never heard of is told as it is now, or not at all.
      const change = told || condition.change === 'withdrawn' ? condition.change : 'added';
      const fresh =
        !told && condition.change === 'withdrawn' ? null : buildCondition(context, { ...condition, change });
      if (first) return [...keepOrReplace({ studentId: student.id }, first, fresh), ...cancels];
      return fresh ? [addFor(fresh, student, visitNumber)] : [];
    });
  }

  function enabled(): readonly StoredDestination[] {
    return destinations.list().filter((destination) => destination.enabled);
  }
}

/** The fields that differ, by name. */
export function changedFields(before: Student, after: Student): readonly string[] {
  return (Object.keys(after) as (keyof Student)[]).filter(
    (field) => JSON.stringify(before[field] ?? null) !== JSON.stringify(after[field] ?? null),
  );
}

function actorOf({ accountId, name }: SignedIn) {
  return { accountId, name };
}
