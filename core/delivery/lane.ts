import type { MessageState } from '../contract/message.ts';
import { codeOf } from '../host/error-code.ts';
import type { Cancel, Clock, Log, Random } from '../host/ports.ts';
import { logCode, logId } from '../host/ports.ts';
import type { Profile } from '../malaffi/profile.ts';
import { attemptResult } from './attempt-result.ts';
import { createAttemptWriter } from './attempt-writer.ts';
import { type Circuit, createCircuit } from './circuit.ts';
import { classifyReply } from './classify.ts';
import type { DestinationGate } from './destination-gate.ts';
import { createLaneConnection } from './lane-connection.ts';
import { sendPing } from './lane-ping.ts';
import { createLaneTrouble } from './lane-trouble.ts';
import type { Address, Claim, LaneKey, Outbox, SenderLease, Timeouts, Transport } from './ports.ts';
import { createRate } from './rate.ts';

/** How long a lane rests after trouble of our own making (a database that cannot be written) before it looks again. */
const troubleMs = 5000;

/** A message that waits for an earlier ADT of its student is not sent; it is looked at again after so long. */
const adtLookMs = 60_000;

export interface LaneOptions {
  readonly key: LaneKey;
  readonly profile: Profile;
  readonly address: Address;
  readonly timeouts: Timeouts;
  readonly gate: DestinationGate;
  readonly outbox: Outbox;
  readonly transport: Transport;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly newControlId: () => string;
  /** The right to send, or null while another process has it. */
  readonly sender: () => SenderLease | null;
  readonly onMessage: (messageId: number, state: MessageState) => void;
  readonly onLink: () => void;
}

/** One address and what goes to it: connect, claim, send, classify, record; one message in flight. */
export interface Lane {
  readonly circuit: Circuit;
  /** When a message was last acknowledged here; epoch milliseconds. */
  readonly lastAcceptedAt: number | null;
  /** True from a connect that succeeded until one fails. */
  readonly connected: boolean;
  /** Something changed: look again. A flag, not a promise, so that a wake while it works is not lost. */
  wake(): void;
  /** Drops the connection and probes at once. */
  probe(): void;
  /** Sends nothing for so long and drops the connection: the machine sleeps, or has just woken and its network is not there. */
  rest(forMs: number): void;
  /** Claims nothing more; resolves when what is in flight has ended. */
  stop(): Promise<void>;
  /** Closes the connection under what is in flight: its outcome is "no answer". */
  abort(): void;
}

