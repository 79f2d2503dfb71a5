import type { AppParts, Handlers, SignedIn } from '../app-parts.ts';
import type { Assessment, Saved } from '../contract/assessment.ts';
import type { Link } from '../contract/health.ts';
import { fail, ok, type Result } from '../contract/result.ts';
import type { StudentChange, StudentView } from '../contract/student.ts';
import type { BuildForDestination } from './build-for-destinations.ts';

type Parts = Pick<AppParts, 'assessments' | 'students' | 'destinations' | 'clock'>;

/**
 * Saves an assessment: assessment, messages and audit row in one transaction, then the drainer is woken. The answer comes
 * after the commit. The draft's UUID makes it idempotent; only hard limits, a missing student or the disk can refuse it.
 */
export function saveAssessmentHandler(
  parts: Parts,
  build: BuildForDestination,
  links: () => readonly Link[],
  afterCommit: () => void,
): Handlers['assessment.save'] {
  return (input, caller) => {
    const before = parts.assessments.find(input.id);
    if (before) return ok(saved(input.id, before, lineSays(links())));
    return caller.signedIn
      ? save(parts, build, links, afterCommit, input, caller.signedIn)
      : fail('SIGNED_OUT', 'Sign in first.');
  };
}

function save(
  { assessments, students, destinations, clock }: Parts,
  build: BuildForDestination,
  links: () => readonly Link[],
  afterCommit: () => void,
  assessment: Assessment,
  who: SignedIn,
): Result<Saved> {
  const known = students.get(assessment.studentId);
  const school = known && students.schools().find(({ id }) => id === known.schoolId);
  if (!known || !school) {
    return fail('NOT_FOUND', 'This student is not in the list any more. Find the student again.', [
      { path: 'studentId', rule: 'notFound' },
    ]);
  }
  const student = withChange(known, assessment.studentChange);
  const now = clock.nowMs();
  const visitNumber = assessments.nextVisitNumber(now);
  const all = destinations.list();
  const enabled = all.filter((destination) => destination.enabled);
  // With every destination switched off the messages wait for one of them rather than not exist.
  const targets = enabled.length > 0 ? enabled : all;
  const built = { savedAt: now, firstContact: student.lastVisitAt === null };
  const visit = { assessment, student, school, accountId: who.accountId, visitNumber, built };
  const messages = targets.flatMap((destination) => build(visit, destination));

  const outcome = assessments.save({
    assessment,
    visitNumber,
    schoolId: school.id,
    actor: { accountId: who.accountId, name: who.name },
    savedAt: now,
    messages,
  });
  switch (outcome.kind) {
    case 'saved':
      afterCommit();
      return ok(saved(assessment.id, outcome.messageIds, willSend(messages, links())));
    case 'alreadySaved':
      return ok(saved(assessment.id, outcome.messageIds, lineSays(links())));
    case 'diskFull':
      return fail(
        'DISK_FULL',
        'Not saved: the disk of this PC is full. Your entries are still here. Ask for help.',
      );
    case 'notSaved':
      return fail('NOT_SAVED', 'Not saved. Your entries are still here. Try again.');
  }
}

/** The student as the save leaves him: the messages of the visit already say so. */
export function withChange(student: StudentView, change: StudentChange = {}): StudentView {
  const { allergies, noCardReason } = change;
  return { ...student, ...(allergies ? { allergies } : {}), ...(noCardReason ? { noCardReason } : {}) };
}

function saved(assessmentId: string, messageIds: readonly number[], when: Saved['willSend']): Saved {
  return { assessmentId, messageIds: [...messageIds], willSend: when };
}

function willSend(
  messages: readonly { readonly built: boolean }[],
  links: readonly Link[],
): Saved['willSend'] {
  const ready = messages.length > 0 && messages.every(({ built }) => built);
  return ready ? lineSays(links) : 'afterSetup';
}

/** When what was saved leaves, as far as the lines tell. */
export function lineSays(links: readonly Link[]): Saved['willSend'] {
  const down = links.some(
    ({ state }) => state === 'offline' || state === 'unreachable' || state === 'paused',
  );
  return down ? 'whenOnline' : 'now';
}
