import type { Address, OpenResult, Timeouts, TlsOptions, Transport } from '../delivery/ports.ts';
import type { Clock } from '../host/ports.ts';
import { isLoopback } from '../malaffi/profile.ts';
import type { Target } from './connect.ts';
import { openFolder } from './folder-connection.ts';
import { createHttpConnection } from './http-client.ts';
import { createMllpConnection } from './mllp-client.ts';
import { noSurroundings, reach, type Surroundings } from './reach.ts';

const defaultTls: TlsOptions = { caPem: null, clientCertificate: null };

/** The product's own way out: Node's sockets in both hosts, because Electron's `net.fetch` may repeat a POST. */
export function createNodeTransport(clock: Clock, surroundings: Surroundings = noSurroundings): Transport {
  const open = async (address: Address, timeouts: Timeouts): Promise<OpenResult> => {
    if (address.kind === 'folder') return openFolder(address.folder, timeouts, clock);
    const target = targetOf(address, surroundings);
    if (!target) return { ok: false, fault: { kind: 'tlsOther', code: plainRefused(address) } };
    const opened = await reach(target, timeouts.connectMs, clock, surroundings);
    if (!opened.ok) return opened;
    const connection =
      address.kind === 'mllp'
        ? createMllpConnection(opened.socket, timeouts, clock, address)
        : createHttpConnection(opened.socket, address, timeouts, clock);
    return { ok: true, connection };
  };
  return { open };
}

/** The code of an address that {@link targetOf} refuses. */
export function plainRefused({ kind }: Address): string {
  return kind === 'mllp' ? 'PLAIN_MLLP_REFUSED' : 'PLAIN_HTTP_REFUSED';
}

/**
 * The socket behind an address; null for one that would leave this machine in the clear: plain HTTP never does, plain MLLP only
 * where a person allowed it. The last look, after the profile's own rules.
 */
export function targetOf(
  address: Exclude<Address, { kind: 'folder' }>,
  { companyCaPem }: Pick<Surroundings, 'companyCaPem'> = noSurroundings,
): Target | null {
  const trusting = (tls: TlsOptions): TlsOptions => {
    const ca = [tls.caPem, companyCaPem()].filter((pem) => pem !== null);
    return { ...tls, caPem: ca.length > 0 ? ca.join('\n') : null };
  };
  if (address.kind === 'mllp') {
    const { host, port, tls } = address;
    if (tls) return { host, port, tls: trusting(tls) };
    return isLoopback(host) || address.plainAllowed ? { host, port, tls: null } : null;
  }
  const url = new URL(address.url);
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  if (url.protocol === 'https:') {
    const tls = trusting(address.tls ?? defaultTls);
    return { host, port: Number(url.port || 443), tls, url: url.origin };
  }
  if (url.protocol !== 'http:' || !isLoopback(host)) return null;
  return { host, port: Number(url.port || 80), tls: null };
}
