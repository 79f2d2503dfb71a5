import type { ProblemCode } from '../contract/message.ts';
import type { Verdict } from './classify.ts';
import type { DestinationRow, LaneKey, Outbox, Pause } from './ports.ts';

const hourMs = 3_600_000;

/** So many answers in a row that are none pause the destination: the address or the network in between is not right. */
const unreadableInARow = 3;

/** Troubles that lie between us and the receiver: another network may be without them. */
const inBetween: ReadonlySet<string> = new Set([
  'SIGN_IN_PAGE',
  'BAD_REPLY',
  'TLS_NAME',
  'TLS_EXPIRED',
  'TLS_UNTRUSTED',
]);

/** Whether a destination may be sent to now. `probe` allows one message to find out whether its cause is gone. */
export type Passage =
  | { readonly kind: 'go' }
  | { readonly kind: 'probe'; readonly messageId: number | null }
  /** `atMs` is monotonic; null waits for a person or a change. */
  | { readonly kind: 'wait'; readonly atMs: number | null };

/**
 * The pause of one destination, shared by its lanes. A person's pause ends when it says or when somebody resumes. A pause with
 * a problem is probed: for a refused key by the one message that met it, otherwise by the oldest due one, once an hour, and
 * at once when something was changed or "Try again" was pressed. An accepted probe resumes. The probe is one for all lanes and
 * goes to the address that the trouble came from; only where that is not known (after a start) to whichever lane asks first.
 */
export interface DestinationGate {
  readonly pause: Pause | null;
  /** How far the receiver's clock is ahead of ours, in milliseconds, at its last answer that told; null when none has. */
  readonly receiverAheadMs: number | null;
  /** True when a connection was what could not be trusted: then a connect alone proves it mended. */
  readonly connectionAtFault: boolean;
  passage(monotonicMs: number, now: number): Passage;
  /** A lane takes the probe upon itself; false while another one has it. */
  takeProbe(lane: LaneKey): boolean;
  /** The lane has nothing to probe with: another one may. */
  leaveProbe(lane: LaneKey): void;
  /**
   * Takes note of an answer, to a message or (`messageId` null) to a ping; may pause or resume. `dueInMs` is the backoff of the
   * message that carries the key's strikes.
   */
  answered(
    lane: LaneKey,
    verdict: Verdict,
    messageId: number | null,
    times: { readonly monotonicMs: number; readonly now: number; readonly dueInMs: number | null },
  ): void;
  /** A connection that cannot be trusted (certificate): pauses without a message. */
  refused(lane: LaneKey, problem: ProblemCode, monotonicMs: number, now: number): void;
  /** A connection was opened and is trusted: ends a pause that was about just that. */
  connected(now: number): void;
  /** A person wants to know, or something was configured: the probe is due, whatever the receiver asked for. */
  probeNow(): void;
  /** The network is another one: the probe is due where the trouble may have been the network's. */
  networkChanged(): void;
  /** Our own clock was set: what was compared with it before tells nothing. */
  clockJumped(): void;
  /** Reads the pause anew: a person may have set or lifted it. */
  reload(row: DestinationRow): void;
  carriesKeyStrikes(verdict: Verdict, messageId: number): boolean;
  /** True when a ping was acknowledged at or after this time. */
  pingAcknowledgedSince(since: number): boolean;
}

