import { once } from 'node:events';
import { createServer as createTcpServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer, type TlsOptions } from 'node:tls';

/** A server on loopback that does exactly what a test tells it, and keeps every byte that reached it. */
export interface ScriptedServer {
  readonly port: number;
  /** Sockets in the order they came (after the handshake, with TLS). */
  readonly sockets: readonly Socket[];
  /** The application's bytes of all connections, as text. */
  received(): string;
  /** Resolves once `count` bytes or more have arrived, or a connection when `count` is 0. */
  untilReceived(count: number): Promise<void>;
  stop(): Promise<void>;
}

/** `onData` sees every chunk; the n-th connection counts from 0. */
export async function startScriptedServer(script: {
  readonly tls?: TlsOptions;
  readonly onConnection?: (socket: Socket, index: number) => void;
  readonly onData?: (bytes: Buffer, socket: Socket, index: number) => void;
}): Promise<ScriptedServer> {
  const sockets: Socket[] = [];
  const chunks: Buffer[] = [];
  const waiting = new Set<() => void>();
  const accept = (socket: Socket) => {
    const index = sockets.push(socket) - 1;
    socket.on('error', () => {});
    socket.on('data', (bytes: Buffer) => {
      chunks.push(bytes);
      script.onData?.(bytes, socket, index);
      for (const check of waiting) check();
    });
    script.onConnection?.(socket, index);
    for (const check of waiting) check();
  };
  const server: Server = script.tls ? createTlsServer(script.tls, accept) : createTcpServer(accept);
  server.on('tlsClientError', () => {});
  const raw = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    raw.add(socket);
    socket.on('error', () => {});
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('not listening on a port');

  return {
    port: address.port,
    sockets,
    received: () => Buffer.concat(chunks).toString('utf8'),
    untilReceived: (count) =>
      new Promise((resolve) => {
        const check = () => {
          if (sockets.length === 0 || Buffer.concat(chunks).length < count) return;
          waiting.delete(check);
          resolve();
        };
        waiting.add(check);
        check();
      }),
    async stop() {
      for (const socket of [...sockets, ...raw]) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Text between the MLLP marks. */
export function framed(text: string): string {
  return `\x0b${text}\x1c\r`;
}

/** An `onData` that answers every complete frame with what `reply` says. */
export function answering(reply: (controlId: string) => string) {
  return (bytes: Buffer, socket: Socket) => {
    const text = bytes.toString('utf8');
    if (text.endsWith('\x1c\r')) socket.write(reply(text.split('|')[9] ?? ''));
  };
}
