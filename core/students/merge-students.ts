import type { AppParts, Handlers } from '../app-parts.ts';
import { changeResult } from '../assessments/change-assessment.ts';
import type { OutboxStep, StoredMessage } from '../assessments/ports.ts';
import { isUnsent } from '../assessments/steps.ts';
import type { VisitPlanner } from '../assessments/visit-planner.ts';
import type { Link } from '../contract/health.ts';
import { fail, ok, type Result } from '../contract/result.ts';
import type { StudentView } from '../contract/student.ts';
import type { MergePreview } from '../contract/student-page.ts';
import { buildStudentsMerged } from '../malaffi/build-events.ts';
import { changedFields } from './change-student.ts';
import type { PersonContextFor } from './person-context.ts';

type Parts = Pick<AppParts, 'assessments' | 'students' | 'destinations' | 'clock'>;

/**
 * Merging a duplicate: an admin's act, with a preview. Its visits go to the student that stays, what waits is built again for
 * that one, and receivers are told (ADT^A40). The duplicate is found no more; nothing of it is deleted.
 */
export function mergeHandlers(
  parts: Parts,
  plan: VisitPlanner,
  personContextFor: PersonContextFor,
  links: () => readonly Link[],
  afterCommit: () => void,
): Pick<Handlers, 'student.mergePreview' | 'student.merge'> {
  const { assessments, students, destinations, clock } = parts;

  return {
    'student.mergePreview': ({ keepId, duplicateId }) => preview(keepId, duplicateId),

    'student.merge': ({ changeId, keepId, duplicateId }, { signedIn }) => {
      if (!signedIn) return fail('SIGNED_OUT', 'Sign in first.');
      if (students.isKnownChange(changeId)) return ok({ messageIds: [], cancelled: 0, willSend: 'nothing' });
      return changeResult(links(), afterCommit, () => {
        const seen = preview(keepId, duplicateId);
        if (!seen.ok) return seen;
        const { keep, duplicate, refusal } = seen.value;
        if (refusal !== null) {
          return fail(
            refusal === 'beingSent' ? 'BUSY' : 'CONFLICT',
            'These two records cannot be merged now.',
            [{ path: 'duplicateId', rule: refusal }],
          );
        }
        const steps = stepsFor(keep, duplicate);
        const actor = { accountId: signedIn.accountId, name: signedIn.name };
        const change = { id: changeId, at: clock.nowMs(), actor, steps, keepId, duplicateId };
        return { outcome: students.merge(change), steps };
      });
    },
  };

  function preview(keepId: number, duplicateId: number): Result<MergePreview> {
    const keep = students.get(keepId);
    const duplicate = students.get(duplicateId);
    if (!keep || !duplicate) return fail('NOT_FOUND', 'One of the two students does not exist.');
    const messages = messagesOf(duplicateId);
    return ok({
      keep,
      duplicate,
      differences: [...changedFields(keep, plainOf(duplicate))],
      visits: assessments.visitsOf(duplicateId).length,
      unsent: messages.filter(isUnsent).length,
      willTell: enabled().some(
        (destination) => personContextFor(keep, destination)?.destination.profile.events.A40,
      ),
      refusal: refusalOf(keep, duplicate, messages),
    });
  }

  function refusalOf(
    keep: StudentView,
    duplicate: StudentView,
    messages: readonly StoredMessage[],
  ): MergePreview['refusal'] {
    if (keep.id === duplicate.id) return 'sameStudent';
    if (keep.schoolId !== duplicate.schoolId) return 'otherSchool';
    if (students.mergedInto(keep.id) !== null || students.mergedInto(duplicate.id) !== null)
      return 'alreadyMerged';
    return messages.some(({ state }) => state === 'sending') ? 'beingSent' : null;
  }

  function messagesOf(studentId: number): readonly StoredMessage[] {
    const visits = assessments.visitsOf(studentId);
    return [
      ...visits.flatMap(({ visitNumber }) => assessments.messagesOf(visitNumber)),
      ...assessments.personMessagesOf(studentId),
    ];
  }

  function stepsFor(keep: StudentView, duplicate: StudentView): readonly OutboxStep[] {
    const rebuilt = assessments
      .visitsOf(duplicate.id)
      .flatMap((visit) =>
        visit.enteredInError ? [] : plan({ visit, after: visit.assessment, student: keep, unsentOnly: true }),
      );
    // Details of the duplicate that nobody has heard yet are nobody's any more.
    const dropped = assessments
      .personMessagesOf(duplicate.id)
      .filter(isUnsent)
      .map(({ id }): OutboxStep => ({ step: 'cancel', id }));
    const { id: studentId, schoolId } = keep;
    const told = enabled().flatMap((destination) => {
      const context = personContextFor(keep, destination);
      const messages = context ? buildStudentsMerged(context, duplicate.studentNumber) : [];
      return messages.map(
        (message): OutboxStep => ({
          step: 'add',
          message,
          studentId,
          schoolId,
          visitNumber: null,
          corrects: null,
        }),
      );
    });
    return [...rebuilt, ...dropped, ...told];
  }

  function enabled() {
    return destinations.list().filter((destination) => destination.enabled);
  }
}

function plainOf(view: StudentView) {
  const { id: _id, schoolId: _school, schoolName: _name, lastVisitAt: _visit, ...student } = view;
  return student;
}
