import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import type { Clock } from '../../host/ports.ts';
import { systemClock } from '../system-clock.ts';

/** What the network does to a connection; `up` is from us to the receiver, `down` is its answer. */
export interface NetworkFaults {
  /** Each packet waits this long, both ways. */
  readonly latencyMs?: number;
  /** Bytes pass in slices of this size. */
  readonly sliceBytes?: number;
  /** Resets both sides once this many bytes went up; exactly these reach the receiver. */
  readonly resetAfterUp?: number;
  /** The same for the answer. */
  readonly resetAfterDown?: number;
  /** Takes our bytes and passes none on. */
  readonly swallowUp?: boolean;
  /** Takes the answer and passes none on. */
  readonly swallowDown?: boolean;
  /** After this many bytes up nothing passes any more and nobody is told: a firewall forgot the connection. */
  readonly halfOpenAfterUp?: number;
}

/** A TCP proxy on loopback that spoils what passes. Counts run for each connection. */
export interface FaultProxy {
  readonly port: number;
  readonly connections: number;
  /** Resolves once the proxy has this many bytes from us, over all connections, whatever became of them. */
  untilTaken(bytes: number): Promise<void>;
  /** In force at once, also for connections that are open. */
  setFaults(faults: NetworkFaults): void;
  stop(): Promise<void>;
}

/** Starts a proxy before a receiver on this machine. */
export async function startFaultProxy(
  targetPort: number,
  initial: NetworkFaults = {},
  clock: Clock = systemClock,
): Promise<FaultProxy> {
  let faults = initial;
  let connections = 0;
  let taken = 0;
  const waiting = new Set<() => void>();
  const sockets = new Set<Socket>();

  const server = createServer((near) => {
    connections += 1;
    const far = connect(targetPort, '127.0.0.1');
    const count = { up: 0, down: 0 };
    const reset = () => {
      near.resetAndDestroy();
      // What was passed on arrives before the hang-up: a reset here could overtake it.
      far.destroySoon();
    };
    const isForgotten = () => faults.halfOpenAfterUp !== undefined && count.up >= faults.halfOpenAfterUp;

    const pass = (bytes: Buffer, to: Socket, way: 'up' | 'down') => {
      const swallow = way === 'up' ? faults.swallowUp : faults.swallowDown;
      if (swallow || isForgotten()) return;
      const resetAfter = way === 'up' ? faults.resetAfterUp : faults.resetAfterDown;
      const limit = way === 'up' ? (faults.halfOpenAfterUp ?? resetAfter) : resetAfter;
      const some = limit === undefined ? bytes : bytes.subarray(0, Math.max(0, limit - count[way]));
      count[way] += some.length;
      const size = faults.sliceBytes ?? (some.length || 1);
      for (let from = 0; from < some.length; from += size) to.write(some.subarray(from, from + size));
      if (resetAfter !== undefined && count[way] >= resetAfter) {
        if (way === 'down') return near.destroySoon();
        reset();
      }
    };
    const soon = (run: () => void) => {
      if (faults.latencyMs) clock.after(faults.latencyMs, run);
      else run();
    };
    for (const [from, to, way] of [
      [near, far, 'up'],
      [far, near, 'down'],
    ] as const) {
      sockets.add(from);
      from.setNoDelay(true);
      from.on('error', () => {});
      from.on('data', (bytes: Buffer) => {
        soon(() => pass(bytes, to, way));
        if (way === 'down') return;
        taken += bytes.length;
        for (const check of waiting) check();
      });
      from.on('close', () => {
        sockets.delete(from);
        if (!isForgotten()) soon(() => to.destroySoon());
      });
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('not listening on a port');

  return {
    port: address.port,
    get connections() {
      return connections;
    },
    untilTaken: (bytes) =>
      new Promise((resolve) => {
        const check = () => {
          if (taken < bytes) return;
          waiting.delete(check);
          resolve();
        };
        waiting.add(check);
        check();
      }),
    setFaults(next) {
      faults = next;
    },
    async stop() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
