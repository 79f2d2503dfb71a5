import { connect, isIP, type Socket } from 'node:net';
import { createSecureContext, type SecureContext, TLSSocket, connect as tlsConnect } from 'node:tls';
import type { ClientCertificate, ConnectFault, TlsOptions } from '../delivery/ports.ts';
import type { Clock } from '../host/ports.ts';
import { codeOf, faultOfCode } from './connect-fault.ts';
import { trustedRoots } from './trusted-roots.ts';

/** Where a socket goes; `tls: null` is plain TCP. */
export interface Target {
  readonly host: string;
  readonly port: number;
  readonly tls: TlsOptions | null;
  /** The https address that a proxy is looked up for; left out where none may stand in between. */
  readonly url?: string;
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
 * checked; nothing but the handshake is on the wire when this answers. `over` is a tunnel that is open already: TLS begins on
 * it. Never throws.
 */
export function openSocket(
  target: Target,
  connectMs: number,
  clock: Clock,
  over?: Socket,
): Promise<SocketResult> {
  return new Promise((resolve) => {
    let socket: Socket;
    try {
      socket = target.tls ? startTls(target, target.tls, over) : connect(target.port, target.host);
    } catch (error) {
      over?.destroy();
      // A certificate or key that is not PEM throws before anything is dialled.
      resolve({ ok: false, fault: { kind: 'tlsOther', code: codeOf(error) } });
      return;
    }
    let tcpOpen = over !== undefined;
    let settled = false;
    let cancelSettle = () => {};
    const finish = (fault: ConnectFault | null) => {
      if (settled) return;
      settled = true;
      cancelDeadline();
      cancelSettle();
      if (fault) {
        socket.destroy();
        over?.destroy();
      }
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

function startTls(target: Target, options: TlsOptions, over: Socket | undefined): TLSSocket {
  return tlsConnect({
    ...(over ? { socket: over } : { port: target.port }),
    // Also the name that the certificate must carry, where an IP address asks for no server name.
    host: target.host,
    // An IP address has no server name to ask for; the certificate must then carry the address itself.
    ...(isIP(target.host) ? {} : { servername: target.host }),
    rejectUnauthorized: true,
    secureContext: secureContextOf(options),
  });
}

/** TLS 1.2 or newer, the machine's roots plus those of profile and company, and the client certificate where one is given. */
export function secureContextOf({ caPem, clientCertificate }: TlsOptions): SecureContext {
  return createSecureContext({
    minVersion: 'TLSv1.2',
    ca: [...trustedRoots(), ...(caPem ? [caPem] : [])],
    ...(clientCertificate ? identityOf(clientCertificate) : {}),
  });
}

/** A client certificate as TLS takes it. */
export function identityOf(certificate: ClientCertificate) {
  return certificate.kind === 'pem'
    ? { cert: certificate.certificatePem, key: certificate.keyPem }
    : { pfx: Buffer.from(certificate.base64, 'base64'), passphrase: certificate.passphrase };
}
