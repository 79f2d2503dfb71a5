import type { ProblemCode } from '../contract/message.ts';
import { logCode, logId } from '../host/ports.ts';
import type { Circuit } from './circuit.ts';
import { classifyFault } from './classify.ts';
import type { LaneOptions } from './lane.ts';
import type { ConnectFault, Connection, SenderLease } from './ports.ts';

/** The connection of a lane: opened when it is needed, used while it is good, and what a failed connect means. */
export interface LaneConnection {
  readonly current: Connection | null;
  /** True from a connect that succeeded until one fails. */
  readonly connected: boolean;
  /** Opens unless it is open. A failure is told to circuit or gate, and once to the message that was next. */
  open(nextMessageId: number | null, sender: SenderLease): Promise<boolean>;
  close(): void;
}

/** Makes the connection of one lane; nothing is opened yet. */
export function createLaneConnection(options: LaneOptions, circuit: Circuit): LaneConnection {
  const { key, profile, gate, outbox, transport, clock, log } = options;
  let current: Connection | null = null;
  let connected = false;

  function opened(connection: Connection): void {
    current = connection;
    connection.onClosed(() => {
      if (current === connection) current = null;
    });
    gate.connected(clock.nowMs());
    const mended = circuit.connected(clock.monotonicMs());
    if (connected && !mended) return;
    connected = true;
    options.onLink();
  }

  function failed(
    fault: ConnectFault,
    startedMs: number,
    nextMessageId: number | null,
    sender: SenderLease,
  ): void {
    const monotonicMs = clock.monotonicMs();
    const now = clock.nowMs();
    const { class: outcome, problem } = classifyFault(fault, profile.outcomeOverrides);
    const why: ProblemCode = problem ?? 'NET_UNREACHABLE';
    const wasPaused = gate.pause !== null;
    connected = false;
    const first = outcome === 'configuration' ? !wasPaused : circuit.connectFailed(why, monotonicMs);
    if (outcome === 'configuration') gate.refused(key, why, monotonicMs, now);
    // Once, on the timeline of the message that was next: the probes that follow belong to the destination.
    if (first && nextMessageId !== null) {
      const told = {
        outcome,
        problem: why,
        code: fault.code,
        latencyMs: monotonicMs - startedMs,
        transport: profile.transport,
      };
      outbox.recordUnreachable(sender, nextMessageId, told, now);
      options.onMessage(nextMessageId, 'pending');
    }
    log.warn('destination.unreachable', { destination: logId(key.destinationId), code: logCode(fault.code) });
    options.onLink();
  }

  return {
    get current() {
      return current;
    },
    get connected() {
      return connected;
    },
    async open(nextMessageId, sender) {
      if (current?.usable) return true;
      current = null;
      const startedMs = clock.monotonicMs();
      const result = await transport.open(options.address, options.timeouts);
      if (result.ok) opened(result.connection);
      else failed(result.fault, startedMs, nextMessageId, sender);
      return result.ok;
    },
    close() {
      current?.close();
      current = null;
    },
  };
}
