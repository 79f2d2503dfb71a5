import type { Random } from '../host/ports.ts';
import { backoffMs } from './backoff.ts';
import type { Verdict } from './classify.ts';
import type { AttemptResult, Claim } from './ports.ts';
import { stateAfter } from './state.ts';
import { isStrike } from './strikes.ts';

/** What else decides about the message besides the answer. */
export interface AttemptContext {
  readonly now: number;
  readonly latencyMs: number;
  readonly transport: string;
  readonly maxStrikes: number;
  /** Sent to find out whether the receiver is back. */
  readonly probe: boolean;
  /** The message whose answer paused the destination for its key, or would now: it alone carries the strikes. */
  readonly carriesKeyStrikes: boolean;
  readonly acknowledgedOtherSince: (since: number) => boolean;
  readonly random: Random;
}

/** Turns a verdict into the next state, the time of the next attempt and the counts, all that one transaction writes. */
export function attemptResult(verdict: Verdict, claim: Claim, context: AttemptContext): AttemptResult {
  const told = {
    outcome: verdict.class,
    problem: verdict.problem,
    possiblyDelivered: verdict.possiblyDelivered,
    duplicate: verdict.duplicate,
    code: verdict.key,
    ackCode: verdict.ackCode,
    errCode: verdict.errCode,
    errText: verdict.errText,
    errLocation: verdict.errLocation,
    httpStatus: verdict.httpStatus,
    ackRaw: verdict.ackRaw,
    latencyMs: context.latencyMs,
    transport: context.transport,
  };
  const ends = (nextState: 'sent' | 'failed', countsRetry: boolean): AttemptResult => ({
    ...told,
    nextState,
    dueAt: null,
    countsRetry,
    strike: false,
  });
  const again = (
    event: 'unanswered' | 'deferred' | 'waits' | 'notAccepted',
    dueAt: number,
    strike = false,
  ) => ({
    ...told,
    nextState: stateAfter('sending', event) as 'pending',
    dueAt,
    countsRetry: true,
    strike,
  });
  const backoffAt = context.now + (verdict.retryAfterMs ?? backoffMs(claim.retryCount + 1, context.random));

  switch (verdict.class) {
    case 'delivered':
      return ends(stateAfter('sending', 'acknowledged') as 'sent', false);
    case 'rejected':
      return ends(stateAfter('sending', 'refused') as 'failed', true);
    case 'wait':
      return again('waits', backoffAt);
    case 'unreachable':
      // Certain that no byte left: the line is at fault, and the message goes as soon as the line is back.
      return again('notAccepted', context.now);
    case 'configuration': {
      if (!context.carriesKeyStrikes) return again('notAccepted', context.now);
      if (claim.strikes + 1 >= context.maxStrikes) return { ...gaveUp(ends), strike: true };
      return again('notAccepted', backoffAt, true);
    }
    case 'transient':
    case 'noAnswer': {
      const strike = isStrike({
        rule: verdict.strike,
        probe: context.probe,
        previousAttemptAt: claim.previousAttemptAt,
        acknowledgedOtherSince: context.acknowledgedOtherSince,
      });
      const limit = verdict.maxStrikes ?? context.maxStrikes;
      if (strike && claim.strikes + 1 >= limit) return { ...gaveUp(ends), strike: true };
      return again(verdict.class === 'transient' ? 'deferred' : 'unanswered', backoffAt, strike);
    }
  }
}

function gaveUp(ends: (nextState: 'failed', countsRetry: boolean) => AttemptResult): AttemptResult {
  return ends(stateAfter('sending', 'gaveUp') as 'failed', true);
}
