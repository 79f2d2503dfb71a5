import type { Clock, Log } from '../host/ports.ts';
import { logId } from '../host/ports.ts';
import type { AttemptResult, Claim, LaneKey, Outbox } from './ports.ts';

/** Writes the ends of attempts; when the database refuses one, it is kept and written before anything else happens. */
export interface AttemptWriter {
  /** An attempt ended and could not be written down yet. */
  readonly owing: boolean;
  /** Writes the end and, in the same commit, claims the next message of the lane named. Throws when the database refuses. */
  write(claim: Claim, result: AttemptResult, thenClaim?: LaneKey): Claim | null;
  /** Writes what is owed; throws again while the database still refuses. */
  settle(): void;
}

/** Makes the writer of one lane. */
export function createAttemptWriter({
  outbox,
  clock,
  log,
}: {
  readonly outbox: Outbox;
  readonly clock: Clock;
  readonly log: Log;
}): AttemptWriter {
  let owed: { readonly claim: Claim; readonly result: AttemptResult } | null = null;
  const write = (claim: Claim, result: AttemptResult, thenClaim?: LaneKey): Claim | null => {
    owed = { claim, result };
    const finished = outbox.finish(claim, result, clock.nowMs(), thenClaim);
    owed = null;
    if (!finished.written) log.warn('message.lateResult', { message: logId(claim.messageId) });
    return finished.next;
  };
  return {
    get owing() {
      return owed !== null;
    },
    write,
    settle() {
      if (owed) write(owed.claim, owed.result);
    },
  };
}

/** The end of an attempt that broke on our side: nobody knows how much of it had left. */
export function brokenResult(code: string, poisoned: boolean, now: number): AttemptResult {
  return {
    outcome: 'noAnswer',
    problem: poisoned ? 'POISON' : 'NO_REPLY_AFTER_SEND',
    nextState: poisoned ? 'failed' : 'pending',
    dueAt: poisoned ? null : now + 30_000,
    possiblyDelivered: true,
    countsRetry: true,
    strike: false,
    duplicate: false,
    code,
    ackCode: null,
    errCode: null,
    errText: null,
    errLocation: null,
    httpStatus: null,
    ackRaw: null,
    latencyMs: 0,
    transport: 'none',
  };
}
