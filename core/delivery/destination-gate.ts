import type { ProblemCode } from '../contract/message.ts';
import type { Verdict } from './classify.ts';
import type { DestinationRow, Outbox, Pause } from './ports.ts';

const hourMs = 3_600_000;

/** So many answers in a row that are none pause the destination: the address or the network in between is not right. */
const unreadableInARow = 3;

/** Whether a destination may be sent to now. `probe` allows one message to find out whether its cause is gone. */
export type Passage =
  | { readonly kind: 'go' }
  | { readonly kind: 'probe'; readonly messageId: number | null }
  /** `atMs` is monotonic; null waits for a person or a change. */
  | { readonly kind: 'wait'; readonly atMs: number | null };

/**
 * The pause of one destination, shared by its lanes. A person's pause ends when it says or when somebody resumes. A pause with
 * a problem is probed: for a refused key by the one message that met it, otherwise by the oldest due one, once an hour, and
 * at once when something was changed or "Try again" was pressed. An accepted probe resumes.
 */
export interface DestinationGate {
  readonly pause: Pause | null;
  /** When the receiver asked everybody to wait, and the next probe of a pause; monotonic. */
  passage(monotonicMs: number, now: number): Passage;
  /**
   * Takes note of an answer, to a message or (`messageId` null) to a ping; may pause or resume. `dueInMs` is the backoff of the
   * message that carries the key's strikes.
   */
  answered(
    verdict: Verdict,
    messageId: number | null,
    times: { readonly monotonicMs: number; readonly now: number; readonly dueInMs: number | null },
  ): void;
  /** A connection that cannot be trusted (certificate): pauses without a message. */
  refused(problem: ProblemCode, monotonicMs: number, now: number): void;
  /** A connect succeeded where connecting was what was wrong: the next message may try. */
  probeNow(): void;
  /** Reads the pause anew: a person may have set or lifted it. */
  reload(row: DestinationRow): void;
  carriesKeyStrikes(verdict: Verdict, messageId: number): boolean;
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

  const setPause = (next: Pause | null, now: number) => {
    pause = next;
    outbox.pauseDestination(row.id, next, now);
    onChange();
  };
  const isKey = (verdict: Verdict) => verdict.class === 'configuration' && verdict.problem === 'AUTH';

  return {
    get pause() {
      return pause;
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
    carriesKeyStrikes: (verdict, messageId) =>
      isKey(verdict) && (pause === null || pause.probeMessageId === messageId),
    answered(verdict, messageId, { monotonicMs, now, dueInMs }) {
      if (verdict.retryAfterMs !== null) holdUntilMs = monotonicMs + verdict.retryAfterMs;
      unreadable = isUnreadable(verdict) ? unreadable + 1 : 0;
      const problem = verdict.problem ?? 'NACK_CONFIG';
      if (verdict.class === 'configuration') {
        const keepsProbing = isKey(verdict) && dueInMs !== null;
        const since = pause?.since ?? now;
        const probeMessageId = keepsProbing ? messageId : null;
        probeAtMs = monotonicMs + (dueInMs ?? hourMs);
        setPause({ problem, reason: null, until: null, probeMessageId, since }, now);
      } else if (unreadable >= unreadableInARow) {
        probeAtMs = monotonicMs + hourMs;
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
    refused(problem, monotonicMs, now) {
      probeAtMs = monotonicMs + hourMs;
      setPause({ problem, reason: null, until: null, probeMessageId: null, since: pause?.since ?? now }, now);
    },
    probeNow() {
      probeAtMs = Number.NEGATIVE_INFINITY;
      holdUntilMs = Number.NEGATIVE_INFINITY;
    },
    reload(fresh) {
      pause = fresh.pause;
    },
  };
}

/** An answer that is none: another MSA-2, HTML, nothing. A missing answer is not one of them. */
function isUnreadable({ key }: Verdict): boolean {
  return key.startsWith('REPLY:') || key === 'NONE:garbage' || key === 'NONE:tooLarge';
}
