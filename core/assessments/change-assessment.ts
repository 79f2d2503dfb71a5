import type { AppParts, Handlers, SignedIn } from '../app-parts.ts';
import type { Assessment, Changed } from '../contract/assessment.ts';
import type { Link } from '../contract/health.ts';
import { fail, ok, type Result } from '../contract/result.ts';
import type { StudentView } from '../contract/student.ts';
import type { StudentPlanner } from '../students/student-planner.ts';
import { keepNumbers } from './plan-conditions.ts';
import type { AssessmentChange, ChangeOutcome, OutboxStep, StoredVisit } from './ports.ts';
import { lineSays, withChange } from './save-assessment.ts';
import type { VisitPlanner } from './visit-planner.ts';

type Parts = Pick<AppParts, 'assessments' | 'students' | 'clock'>;

/** A message may move between planning and writing only where another process sends: then it is planned anew. */
const plans = 3;

/**
 * Corrections of saved assessments, and assessments entered in error. What was saved stays as a version with who changed it,
 * when and why; the messages that follow from it are written in the same transaction.
 */
export function changeAssessmentHandlers(
  parts: Parts,
  plan: VisitPlanner,
  planStudent: StudentPlanner,
  links: () => readonly Link[],
  afterCommit: () => void,
): Pick<Handlers, 'assessment.correct' | 'assessment.enteredInError'> {
  const { assessments, students, clock } = parts;

  return {
    'assessment.correct': ({ changeId, reason, assessment }, caller) =>
      change(assessment.id, changeId, reason, caller.signedIn, assessment),
    'assessment.enteredInError': ({ id, changeId, reason }, caller) =>
      change(id, changeId, reason, caller.signedIn, null),
  };

  function change(
    assessmentId: string,
    changeId: string,
    reason: string,
    who: SignedIn | null,
    entered: Assessment | null,
  ): Result<Changed> {
    if (!who) return fail('SIGNED_OUT', 'Sign in first.');
    return changeResult(links(), afterCommit, () => {
      const visit = assessments.visit(assessmentId);
      const student = visit && students.get(visit.assessment.studentId);
      if (!visit || !student) return fail('NOT_FOUND', 'This assessment does not exist.');
      if (entered && entered.studentId !== visit.assessment.studentId) {
        return fail(
          'BAD_INPUT',
          'An assessment keeps its student. If it was another one, mark it as entered in error.',
          [{ path: 'studentId', rule: 'keepsStudent' }],
        );
      }
      const after = entered && complete(visit, entered);
      const base: Omit<AssessmentChange, 'steps'> = {
        id: changeId,
        at: clock.nowMs(),
        actor: { accountId: who.accountId, name: who.name },
        assessmentId,
        reason,
        assessment: after,
      };
      const write = (steps: readonly OutboxStep[]) => assessments.change({ ...base, steps });
      if (visit.enteredInError) {
        // The same form once more is told what it was told before.
        const again = assessments.isKnownChange(changeId);
        return again
          ? { outcome: { kind: 'alreadySaved' }, steps: [] }
          : fail(
              'CONFLICT',
              'This assessment was marked as entered in error. It can be read and not changed.',
            );
      }
      const steps = assessments.isKnownChange(changeId) ? [] : stepsFor(visit, after, student);
      return { outcome: write(steps), steps };
    });
  }

  function stepsFor(
    visit: StoredVisit,
    after: Assessment | null,
    student: StudentView,
  ): readonly OutboxStep[] {
    if (!after?.studentChange) return plan({ visit, after, student });
    const changed = withChange(student, after.studentChange);
    const steps = plan({ visit, after, student: changed });
    const { visitNumber } = visit;
    return [...steps, ...planStudent(changed, { visitNumber, after, steps })];
  }
}

type Attempt = { readonly outcome: ChangeOutcome; readonly steps: readonly OutboxStep[] } | Result<never>;

/** Writes a planned change, planning anew where a message moved meanwhile, and says what became of it. */
export function changeResult(
  links: readonly Link[],
  afterCommit: () => void,
  attempt: () => Attempt,
): Result<Changed> {
  for (let tried = 0; tried < plans; tried++) {
    const result = attempt();
    if ('ok' in result) return result;
    const { outcome, steps } = result;
    switch (outcome.kind) {
      case 'saved':
        if (steps.length > 0) afterCommit();
        return ok({
          messageIds: [...outcome.messageIds],
          cancelled: outcome.cancelled,
          willSend: willSend(steps, links),
        });
      case 'alreadySaved':
        return ok({ messageIds: [], cancelled: 0, willSend: 'nothing' });
      case 'diskFull':
        return fail('DISK_FULL', 'Not saved: the disk of this PC is full. Your entries are still here.');
      case 'notSaved':
        return fail('NOT_SAVED', 'Not saved. Your entries are still here. Try again.');
      case 'moved':
        break;
    }
  }
  return fail('BUSY', 'Its messages are being sent right now. Wait a moment and try again.');
}

function willSend(steps: readonly OutboxStep[], links: readonly Link[]): Changed['willSend'] {
  const messages = steps.flatMap((step) => (step.step === 'cancel' ? [] : [step.message]));
  if (messages.length === 0) return 'nothing';
  return messages.every(({ built }) => built) ? lineSays(links) : 'afterSetup';
}

/** What the form cannot show is kept as it was: the numbers of conditions, and the sensitive part of a screening. */
function complete(visit: StoredVisit, entered: Assessment): Assessment {
  const depression = visit.assessment.record?.screening?.depression;
  const numbered = keepNumbers(visit.visitNumber, visit.assessment, entered);
  if (depression === undefined || numbered.record?.screening?.depression !== undefined) return numbered;
  const { record } = numbered;
  return { ...numbered, record: { ...record, screening: { ...record?.screening, depression } } };
}
