import type { AppParts, Handlers } from '../app-parts.ts';
import { fail, ok } from '../contract/result.ts';
import type { BuildForDestination } from './build-for-destinations.ts';

/**
 * A message built again from what is recorded now, with a new control id. A failed one, after the student, the school or the
 * profile was corrected, gives up its place and is `superseded`. A sent one stays sent and is followed by the new one, for an
 * admin alone: the receiver may then have it twice.
 */
export function sendAgainHandler(
  {
    assessments,
    students,
    destinations,
    clock,
  }: Pick<AppParts, 'assessments' | 'students' | 'destinations' | 'clock'>,
  build: BuildForDestination,
  afterEnqueue: () => void,
): Pick<Handlers, 'message.sendAgain'> {
  return {
    'message.sendAgain': ({ id }, caller) => {
      const source = assessments.source(id);
      const destination = source && destinations.get(source.destinationId);
      const student = source && students.get(source.assessment.studentId);
      const school = student && students.schools().find((each) => each.id === student.schoolId);
      if (!source || !destination || !student || !school)
        return fail('NOT_FOUND', 'This message does not exist.');
      if (source.state !== 'failed' && source.state !== 'sent') {
        return fail(
          'CONFLICT',
          'Only a message that failed or was sent can be sent again. This one is on its way or closed.',
        );
      }
      if (source.state === 'sent' && caller.signedIn?.role !== 'admin')
        return fail('NOT_ALLOWED', 'Only an administrator may send an accepted message again.');
      const { assessment, accountId, visitNumber, savedAt } = source;
      const again = { savedAt, firstContact: source.kind === 'ADT^A28' };
      const built = build({ assessment, student, school, accountId, visitNumber, built: again }, destination);
      const message = built.find(({ kind }) => kind === source.kind);
      if (!message) return fail('CONFLICT', 'The profile does not send this kind of message any more.');
      if (!message.built) {
        return fail('CONFLICT', 'It still cannot be built. Complete what is missing first.', [
          { path: message.field ?? '', rule: 'missing' },
        ]);
      }
      const actor = { accountId: caller.signedIn?.accountId ?? 0, name: caller.signedIn?.name ?? '' };
      const enqueue = source.state === 'sent' ? assessments.follow : assessments.replace;
      const newId = enqueue(id, message, actor, clock.nowMs());
      if (newId === null) return fail('CONFLICT', 'Somebody was faster: the message has changed meanwhile.');
      afterEnqueue();
      return ok({ id: newId });
    },
  };
}
