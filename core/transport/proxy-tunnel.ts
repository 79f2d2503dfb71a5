import { isIPv6 } from 'node:net';
import type { Clock } from '../host/ports.ts';
import { openSocket, type SocketResult, type Target } from './connect.ts';
import { codeOf } from './connect-fault.ts';
import type { Hop } from './proxy-lookup.ts';

type Proxy = Extract<Hop, { kind: 'proxy' }>;

/** A proxy's answer to CONNECT is a few lines; more is no answer. */
const maxAnswerBytes = 16 * 1024;

const headEnd = '\r\n\r\n';

/**
 * Asks a proxy for a tunnel (RFC 9110, 9.3.6) and answers its socket, over which TLS to the receiver begins. The proxy is told
 * host and port and nothing else: no header of the receiver's, no key, no credentials of this PC. Every failure is one of the
 * connection: nothing of a message has left. Never throws.
 */
export async function openTunnel(
  proxy: Proxy,
  { host, port }: Pick<Target, 'host' | 'port'>,
  connectMs: number,
  clock: Clock,
): Promise<SocketResult> {
  const startedMs = clock.monotonicMs();
  const opened = await openSocket({ host: proxy.host, port: proxy.port, tls: null }, connectMs, clock);
  if (!opened.ok) return { ok: false, fault: { kind: 'proxy', code: opened.fault.code } };
  const { socket } = opened;
  const leftMs = Math.max(1, connectMs - (clock.monotonicMs() - startedMs));
  return new Promise((resolve) => {
    let answer = Buffer.alloc(0);
    const finish = (result: SocketResult) => {
      cancel();
      socket.off('data', onData);
      socket.off('error', onError);
      socket.off('close', onClose);
      // A fault between here and the handshake is heard by nobody, and must not end the process.
      socket.on('error', () => {});
      if (result.ok) socket.pause();
      else socket.destroy();
      resolve(result);
    };
    const fail = (code: string) => finish({ ok: false, fault: { kind: 'proxy', code } });
    const onData = (bytes: Buffer) => {
      answer = Buffer.concat([answer, bytes]);
      const end = answer.indexOf(headEnd);
      if (end === -1) return answer.length > maxAnswerBytes ? fail('PROXY_GARBAGE') : undefined;
      const status = statusOf(answer.toString('latin1'));
      if (status === 407) return finish({ ok: false, fault: { kind: 'proxySignIn', code: 'PROXY_407' } });
      if (status === null) return fail('PROXY_GARBAGE');
      if (status < 200 || status > 299) return fail(`PROXY_${status}`);
      // The receiver speaks only after our ClientHello: bytes that are here already are not its own.
      if (answer.length > end + headEnd.length) return fail('PROXY_GARBAGE');
      return finish({ ok: true, socket });
    };
    const onError = (error: Error) => fail(codeOf(error));
    const onClose = () => fail('PROXY_CLOSED');
    const cancel = clock.after(leftMs, () => fail('PROXY_TIMEOUT'));
    socket.on('data', onData);
    socket.on('error', onError);
    socket.on('close', onClose);
    const authority = `${isIPv6(host) ? `[${host}]` : host}:${port}`;
    socket.write(`CONNECT ${authority} HTTP/1.1\r\nHost: ${authority}${headEnd}`);
  });
}

function statusOf(head: string): number | null {
  const match = /^HTTP\/1\.[01] (\d{3})(?: |\r\n)/.exec(head);
  return match?.[1] ? Number(match[1]) : null;
}
