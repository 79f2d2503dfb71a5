import { type Health, type Link, silentMs } from '../contract/health.ts';
import type { MessageState } from '../contract/message.ts';
import { codeOf } from '../host/error-code.ts';
import type { Cancel, PowerAndNetwork } from '../host/ports.ts';
import { logCode } from '../host/ports.ts';
import { longestBackoffMs } from './backoff.ts';
import {
  createDestinationLine,
  type DestinationLine,
  fingerprintOf,
  type LineOptions,
} from './destination-line.ts';
import { createSenderRight } from './sender-right.ts';

const tickMs = 30_000;
const stopWithinMs = 10_000;
/** A wall clock that moved this much more or less than the monotonic one has jumped. */
const jumpMs = 5000;
/** After sleep the network takes a while: probe once after 8 to 15 s, then drain. */
const resumeMs = { least: 8000, spread: 7000 };
/** Nothing is begun that the sleep would cut; a machine that then does not sleep goes on by itself. */
const suspendMs = 60_000;

export type WakeCause = 'enqueue' | 'retry' | 'configuration';

export type DrainerChange =
  | { readonly kind: 'message'; readonly messageId: number; readonly state: MessageState }
  | { readonly kind: 'link'; readonly destinationId: string | null }
  | { readonly kind: 'status' };

export interface DrainerOptions
  extends Pick<
    LineOptions,
    'outbox' | 'transport' | 'clock' | 'random' | 'log' | 'resolveAddress' | 'newControlId'
  > {
  readonly machine: PowerAndNetwork;
}

/** Delivers what is in the outbox, whenever the network is there, for as long as this process is the sender. */
export interface Drainer {
  start(): void;
  /** Claims nothing more and gives what is in flight up to 10 s; then its lease tells the next start that it may have left. */
  stop(): Promise<void>;
  /** Ends within this call, for a machine that goes down: connections are cut, what is in flight is told by its lease. */
  stopAtOnce(): void;
  wake(cause: WakeCause, destinationId?: string): void;
  /** Tries a destination at once, also one that is paused for a problem or whose circuit is open. */
  probe(destinationId: string): void;
  links(): readonly Link[];
  status(): Health['drainer'];
  onChange(listener: (change: DrainerChange) => void): Cancel;
}

