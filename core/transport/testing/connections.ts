import type { Address, Connection, OpenResult, Reply, Timeouts } from '../../delivery/ports.ts';
import type { Clock } from '../../host/ports.ts';
import { createNodeTransport } from '../node-transport.ts';
import { systemClock } from '../system-clock.ts';

/** Long enough never to matter on a busy machine; tests of a timeout advance a manual clock instead. */
export const patient: Timeouts = { connectMs: 15_000, ackMs: 15_000, idleCloseMs: 600_000 };

/** An MLLP address on loopback without TLS. */
export function mllpAt(port: number): Extract<Address, { kind: 'mllp' }> {
  return { kind: 'mllp', host: '127.0.0.1', port, tls: null };
}

/** An HTTP address on loopback. */
export function httpAt(port: number, headers: Readonly<Record<string, string>> = {}): Address {
  return {
    kind: 'https',
    url: `http://127.0.0.1:${port}/hl7`,
    contentType: 'application/hl7-v2+er7; charset=utf-8',
    headers,
    tls: null,
  };
}

/** Opens through the real transport; throws when that fails, because the test is then about something else. */
export async function openOrThrow(address: Address, clock: Clock = systemClock): Promise<Connection> {
  const opened: OpenResult = await createNodeTransport(clock).open(address, patient);
  if (!opened.ok) throw new Error(`not opened: ${opened.fault.kind} ${opened.fault.code}`);
  return opened.connection;
}

/** The text of a reply, or its code when there was none. */
export function replyText(reply: Reply): string {
  return reply.kind === 'none' || reply.kind === 'file'
    ? (reply.code ?? '')
    : new TextDecoder().decode(reply.body);
}
