import type { AppParts, Handlers, SignedIn } from '../app-parts.ts';
import type { RetryPreview, RetryResult, RetryScope } from '../contract/queue.ts';
import { fail, ok, type Result } from '../contract/result.ts';
import type { RetryCandidate } from './ports.ts';

type Parts = Pick<AppParts, 'queue' | 'clock' | 'crypto' | 'settings'>;

const previewLifetimeMs = 10 * 60_000;
const doubleClickMs = 1500;
const undoMs = 10_000;

interface Choice {
  readonly includeRefused: boolean;
  readonly includePossiblyDelivered: boolean;
}

/**
 * Retry by people. A preview counts what a retry would do and remembers the ids that the person saw, so that rows that
 * fail later are not included. A double click acts once. Refused content is left out unless chosen one by one or by a tick.
 */
export function retryHandlers(
  parts: Parts,
  completeUnbuilt: () => number,
  afterRetry: () => void,
): Pick<Handlers, 'queue.preview' | 'queue.retry' | 'operation.undo'> {
  const { queue, clock, crypto, settings } = parts;
  const previews = new Map<string, { readonly ids: readonly number[]; readonly madeAt: number }>();
  const done = new Map<string, { readonly queued: number; readonly at: number }>();
  let last: { readonly key: string; readonly at: number; readonly result: Result<RetryResult> } | null = null;

  const mayRetry = (who: SignedIn | null) => who?.role === 'admin' || settings.get().retryBy === 'everyone';

  const preview = (scope: RetryScope): RetryPreview => {
    const ids = 'ids' in scope ? [...new Set(scope.ids)] : queue.idsInState(scope.status, scope.asOf);
    const token = crypto.randomUuid();
    const now = clock.nowMs();
    for (const [key, { madeAt }] of previews) if (now - madeAt > previewLifetimeMs) previews.delete(key);
    previews.set(token, { ids, madeAt: now });
    return { token, ...countByFate(queue.candidates(ids)) };
  };

  const retry = (ids: readonly number[], choice: Choice, who: SignedIn): Result<RetryResult> => {
    completeUnbuilt();
    const candidates = queue.candidates(ids);
    const chosen = candidates.filter((candidate) => fate(candidate, choice) === 'retry').map(({ id }) => id);
    const operationId = crypto.randomUuid();
    const actor = { accountId: who.accountId, name: who.name };
    const queued = chosen.length === 0 ? [] : queue.retry(chosen, actor, operationId, clock.nowMs());
    if (queued.length > 0) {
      for (const [id, { at }] of done) if (clock.nowMs() - at > undoMs) done.delete(id);
      done.set(operationId, { queued: queued.length, at: clock.nowMs() });
      afterRetry();
    }
    const skipped = (wanted: Fate) =>
      candidates.filter((candidate) => fate(candidate, choice) === wanted).length;
    return ok({
      operationId,
      queued: queued.length,
      skipped: {
        alreadySent: skipped('alreadySent') + chosen.length - queued.length,
        inFlight: skipped('inFlight'),
        refused: skipped('refused'),
        possiblyDelivered: skipped('possiblyDelivered'),
        notFound: ids.length - candidates.length,
      },
    });
  };

  return {
    'queue.preview': ({ scope }, caller) =>
      mayRetry(caller.signedIn)
        ? ok(preview(scope))
        : fail('NOT_ALLOWED', 'Only an administrator may retry here.'),

    'queue.retry': (input, caller) => {
      const who = caller.signedIn;
      if (!who || !mayRetry(who)) return fail('NOT_ALLOWED', 'Only an administrator may retry here.');
      const now = clock.nowMs();
      const key = JSON.stringify([who.accountId, input]);
      if (last && last.key === key && now - last.at < doubleClickMs) return last.result;

      let result: Result<RetryResult>;
      if ('token' in input) {
        const seen = previews.get(input.token);
        previews.delete(input.token);
        if (!seen || now - seen.madeAt > previewLifetimeMs) {
          return fail('TOKEN_EXPIRED', 'The list has changed since you looked. Look again and confirm.');
        }
        result = retry(seen.ids, input, who);
      } else if ('ids' in input) {
        const ids = [...new Set(input.ids)];
        result = retry(ids, { includeRefused: ids.length === 1, includePossiblyDelivered: true }, who);
      } else {
        result = retry(
          queue.idsInState(input.status, now),
          { includeRefused: false, includePossiblyDelivered: true },
          who,
        );
      }
      last = { key, at: now, result };
      return result;
    },

    'operation.undo': ({ operationId }, caller) => {
      const operation = done.get(operationId);
      const now = clock.nowMs();
      if (!caller.signedIn || !operation || now - operation.at > undoMs) {
        return fail(
          'TOKEN_EXPIRED',
          'It is too late to undo this. Messages that were put back are being sent.',
        );
      }
      done.delete(operationId);
      const { accountId, name } = caller.signedIn;
      const restored = queue.undo(operationId, { accountId, name }, now).length;
      if (restored > 0) afterRetry();
      return ok({ restored, alreadySent: operation.queued - restored });
    },
  };
}

type Fate = 'retry' | 'alreadySent' | 'inFlight' | 'refused' | 'possiblyDelivered';

function fate(candidate: RetryCandidate, choice: Choice): Fate {
  if (candidate.state === 'sending') return 'inFlight';
  if (candidate.state !== 'pending' && candidate.state !== 'failed') return 'alreadySent';
  if (candidate.state === 'failed' && isRefused(candidate) && !choice.includeRefused) return 'refused';
  if (candidate.possiblyDelivered && !choice.includePossiblyDelivered) return 'possiblyDelivered';
  return 'retry';
}

/** Refused for its content, or never built: sending the same again would fail again. */
function isRefused({ outcome, problem }: RetryCandidate): boolean {
  return outcome === 'rejected' || problem === 'LOCAL_BUILD' || problem === 'CONFIG';
}

function countByFate(candidates: readonly RetryCandidate[]): Omit<RetryPreview, 'token'> {
  const cautious = { includeRefused: false, includePossiblyDelivered: true };
  const count = (wanted: Fate) =>
    candidates.filter((candidate) => fate(candidate, cautious) === wanted).length;
  return {
    total: candidates.length,
    willRetry: count('retry'),
    alreadySent: count('alreadySent'),
    inFlight: count('inFlight'),
    refused: count('refused'),
    possiblyDelivered: candidates.filter((c) => fate(c, cautious) === 'retry' && c.possiblyDelivered).length,
  };
}
