import type { AppParts, Handlers, SignedIn } from '../app-parts.ts';
import type { RetryPreview, RetryResult, RetryScope } from '../contract/queue.ts';
import { fail, ok, type Result } from '../contract/result.ts';
import { countFates, fateOf, previewOf, type RetryChoice } from './fate.ts';
import { chunkSize, type Operations } from './operations.ts';
import { slowestPace } from './pace.ts';

type Parts = Pick<AppParts, 'queue' | 'clock' | 'crypto' | 'settings' | 'destinations'>;

const previewLifetimeMs = 10 * 60_000;
const doubleClickMs = 1500;
const undoMs = 10_000;

/** A request is the same as the one before while that one runs, and for a moment after it. */
interface Request {
  readonly key: string;
  readonly result: Promise<Result<RetryResult>>;
  endedAt: number | null;
}

/**
 * Retry by people. A preview counts what a retry would do and remembers the ids that the person saw, so that rows that
 * fail later are not included. A double click acts once. Refused content is left out unless chosen one by one or by a tick.
 */
export function retryHandlers(
  parts: Parts,
  operations: Operations,
  completeUnbuilt: () => number,
  afterRetry: () => void,
): Pick<Handlers, 'queue.preview' | 'queue.retry' | 'operation.stop' | 'operation.undo'> {
  const { queue, clock, crypto, settings } = parts;
  const previews = new Map<string, { readonly ids: readonly number[]; readonly madeAt: number }>();
  const done = new Map<string, { readonly queued: number; readonly at: number }>();
  let last: Request | null = null;

  const mayRetry = (who: SignedIn | null) => who?.role === 'admin' || settings.get().retryBy === 'everyone';

  const idsOf = (scope: RetryScope): readonly number[] => {
    if ('ids' in scope) return [...new Set(scope.ids)];
    if ('status' in scope) return queue.idsInState(scope.status, scope.asOf);
    const except = new Set(scope.except);
    return queue.ids(scope.filter, scope.asOf).filter((id) => !except.has(id));
  };

  const preview = (scope: RetryScope): RetryPreview => {
    const ids = idsOf(scope);
    const token = crypto.randomUuid();
    const now = clock.nowMs();
    for (const [key, { madeAt }] of previews) if (now - madeAt > previewLifetimeMs) previews.delete(key);
    previews.set(token, { ids, madeAt: now });
    return { token, ...previewOf(queue.candidates(ids)), messagesPerSecond: slowestPace(parts) };
  };

  const retry = async (
    ids: readonly number[],
    choice: RetryChoice,
    who: SignedIn,
  ): Promise<Result<RetryResult>> => {
    if (ids.length > chunkSize && operations.busy)
      return fail('BUSY', 'Messages are being put back already. Wait until that is done.');
    completeUnbuilt();
    const candidates = queue.candidates(ids);
    const fates = countFates(candidates, choice);
    // Oldest first, as they were saved: a stop then leaves the youngest.
    const chosen = candidates
      .filter((candidate) => fateOf(candidate, choice) === 'retry')
      .map(({ id }) => id)
      .toSorted((a, b) => a - b);
    const operationId = crypto.randomUuid();
    const actor = { accountId: who.accountId, name: who.name };
    let queued = 0;
    const reached = await operations.run(operationId, chosen, (chunk) => {
      const before = queued;
      queued += queue.retry(chunk, actor, operationId, clock.nowMs()).length;
      if (before === 0 && queued > 0) afterRetry();
    });
    if (queued > 0) {
      for (const [id, { at }] of done) if (clock.nowMs() - at > undoMs) done.delete(id);
      done.set(operationId, { queued, at: clock.nowMs() });
      if (chosen.length > chunkSize) afterRetry();
    }
    return ok({
      operationId,
      queued,
      notReached: chosen.length - reached,
      skipped: {
        alreadySent: fates.alreadySent + reached - queued,
        inFlight: fates.inFlight,
        refused: fates.refused,
        possiblyDelivered: fates.possiblyDelivered,
        notFound: ids.length - candidates.length,
      },
    });
  };

  const start: Handlers['queue.retry'] = (input, caller) => {
    const who = caller.signedIn;
    if (!who) return fail('SIGNED_OUT', 'Sign in first.');
    if ('ids' in input) {
      const ids = [...new Set(input.ids)];
      return retry(ids, { includeRefused: ids.length === 1, includePossiblyDelivered: true }, who);
    }
    if ('status' in input) {
      const ids = queue.idsInState(input.status, clock.nowMs());
      return retry(ids, { includeRefused: false, includePossiblyDelivered: true }, who);
    }
    const seen = previews.get(input.token);
    previews.delete(input.token);
    return !seen || clock.nowMs() - seen.madeAt > previewLifetimeMs
      ? fail('TOKEN_EXPIRED', 'The list has changed since you looked. Look again and confirm.')
      : retry(seen.ids, input, who);
  };

  return {
    'queue.preview': ({ scope }, caller) =>
      mayRetry(caller.signedIn)
        ? ok(preview(scope))
        : fail('NOT_ALLOWED', 'Only an administrator may retry here.'),

    'queue.retry': (input, caller) => {
      if (!mayRetry(caller.signedIn)) return fail('NOT_ALLOWED', 'Only an administrator may retry here.');
      const key = JSON.stringify([caller.signedIn?.accountId, input]);
      const again = last !== null && last.key === key;
      if (last && again && (last.endedAt === null || clock.nowMs() - last.endedAt < doubleClickMs))
        return last.result;
      const request: Request = { key, result: Promise.resolve(start(input, caller)), endedAt: null };
      last = request;
      const ended = () => {
        request.endedAt = clock.nowMs();
      };
      request.result.then(ended, ended);
      return request.result;
    },

    'operation.stop': ({ operationId }, caller) => {
      if (!mayRetry(caller.signedIn)) return fail('NOT_ALLOWED', 'Only an administrator may do this here.');
      operations.stop(operationId);
      return ok({});
    },

    'operation.undo': async ({ operationId }, caller) => {
      const operation = done.get(operationId);
      const { signedIn } = caller;
      if (!signedIn || !operation || clock.nowMs() - operation.at > undoMs) {
        return fail(
          'TOKEN_EXPIRED',
          'It is too late to undo this. Messages that were put back are being sent.',
        );
      }
      done.delete(operationId);
      const actor = { accountId: signedIn.accountId, name: signedIn.name };
      let restored = 0;
      for (let more = true; more; ) {
        const taken = queue.undo(operationId, actor, clock.nowMs(), chunkSize).length;
        restored += taken;
        more = taken === chunkSize;
        if (more) await new Promise<void>((resolve) => void clock.after(0, resolve));
      }
      if (restored > 0) afterRetry();
      return ok({ restored, alreadySent: operation.queued - restored });
    },
  };
}
