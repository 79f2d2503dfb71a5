import type { AppParts } from '../app-parts.ts';
import type { ConnectionCheck } from '../contract/health.ts';
import type { ProblemCode } from '../contract/message.ts';
import { classifyFault, classifyReply } from '../delivery/classify.ts';
import type { Address, Connection, Reply, Transport } from '../delivery/ports.ts';
import { addressResolver, type ResolveAddress } from '../destinations/address.ts';
import type { Clock } from '../host/ports.ts';

/** So many are kept; a restart begins a new list, the outages of before are in the database. */
const kept = 20;

/** What each check of a line found: a connect, an answer that speaks of the line and not of the message, a test. */
export interface ConnectionLog {
  /** The last ones, newest first. */
  list(): readonly ConnectionCheck[];
  note(check: ConnectionCheck): void;
  /** The same transport, which notes what it finds. `destinationOf` names whose address it is. */
  watch(transport: Transport, destinationOf: (address: Address) => string | null): Transport;
}

/** Makes an empty log. */
export function createConnectionLog(clock: Clock): ConnectionLog {
  let checks: readonly ConnectionCheck[] = [];
  const note = (check: ConnectionCheck) => {
    checks = [check, ...checks].slice(0, kept);
  };
  return {
    list: () => checks,
    note,
    watch: (transport, destinationOf) => ({
      async open(address, timeouts) {
        const startedMs = clock.monotonicMs();
        const result = await transport.open(address, timeouts);
        const destination = destinationOf(address);
        const told = (kind: ConnectionCheck['kind'], problem: ProblemCode | null, durationMs: number) =>
          note({ at: clock.nowMs(), destination, kind, ok: problem === null, problem, durationMs });
        const tookMs = clock.monotonicMs() - startedMs;
        if (!result.ok) {
          told('connect', classifyFault(result.fault, {}).problem ?? 'NET_UNREACHABLE', tookMs);
          return result;
        }
        told('connect', null, tookMs);
        return { ok: true, connection: watched(result.connection, clock, told) };
      },
    }),
  };
}

/** A connection that also tells of answers which speak of the line: silence, a web page, a key that is not accepted. */
function watched(
  connection: Connection,
  clock: Clock,
  told: (kind: 'answer', problem: ProblemCode, durationMs: number) => void,
): Connection {
  return {
    get usable() {
      return connection.usable;
    },
    close: () => connection.close(),
    onClosed: (listener) => connection.onClosed(listener),
    async send(message, controlId) {
      const reply = await connection.send(message, controlId);
      const problem = ofTheLine(reply, controlId, clock.nowMs());
      if (problem !== null) told('answer', problem, reply.latencyMs);
      return reply;
    },
  };
}

/** Answers are judged where they are recorded; here only those that cannot be of the message are looked at again. */
function ofTheLine(reply: Reply, controlId: string, nowMs: number): ProblemCode | null {
  const hl7 =
    reply.kind === 'hl7' || (reply.kind === 'http' && reply.status < 300 && !/html/i.test(reply.contentType));
  if (hl7) return null;
  const context = { controlId, overrides: {}, nowMs, earlierAdtUnsent: () => false };
  const { class: outcome, problem } = classifyReply(reply, context);
  return outcome === 'rejected' ? null : problem;
}

/** The parts with their transport and connection test watched, and a resolver that remembers whose address is whose. */
export function watchLines(
  parts: AppParts,
  log: ConnectionLog,
): { readonly parts: AppParts; readonly resolveAddress: ResolveAddress } {
  const owners = new WeakMap<Address, string>();
  const resolve = addressResolver(parts);
  const nameOf = (address: Address) => {
    const id = owners.get(address);
    return (id === undefined ? null : parts.destinations.get(id)?.name) ?? null;
  };
  return {
    resolveAddress(profile, name, destinationId) {
      const address = resolve(profile, name, destinationId);
      if (address) owners.set(address, destinationId);
      return address;
    },
    parts: {
      ...parts,
      transport: log.watch(parts.transport, nameOf),
      async testConnection(address, timeouts, ping) {
        const steps = await parts.testConnection(address, timeouts, ping);
        log.note({
          at: parts.clock.nowMs(),
          destination: nameOf(address),
          kind: 'test',
          ok: steps.every(({ ok }) => ok),
          problem: steps.find(({ problem }) => problem !== null)?.problem ?? null,
          durationMs: steps.reduce((sum, { durationMs }) => sum + durationMs, 0),
        });
        return steps;
      },
    },
  };
}