/** Makes the drainer; nothing happens before `start`. */
export function createDrainer(options: DrainerOptions): Drainer {
  const { outbox, clock, random, log, machine } = options;
  const listeners = new Set<(change: DrainerChange) => void>();
  const cancels: Cancel[] = [];
  let lines: readonly DestinationLine[] = [];
  let running = false;
  let lastCycleAt: number | null = null;
  /** Of the same moment: the wall clock may be set while nothing is wrong. */
  let lastCycleMs = 0;
  let nextCycleAt: number | null = null;
  let clocks = { wall: 0, monotonic: 0 };
  let nextTick: Cancel = () => {};
  let wakeUp: Cancel = () => {};

  const tell = (change: DrainerChange) => {
    for (const listener of listeners) {
      try {
        listener(change);
      } catch (error) {
        // Whoever only watches must not cost a message that has been claimed.
        log.error('drainer.listenerFailed', { code: logCode(codeOf(error)) });
      }
    }
  };
  const right = createSenderRight(
    options,
    (lease) => {
      const found = outbox.recoverInterrupted(lease, clock.nowMs());
      log.info('sender.gained', { requeued: found.requeued, poisoned: found.poisoned });
      reload();
      tell({ kind: 'status' });
      wakeAll();
    },
    () => tell({ kind: 'status' }),
  );
  const lineOptions: LineOptions = {
    ...options,
    sender: () => right.lease,
    onMessage: (messageId, state) => {
      stirred();
      tell({ kind: 'message', messageId, state });
    },
    onLink: () => tell({ kind: 'link', destinationId: null }),
  };

  function stirred(): void {
    lastCycleAt = clock.nowMs();
    lastCycleMs = clock.monotonicMs();
  }

  /**
   * Takes destinations as they are now: a changed one gets a new line, the others keep their circuit and connection. Returns the
   * lines in whose place new ones came.
   */
  function reload(): readonly DestinationLine[] {
    const rows = outbox.destinations();
    const before = lines;
    lines = rows.map((row) => {
      const same = before.find(
        (line) => line.row.id === row.id && line.fingerprint === fingerprintOf(row, options),
      );
      same?.reload(row);
      return same ?? createDestinationLine(row, lineOptions);
    });
    const replaced = before.filter((line) => !lines.includes(line));
    for (const line of replaced) void line.stop();
    tell({ kind: 'link', destinationId: null });
    return replaced;
  }

  function wakeAll(): void {
    if (!running || !right.lease) return;
    stirred();
    for (const line of lines) line.wake();
  }

  function probeAll(): void {
    for (const line of lines) line.probe();
  }

  function tickLater(): void {
    nextCycleAt = clock.nowMs() + tickMs;
    nextTick = clock.after(tickMs, tick);
  }

  /** The safety net: whatever wake was lost, and whatever the clocks did, is seen within 30 s. */
  function tick(): void {
    tickLater();
    try {
      const now = { wall: clock.nowMs(), monotonic: clock.monotonicMs() };
      if (Math.abs(now.wall - clocks.wall - (now.monotonic - clocks.monotonic)) > jumpMs)
        clockJumped(now.wall);
      clocks = now;
      if (!right.lease) return;
      for (const line of lines) line.expire(now.wall);
      wakeAll();
      tell({ kind: 'status' });
    } catch {
      log.error('drainer.tickFailed');
    }
  }

  function clockJumped(wall: number): void {
    const clamped = outbox.clampDue(wall + longestBackoffMs);
    for (const line of lines) line.clockJumped();
    log.warn('clock.jumped', { clamped });
  }

  return {
    start() {
      if (running) return;
      running = true;
      clocks = { wall: clock.nowMs(), monotonic: clock.monotonicMs() };
      outbox.clampDue(clocks.wall + longestBackoffMs);
      reload();
      right.start();
      tickLater();
      cancels.push(
        machine.onNetworkChange(() => {
          for (const line of lines) line.networkChanged();
          wakeAll();
        }),
        machine.onSuspend(() => {
          for (const line of lines) line.rest(suspendMs);
        }),
        machine.onResume(() => {
          const restMs = resumeMs.least + random() * resumeMs.spread;
          for (const line of lines) line.rest(restMs);
          wakeUp();
          wakeUp = clock.after(restMs, () => {
            for (const line of lines) line.networkChanged();
          });
        }),
      );
      tell({ kind: 'status' });
    },
    async stop() {
      if (!running) return;
      running = false;
      for (const cancel of [...cancels.splice(0), nextTick, wakeUp]) cancel();
      const stopped = Promise.all(lines.map((line) => line.stop())).then(() => true);
      const inTime = await Promise.race([stopped, after(stopWithinMs)]);
      if (!inTime) {
        for (const line of lines) line.abort();
        await stopped;
      }
      // A lane that was stopped stays so: a start makes new ones.
      lines = [];
      nextCycleAt = null;
      right.release();
      tell({ kind: 'status' });
    },
    stopAtOnce() {
      running = false;
      for (const cancel of [...cancels.splice(0), nextTick, wakeUp]) cancel();
      for (const line of lines) line.abort();
      lines = [];
      nextCycleAt = null;
      right.release();
    },
    wake(cause, destinationId) {
      if (!running) return;
      if (cause === 'configuration') {
        // Also what another process changed: a new key may be what a paused line waits for.
        const changed = new Set([destinationId, ...reload().map(({ row }) => row.id)]);
        for (const line of lines) if (changed.has(line.row.id)) line.probe();
      }
      // A person who presses Retry wants to know now, also while the line was found down a minute ago.
      if (cause === 'retry') probeAll();
      wakeAll();
    },
    probe(destinationId) {
      reload();
      for (const line of lines) if (line.row.id === destinationId) line.probe();
    },
    links: () =>
      (lines.length > 0
        ? lines
        : outbox.destinations().map((row) => createDestinationLine(row, lineOptions))
      ).map((line) => line.link()),
    status: () => ({
      state: !running ? 'stopped' : right.lease ? 'running' : 'standby',
      lastCycleAt,
      silent:
        running &&
        right.lease !== null &&
        lastCycleAt !== null &&
        clock.monotonicMs() - lastCycleMs > silentMs,
      nextCycleAt: running && right.lease ? nextCycleAt : null,
      by: running && !right.lease ? outbox.senderUser() : null,
    }),
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };

  function after(delayMs: number): Promise<false> {
    return new Promise((resolve) => {
      clock.after(delayMs, () => resolve(false));
    });
  }
}
