import { connect, isIP, type Socket } from 'node:net';
import { createSecureContext, type SecureContext, TLSSocket, connect as tlsConnect } from 'node:tls';
import type { ConnectFault, TlsOptions } from '../delivery/ports.ts';
import type { Clock } from '../host/ports.ts';
import { codeOf, faultOfCode } from './connect-fault.ts';
import { trustedRoots } from './trusted-roots.ts';

/** Where a socket goes; `tls: null` is plain TCP. */
export interface Target {
  readonly host: string;
  readonly port: number;
  readonly tls: TlsOptions | null;
}

export type SocketResult =
  | { readonly ok: true; readonly socket: Socket }
  | { readonly ok: false; readonly fault: ConnectFault };

/** A firewall or VPN that forgot the connection is found by the system's own probes (FM-01). */
const keepAliveMs = 30_000;

/**
 * How long a TLS 1.3 server may take to refuse the client's certificate: it does so after the handshake has ended for us,
 * and a message written meanwhile would count as "may have arrived".
 */
const settleMs = 250;

/**
 * Opens a TCP or TLS connection within `connectMs` (both handshakes together). TLS is 1.2 or newer, with chain and name
 * checked; nothing but the handshake is on the wire when this answers. Never throws.
 */
export function openSocket(target: Target, connectMs: number, clock: Clock): Promise<SocketResult> {
  return new Promise((resolve) => {
    let socket: Socket;
    try {
      socket = target.tls ? startTls(target, target.tls) : connect(target.port, target.host);
    } catch (error) {
      // A certificate or key that is not PEM throws before anything is dialled.
      resolve({ ok: false, fault: { kind: 'tlsOther', code: codeOf(error) } });
      return;
    }
    let tcpOpen = false;
    let settled = false;
    let cancelSettle = () => {};
    const finish = (fault: ConnectFault | null) => {
      if (settled) return;
      settled = true;
      cancelDeadline();
      cancelSettle();
      if (fault) socket.destroy();
      resolve(fault ? { ok: false, fault } : { ok: true, socket });
    };
    const cancelDeadline = clock.after(connectMs, () =>
      finish({ kind: 'timeout', code: tcpOpen ? 'TLS_HANDSHAKE_TIMEOUT' : 'ETIMEDOUT' }),
    );
    // This listener stays: a socket error that nobody hears would end the process (FM-11).
    socket.on('error', (error) => finish(faultOfCode(codeOf(error))));
    socket.on('close', () => finish({ kind: 'reset', code: 'ECONNRESET' }));
    socket.once('connect', () => {
      tcpOpen = true;
      socket.setNoDelay(true);
      socket.setKeepAlive(true, keepAliveMs);
      if (!target.tls) finish(null);
    });
    socket.once('secureConnect', () => {
      if (!(socket instanceof TLSSocket) || socket.getProtocol() !== 'TLSv1.3') return finish(null);
      // Not inside the event: OpenSSL is still reading then, and a write would leave the connection stuck.
      socket.once('session', () => setImmediate(() => finish(null)));
      cancelSettle = clock.after(settleMs, () => finish(null));
    });
  });
}

function startTls(target: Target, options: TlsOptions): TLSSocket {
  return tlsConnect({
    host: target.host,
    port: target.port,
    // An IP address has no server name to ask for; the certificate must then carry the address itself.
    ...(isIP(target.host) ? {} : { servername: target.host }),
    rejectUnauthorized: true,
    secureContext: secureContextOf(options),
  });
}

/** TLS 1.2 or newer, the machine's roots plus the profile's own, and the client certificate where one is given. */
export function secureContextOf(options: TlsOptions): SecureContext {
  return createSecureContext({
    minVersion: 'TLSv1.2',
    ca: [...trustedRoots(), ...(options.caPem ? [options.caPem] : [])],
    ...(options.clientCertificatePem ? { cert: options.clientCertificatePem } : {}),
    ...(options.clientKeyPem ? { key: options.clientKeyPem } : {}),
  });
}
