import type { AppParts, Handlers } from '../app-parts.ts';
import { fail, ok } from '../contract/result.ts';

/** Taking messages out of the outbox for good: an admin's act, with a reason that stays with the message. */
export function cancelHandlers(
  { queue, clock }: Pick<AppParts, 'queue' | 'clock'>,
  afterCancel: () => void,
): Pick<Handlers, 'message.cancel'> {
  return {
    'message.cancel': ({ ids, reason }, { signedIn }) => {
      if (!signedIn) return fail('SIGNED_OUT', 'Sign in first.');
      const cancelled = queue.cancel(ids, reason, signedIn, clock.nowMs());
      if (cancelled.length > 0) afterCancel();
      const notCancelled = ids.filter((id) => !cancelled.includes(id)).length;
      return ok({ cancelled: cancelled.length, notCancelled });
    },
  };
}
