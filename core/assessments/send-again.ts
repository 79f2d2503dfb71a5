import type { AppParts, Handlers } from '../app-parts.ts';
import { fail, ok } from '../contract/result.ts';
import type { RebuildMessage } from './rebuild-message.ts';

/**
 * A message built again from what is recorded now, with a new control id. A failed one, after the student, the school or the
 * profile was corrected, gives up its place and is `superseded`. A sent one stays sent and is followed by the new one, for an
 * admin alone: the receiver may then have it twice.
 */
export function sendAgainHandler(
  { assessments, clock }: Pick<AppParts, 'assessments' | 'clock'>,
  rebuild: RebuildMessage,
  afterEnqueue: () => void,
): Pick<Handlers, 'message.sendAgain'> {
  return {
    'message.sendAgain': ({ id }, caller) => {
      const source = assessments.source(id);
      if (!source) return fail('NOT_FOUND', 'This message does not exist.');
      if (source.state !== 'failed' && source.state !== 'sent') {
        return fail(
          'CONFLICT',
          'Only a message that failed or was sent can be sent again. This one is on its way or closed.',
        );
      }
      if (source.state === 'sent' && caller.signedIn?.role !== 'admin')
        return fail('NOT_ALLOWED', 'Only an administrator may send an accepted message again.');
      if (source.state === 'failed' && source.correctedBy !== null)
        return fail('CONFLICT', 'A later message corrects this one already. Nothing has to be sent again.');
      const message = rebuild(source);
      if (!message) return fail('CONFLICT', 'There is nothing of this kind to send any more.');
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