/** Makes a lane; it sleeps until it is woken. */
export function createLane(options: LaneOptions): Lane {
  const { key, profile, gate, outbox, clock, random, log } = options;
  const circuit = createCircuit(random);
  const rate = createRate(profile.messagesPerSecond);
  const line = createLaneConnection(options, circuit);
  const writer = createAttemptWriter(options);
  const trouble = createLaneTrouble({ ...options, writer });
  let lastAcceptedAt: number | null = null;
  let working: Promise<void> | null = null;
  let woken = false;
  let stopping = false;
  let alarm: Cancel | null = null;
  let restsUntilMs = Number.NEGATIVE_INFINITY;

  const wake = () => {
    woken = true;
    if (working || stopping) return;
    working = work()
      .catch((error: unknown) => {
        log.error('lane.trouble', { destination: logId(key.destinationId), code: logCode(codeOf(error)) });
        sleepUntil(clock.monotonicMs() + troubleMs);
      })
      .finally(() => {
        working = null;
        if (woken && !stopping) wake();
      });
  };

  async function work(): Promise<void> {
    while (woken && !stopping) {
      woken = false;
      alarm?.();
      alarm = null;
      let carried: Claim | null = null;
      do {
        carried = await step(carried);
      } while (carried);
    }
  }

  /** One message, or the reason to wait. Returns a claim that was taken in the commit that ended the one before. */
  async function step(carried: Claim | null): Promise<Claim | null> {
    const sender = options.sender();
    if (!sender) return null;
    writer.settle();
    if (carried) return sendOne(carried, false);
    const now = clock.nowMs();
    const monotonicMs = clock.monotonicMs();
    if (restsUntilMs > monotonicMs) return sleepUntil(restsUntilMs);
    const passage = gate.passage(monotonicMs, now);
    if (passage.kind === 'wait') return sleepUntil(passage.atMs);
    const probing = passage.kind === 'probe' || circuit.open;
    if (circuit.probeAt !== null && circuit.probeAt > monotonicMs) return sleepUntil(circuit.probeAt);
    const waitMs = rate.waitMs(monotonicMs);
    if (waitMs > 0) return sleepUntil(monotonicMs + waitMs);

    const named = passage.kind === 'probe' ? passage.messageId : null;
    if (named !== null && !outbox.belongsTo(key, named)) return null;
    if (passage.kind === 'probe' && !gate.takeProbe(key)) return null;
    if (probing && named === null && profile.ping) return pinged(sender);
    const due = named === null ? outbox.nextDue(key, now) : null;
    if (due?.waitsForAdt && outbox.earlierAdtUnsent(due.id)) {
      const moved = outbox.postpone(sender, due.id, now + adtLookMs);
      return moved ? again() : sleepUntil(monotonicMs + troubleMs);
    }
    const messageId = named ?? due?.id ?? null;
    // With nothing due a connect alone can prove the line mended; a silent receiver is only proven by a message.
    if (messageId === null && circuit.cause !== 'connection' && !gate.connectionAtFault) {
      gate.leaveProbe(key);
      const dueAt = outbox.nextDueAt(key, now);
      return dueAt === null ? null : sleepUntil(monotonicMs + Math.max(1, dueAt - now));
    }
    if (!(await line.open(messageId, sender)) || messageId === null) return again();
    // A connect takes time: a person may have paused, another process taken over, or the end begun.
    const current = options.sender();
    if (stopping || !current) return null;
    const claim = trouble.claimed(current, messageId);
    if (!claim) {
      // Somebody retried, cancelled or claimed it meanwhile; a probe that is gone gives its place to the oldest due one.
      if (named !== null && gate.pause)
        gate.refused(key, gate.pause.problem ?? 'AUTH', clock.monotonicMs(), clock.nowMs());
      return sleepUntil(clock.monotonicMs() + troubleMs);
    }
    return sendOne(claim, probing);
  }

  /** The probe that the profile names, in place of a message: nothing is claimed before it was answered. */
  async function pinged(sender: SenderLease): Promise<null> {
    if (!(await line.open(null, sender)) || stopping || !line.current) return again();
    rate.take(clock.monotonicMs());
    const verdict = await sendPing(line.current, options);
    if (!verdict.keepConnection) line.close();
    const monotonicMs = clock.monotonicMs();
    gate.answered(key, verdict, null, { monotonicMs, now: clock.nowMs(), dueInMs: null });
    if (circuit.answered(verdict.class, verdict.problem, monotonicMs)) options.onLink();
    return again();
  }

  function again(): null {
    woken = true;
    return null;
  }

  /** Wakes at a monotonic time; null waits for a wake from outside. */
  function sleepUntil(atMs: number | null): null {
    if (atMs !== null) alarm = clock.after(Math.max(1, Math.ceil(atMs - clock.monotonicMs())), wake);
    return null;
  }

  async function sendOne(claim: Claim, probing: boolean): Promise<Claim | null> {
    const { messageId, controlId } = claim;
    options.onMessage(messageId, 'sending');
    rate.take(clock.monotonicMs());
    try {
      const using = line.current;
      if (!using) throw new Error('no connection');
      const reply = await using.send(claim.bytes, controlId);
      const now = clock.nowMs();
      const monotonicMs = clock.monotonicMs();
      const verdict = classifyReply(reply, {
        controlId,
        overrides: profile.outcomeOverrides,
        nowMs: now,
        earlierAdtUnsent: () => outbox.earlierAdtUnsent(messageId),
      });
      if (!verdict.keepConnection) line.close();
      const result = attemptResult(verdict, claim, {
        now,
        latencyMs: reply.latencyMs,
        transport: profile.transport,
        maxStrikes: profile.maxStrikes,
        probe: probing,
        carriesKeyStrikes: gate.carriesKeyStrikes(verdict, messageId),
        acknowledgedOtherSince: (since) =>
          gate.pingAcknowledgedSince(since) ||
          outbox.acknowledgedOtherSince(key.destinationId, messageId, since),
        random,
      });
      if (circuit.answered(verdict.class, verdict.problem, monotonicMs)) options.onLink();
      const dueInMs =
        result.nextState === 'pending' && result.strike && result.dueAt !== null ? result.dueAt - now : null;
      gate.answered(key, verdict, messageId, { monotonicMs, now, dueInMs });
      const next = mayGoOn(monotonicMs, now) ? key : undefined;
      const following = writer.write(claim, result, next);
      trouble.wentWell(messageId);
      if (verdict.class === 'delivered') lastAcceptedAt = now;
      log.info('message.attempt', {
        message: logId(messageId),
        outcome: logCode(verdict.class),
        code: logCode(verdict.key),
        latencyMs: Math.round(reply.latencyMs),
      });
      options.onMessage(messageId, result.nextState);
      if (!following) again();
      return following;
    } catch (error) {
      // What was sent and answered is only to be written down: sending it again for that would double it.
      if (writer.owing) throw error;
      line.close();
      trouble.brokenBy(claim, error);
      return again();
    }
  }

  /** True when the next message may be claimed in the same commit: nothing stands between this one and it. */
  function mayGoOn(monotonicMs: number, now: number): boolean {
    const free = !stopping && restsUntilMs <= monotonicMs && !circuit.open && line.current?.usable === true;
    return free && rate.waitMs(monotonicMs) === 0 && gate.passage(monotonicMs, now).kind === 'go';
  }

  return {
    circuit,
    get lastAcceptedAt() {
      return lastAcceptedAt;
    },
    get connected() {
      return line.connected;
    },
    wake,
    probe() {
      if (!working) line.close();
      circuit.probeNow(clock.monotonicMs());
      wake();
    },
    rest(forMs) {
      restsUntilMs = clock.monotonicMs() + forMs;
      if (!working) line.close();
    },
    async stop() {
      stopping = true;
      alarm?.();
      await working;
      line.close();
    },
    abort: () => line.close(),
  };
}
