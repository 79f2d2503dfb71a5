import type { Address, OpenResult, Timeouts, TlsOptions, Transport } from '../delivery/ports.ts';
import type { Clock } from '../host/ports.ts';
import { isLoopback } from '../malaffi/profile.ts';
import { openSocket, type Target } from './connect.ts';
import { openFolder } from './folder-connection.ts';
import { createHttpConnection } from './http-client.ts';
import { createMllpConnection } from './mllp-client.ts';

const defaultTls: TlsOptions = { caPem: null, clientCertificatePem: null, clientKeyPem: null };

/** The product's own way out: Node's sockets in both hosts, because Electron's `net.fetch` may repeat a POST. */
export function createNodeTransport(clock: Clock): Transport {
  const open = async (address: Address, timeouts: Timeouts): Promise<OpenResult> => {
    if (address.kind === 'folder') return openFolder(address.folder, timeouts, clock);
    const target = targetOf(address);
    if (!target) return { ok: false, fault: { kind: 'tlsOther', code: 'PLAIN_HTTP_REFUSED' } };
    const opened = await openSocket(target, timeouts.connectMs, clock);
    if (!opened.ok) return opened;
    const connection =
      address.kind === 'mllp'
        ? createMllpConnection(opened.socket, timeouts, clock, address)
        : createHttpConnection(opened.socket, address, timeouts, clock);
    return { ok: true, connection };
  };
  return { open };
}

/** The socket behind an address; null for plain HTTP to another machine, which never leaves. */
export function targetOf(address: Exclude<Address, { kind: 'folder' }>): Target | null {
  if (address.kind === 'mllp') return address;
  const url = new URL(address.url);
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  if (url.protocol === 'https:') {
    return { host, port: Number(url.port || 443), tls: address.tls ?? defaultTls };
  }
  if (url.protocol !== 'http:' || !isLoopback(host)) return null;
  return { host, port: Number(url.port || 80), tls: null };
}
