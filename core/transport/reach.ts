import type { ConnectFault } from '../delivery/ports.ts';
import type { Clock } from '../host/ports.ts';
import { openSocket, type SocketResult, type Target } from './connect.ts';
import { type Hop, noProxy, type ProxyLookup } from './proxy-lookup.ts';
import { openTunnel } from './proxy-tunnel.ts';

/** What this PC adds to every connection: who is trusted besides the public roots, and which proxy stands in between. */
export interface Surroundings {
  /** Certificates of the company's own CA, as PEM; asked for with each connection. */
  companyCaPem(): string | null;
  readonly proxyFor: ProxyLookup;
}

/** No company CA and no proxy: tests and tools. */
export const noSurroundings: Surroundings = { companyCaPem: () => null, proxyFor: noProxy };

/**
 * Opens the way to a target, through a proxy where the target may have one (`url` is set) and the surroundings name one. When a
 * way out cannot be reached the next one is tried; what a receiver or its certificate says is final.
 */
export async function reach(
  target: Target,
  connectMs: number,
  clock: Clock,
  surroundings: Surroundings,
): Promise<SocketResult> {
  const found = await hopsTo(target, connectMs, surroundings);
  if (!found.ok) return found;
  let last: SocketResult = { ok: false, fault: { kind: 'proxy', code: 'PROXY_LOOKUP_FAILED' } };
  for (const hop of found.hops) {
    last = await openVia(hop, target, connectMs, clock);
    if (last.ok || !isOfTheWay(last.fault)) return last;
  }
  return last;
}

/** The ways out that a target may take, in order; without a URL it is reached directly. */
export async function hopsTo(
  target: Target,
  connectMs: number,
  { proxyFor }: Surroundings,
): Promise<
  { readonly ok: true; readonly hops: readonly Hop[] } | { readonly ok: false; readonly fault: ConnectFault }
> {
  if (target.url === undefined) return { ok: true, hops: [{ kind: 'direct' }] };
  const found = await proxyFor(target.url, connectMs);
  return found.ok ? found : { ok: false, fault: { kind: 'proxy', code: found.code } };
}

/** Opens a target by one way out; through a proxy only the tunnel differs, TLS goes on to the receiver itself. */
export async function openVia(
  hop: Hop,
  target: Target,
  connectMs: number,
  clock: Clock,
): Promise<SocketResult> {
  if (hop.kind === 'direct') return openSocket(target, connectMs, clock);
  const startedMs = clock.monotonicMs();
  const tunnel = await openTunnel(hop, target, connectMs, clock);
  if (!tunnel.ok || !target.tls) return tunnel;
  const leftMs = Math.max(1, connectMs - (clock.monotonicMs() - startedMs));
  return openSocket(target, leftMs, clock, tunnel.socket);
}

const ofTheWay: ReadonlySet<ConnectFault['kind']> = new Set([
  'proxy',
  'dns',
  'refused',
  'noRoute',
  'timeout',
]);

function isOfTheWay({ kind }: ConnectFault): boolean {
  return ofTheWay.has(kind);
}
