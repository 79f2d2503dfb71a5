import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** A request with its whole body. */
export interface SeenRequest {
  readonly request: IncomingMessage;
  readonly body: string;
}

/** Node's own HTTP server on loopback, which counts what reaches it. */
export interface CountingHttpServer {
  readonly port: number;
  readonly seen: readonly SeenRequest[];
  readonly sockets: readonly Socket[];
  stop(): void;
}

/** `answer` gets the number of the request, from 1. */
export async function startHttpServer(
  answer: (response: ServerResponse, count: number, request: IncomingMessage) => void,
): Promise<CountingHttpServer> {
  const seen: SeenRequest[] = [];
  const sockets: Socket[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('error', () => {});
    request.on('end', () => {
      seen.push({ request, body: Buffer.concat(chunks).toString('utf8') });
      answer(response, seen.length, request);
    });
  });
  server.on('connection', (socket: Socket) => sockets.push(socket));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('not listening on a port');
  return {
    port: address.port,
    seen,
    sockets,
    stop() {
      server.closeAllConnections();
      server.close();
    },
  };
}
