import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** A forward proxy on loopback that records every byte it is sent in the clear, up to the end of the request's head. */
export interface ConnectProxy {
  readonly port: number;
  /** The heads of the requests, as they came. */
  readonly heads: readonly string[];
  /** What went through the tunnels towards the receiver: it must be TLS, and never readable. */
  tunnelled(): string;
  stop(): Promise<void>;
}

/** `answer` is what it says to CONNECT instead of opening the way; the port dialled is the one asked for, on this machine. */
export async function startConnectProxy(answer?: string): Promise<ConnectProxy> {
  const heads: string[] = [];
  const sockets = new Set<Socket>();
  let through = '';
  const server = createServer((client) => {
    sockets.add(client);
    client.on('error', () => {});
    let head = '';
    const read = (bytes: Buffer) => {
      head += bytes.toString('latin1');
      if (!head.includes('\r\n\r\n')) return;
      client.off('data', read);
      heads.push(head);
      if (answer !== undefined) {
        client.write(answer);
        return;
      }
      const port = Number(/^CONNECT \S+:(\d+) /.exec(head)?.[1]);
      const receiver = connect(port, '127.0.0.1', () =>
        client.write('HTTP/1.1 200 Connection established\r\n\r\n'),
      );
      sockets.add(receiver);
      receiver.on('error', () => client.destroy());
      client.on('data', (more: Buffer) => {
        through += more.toString('latin1');
        receiver.write(more);
      });
      receiver.pipe(client);
      client.on('close', () => receiver.destroy());
      receiver.on('close', () => client.destroy());
    };
    client.on('data', read);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('not listening on a port');
  return {
    port: address.port,
    heads,
    tunnelled: () => through,
    async stop() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
