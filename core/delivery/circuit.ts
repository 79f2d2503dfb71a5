import type { OutcomeClass, ProblemCode } from '../contract/message.ts';
import type { Random } from '../host/ports.ts';
import { withJitter } from './backoff.ts';

const firstProbeMs = 5000;
const longestProbeMs = 300_000;

/** So many transient or missing answers in a row, on whatever messages, mean that the receiver is not well. */
const answersInARow = 3;

/** Who opened it: a connect that failed proves itself mended by a connect, a silent receiver only by an answer. */
export type CircuitCause = 'connection' | 'answers';

/**
 * The circuit of one address. Closed: send. Open: nothing is claimed until the probe is due, then exactly one message (or,
 * where nothing is due, one connect) tries; its result closes the circuit or opens it for twice as long, up to 5 minutes.
 * Only an answer, or a connection that holds for as long, brings the probes back to their first delay.
 * Times are monotonic milliseconds.
 */
export interface Circuit {
  readonly open: boolean;
  readonly cause: CircuitCause | null;
  readonly problem: ProblemCode | null;
  /** When the next probe is due; null while closed. */
  readonly probeAt: number | null;
  /** A failed connect: opens at once. True when it was closed before. */
  connectFailed(problem: ProblemCode, monotonicMs: number): boolean;
  /** A transient or missing answer: opens after 3 in a row, and at once when this was the probe. */
  answerFailed(problem: ProblemCode, monotonicMs: number): void;
  /** A connect succeeded: closes where a connect was what failed. True when this closed it. */
  connected(monotonicMs: number): boolean;
  /** Takes note of what a message or a ping came to, by its outcome class. True when this opened or closed it. */
  answered(outcome: OutcomeClass, problem: ProblemCode | null, monotonicMs: number): boolean;
  /** Something changed (network, a person): the probe is due now. */
  probeNow(monotonicMs: number): void;
}

/** Makes a closed circuit. */
export function createCircuit(random: Random): Circuit {
  let cause: CircuitCause | null = null;
  let problem: ProblemCode | null = null;
  let probeAt: number | null = null;
  let probeDelayMs = firstProbeMs;
  let failedInARow = 0;
  let connectedAtMs = Number.NEGATIVE_INFINITY;

  const open = (by: CircuitCause, why: ProblemCode, monotonicMs: number) => {
    // A receiver that takes a connect and hangs up again has not mended: its probes go on where they were.
    if (cause === null && monotonicMs - connectedAtMs > longestProbeMs) probeDelayMs = firstProbeMs;
    cause = by;
    problem = why;
    probeAt = monotonicMs + withJitter(probeDelayMs, random);
    probeDelayMs = Math.min(probeDelayMs * 2, longestProbeMs);
  };

  const close = () => {
    cause = null;
    problem = null;
    probeAt = null;
  };

  const circuit: Circuit = {
    get open() {
      return cause !== null;
    },
    get cause() {
      return cause;
    },
    get problem() {
      return problem;
    },
    get probeAt() {
      return probeAt;
    },
    connectFailed(why, monotonicMs) {
      const wasClosed = cause === null;
      // A silent receiver that now refuses is still not well until it answers.
      open(cause === 'answers' ? 'answers' : 'connection', why, monotonicMs);
      return wasClosed;
    },
    answerFailed(why, monotonicMs) {
      failedInARow += 1;
      if (cause !== null || failedInARow >= answersInARow) open('answers', why, monotonicMs);
    },
    connected(monotonicMs) {
      if (cause !== 'connection') return false;
      close();
      connectedAtMs = monotonicMs;
      return true;
    },
    answered(outcome, why, monotonicMs) {
      const wasOpen = circuit.open;
      if (outcome === 'transient' || outcome === 'noAnswer')
        circuit.answerFailed(why ?? 'SERVER', monotonicMs);
      else if (outcome === 'unreachable') circuit.connectFailed(why ?? 'NET_UNREACHABLE', monotonicMs);
      else {
        close();
        probeDelayMs = firstProbeMs;
        failedInARow = 0;
      }
      return circuit.open !== wasOpen;
    },
    probeNow(monotonicMs) {
      if (cause !== null) probeAt = monotonicMs;
    },
  };
  return circuit;
}