/** Makes the gate of a destination as it stands in the database; a pause found at start is probed at once. */
export function createDestinationGate(
  row: DestinationRow,
  outbox: Pick<Outbox, 'pauseDestination'>,
  onChange: () => void,
): DestinationGate {
  let pause = row.pause;
  let probeAtMs = Number.NEGATIVE_INFINITY;
  let holdUntilMs = Number.NEGATIVE_INFINITY;
  let unreadable = 0;
  let prober: LaneKey | null = null;
  let pingAcknowledgedAt = Number.NEGATIVE_INFINITY;
  let receiverAheadMs: number | null = null;

  const setPause = (next: Pause | null, now: number) => {
    pause = next;
    if (next === null) prober = null;
    outbox.pauseDestination(row.id, next, now);
    onChange();
  };
  const isKey = (verdict: Verdict) => verdict.class === 'configuration' && verdict.problem === 'AUTH';

  const gate: DestinationGate = {
    get pause() {
      return pause;
    },
    get receiverAheadMs() {
      return receiverAheadMs;
    },
    get connectionAtFault() {
      return pause?.problem?.startsWith('TLS_') ?? false;
    },
    passage(monotonicMs, now) {
      if (pause && pause.problem === null) {
        if (pause.until === null) return { kind: 'wait', atMs: null };
        if (pause.until > now) return { kind: 'wait', atMs: monotonicMs + pause.until - now };
        setPause(null, now);
      }
      if (pause) {
        if (probeAtMs > monotonicMs) return { kind: 'wait', atMs: probeAtMs };
        return { kind: 'probe', messageId: pause.probeMessageId };
      }
      return holdUntilMs > monotonicMs ? { kind: 'wait', atMs: holdUntilMs } : { kind: 'go' };
    },
    takeProbe(lane) {
      prober ??= lane;
      return prober === lane;
    },
    leaveProbe(lane) {
      if (prober === lane) prober = null;
    },
    carriesKeyStrikes: (verdict, messageId) =>
      isKey(verdict) && (pause === null || pause.probeMessageId === messageId),
    pingAcknowledgedSince: (since) => pingAcknowledgedAt >= since,
    answered(lane, verdict, messageId, { monotonicMs, now, dueInMs }) {
      if (messageId === null && verdict.ackCode !== null) pingAcknowledgedAt = now;
      if (verdict.receiverAt !== null) receiverAheadMs = verdict.receiverAt - now;
      if (verdict.retryAfterMs !== null) holdUntilMs = monotonicMs + verdict.retryAfterMs;
      unreadable = isUnreadable(verdict) ? unreadable + 1 : 0;
      const problem = verdict.problem ?? 'NACK_CONFIG';
      // What was in flight elsewhere when this pause began says nothing about its cause.
      if (pause && (isPersons(pause) || prober !== lane)) return;
      if (verdict.class === 'configuration') {
        const keepsProbing = isKey(verdict) && dueInMs !== null;
        const since = pause?.since ?? now;
        const probeMessageId = keepsProbing ? messageId : null;
        probeAtMs = monotonicMs + (dueInMs ?? hourMs);
        prober = lane;
        setPause({ problem, reason: null, until: null, probeMessageId, since }, now);
      } else if (unreadable >= unreadableInARow) {
        probeAtMs = monotonicMs + hourMs;
        prober = lane;
        setPause(
          { problem, reason: null, until: null, probeMessageId: null, since: pause?.since ?? now },
          now,
        );
      } else if (
        pause?.problem &&
        (verdict.class === 'delivered' || verdict.class === 'rejected' || verdict.class === 'wait')
      ) {
        setPause(null, now);
      } else if (pause) {
        probeAtMs = monotonicMs + hourMs;
      }
    },
    refused(lane, problem, monotonicMs, now) {
      if (isPersons(pause)) return;
      probeAtMs = monotonicMs + hourMs;
      prober = lane;
      setPause({ problem, reason: null, until: null, probeMessageId: null, since: pause?.since ?? now }, now);
    },
    connected(now) {
      if (gate.connectionAtFault) setPause(null, now);
    },
    probeNow() {
      probeAtMs = Number.NEGATIVE_INFINITY;
      holdUntilMs = Number.NEGATIVE_INFINITY;
    },
    networkChanged() {
      if (pause?.problem && inBetween.has(pause.problem)) probeAtMs = Number.NEGATIVE_INFINITY;
    },
    clockJumped() {
      receiverAheadMs = null;
    },
    reload(fresh) {
      pause = fresh.pause;
      if (pause === null) prober = null;
    },
  };
  return gate;
}

/** What a person paused stays paused, whatever the message in flight came to: its trouble is met again afterwards. */
function isPersons(pause: Pause | null): boolean {
  return pause !== null && pause.problem === null;
}

/** An answer that is none: another MSA-2, HTML, nothing. A missing answer is not one of them. */
function isUnreadable({ key }: Verdict): boolean {
  return key.startsWith('REPLY:') || key === 'NONE:garbage' || key === 'NONE:tooLarge';
}
