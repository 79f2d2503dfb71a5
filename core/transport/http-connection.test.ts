import { once } from 'node:events';
import { afterEach, describe, expect, it } from 'vitest';
import type { Clock } from '../host/ports.ts';
import { systemClock } from './system-clock.ts';
import { httpAt, openOrThrow } from './testing/connections.ts';
import { startHttpServer } from './testing/http-server.ts';
import { sampleA04, sampleAck } from './testing/sample-messages.ts';
import { startScriptedServer } from './testing/scripted-server.ts';

const message = sampleA04('C1');
const cleanUps: (() => unknown)[] = [];

afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

async function serveHttp(...script: Parameters<typeof startHttpServer>) {
  const server = await startHttpServer(...script);
  cleanUps.push(() => server.stop());
  return server;
}

async function dial(port: number, clock: Clock = systemClock, headers = {}) {
  const connection = await openOrThrow(httpAt(port, headers), clock);
  cleanUps.push(() => connection.close());
  return connection;
}

describe('a connection over HTTP', () => {
  it('uses one connection for many messages', async () => {
    const { port, seen, sockets } = await serveHttp((response) => response.end(sampleAck('X')));
    const connection = await dial(port);

    for (const id of ['C1', 'C2', 'C3']) expect((await connection.send(sampleA04(id), id)).kind).toBe('http');

    expect(seen).toHaveLength(3);
    expect(sockets).toHaveLength(1);
    expect(connection.usable).toBe(true);
  });

  it('does not repeat a POST when the server resets a kept-alive connection: the server counts one', async () => {
    const { port, seen, sockets } = await serveHttp((response, count, request) => {
      if (count === 2) request.socket.resetAndDestroy();
      else response.end(sampleAck('C1'));
    });
    const connection = await dial(port);
    await connection.send(message, 'C1');

    const second = await connection.send(sampleA04('C2'), 'C2');

    expect(second).toMatchObject({ kind: 'none', bytesLeft: true, cause: 'reset' });
    expect(connection.usable).toBe(false);
    expect(seen.map(({ body }) => body.split('|')[9])).toEqual(['C1', 'C2']);
    expect(sockets).toHaveLength(1);
  });

  it('writes nothing into a connection that the server closed between two messages', async () => {
    const { port, seen, sockets } = await serveHttp((response) => response.end(sampleAck('C1')));
    const connection = await dial(port);
    await connection.send(message, 'C1');
    const closed = new Promise<void>((resolve) => connection.onClosed(resolve));

    sockets[0]?.end();
    await closed;
    const second = await connection.send(sampleA04('C2'), 'C2');

    expect(second).toMatchObject({ kind: 'none', bytesLeft: false });
    expect(seen).toHaveLength(1);
  });

  it('notices a hang-up that arrived while the program was busy', async () => {
    const { port, seen, sockets } = await serveHttp((response) => response.end(sampleAck('C1')));
    const connection = await dial(port);
    await connection.send(message, 'C1');
    const closing = once(sockets[0] as never, 'close');

    sockets[0]?.destroy();
    await closing;

    expect(await connection.send(sampleA04('C2'), 'C2')).toMatchObject({ kind: 'none', bytesLeft: false });
    expect(seen).toHaveLength(1);
  });

  it('does not take a 408 that waits on an idle connection for the answer to the next message', async () => {
    const server = await startScriptedServer({
      onData: (_bytes, socket, index) => {
        if (index === 0) socket.write('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nOK');
      },
    });
    cleanUps.push(() => server.stop());
    const connection = await dial(server.port);
    await connection.send(message, 'C1');
    const closed = new Promise<void>((resolve) => connection.onClosed(resolve));

    server.sockets[0]?.write('HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\n\r\n');
    await closed;

    expect(await connection.send(sampleA04('C2'), 'C2')).toMatchObject({ kind: 'none', bytesLeft: false });
    expect(server.received()).not.toContain('C2');
  });

  it('gives the connection up when the server says it will close it', async () => {
    const { port } = await serveHttp((response) =>
      response.writeHead(200, { Connection: 'close' }).end(sampleAck('C1')),
    );
    const connection = await dial(port);

    expect((await connection.send(message, 'C1')).kind).toBe('http');
    expect(connection.usable).toBe(false);
  });
});
