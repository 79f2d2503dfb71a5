import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { Clock } from '../host/ports.ts';
import { createNodeTransport } from './node-transport.ts';
import { systemClock } from './system-clock.ts';
import { httpAt, openOrThrow, patient, replyText } from './testing/connections.ts';
import { createManualClock } from './testing/manual-clock.ts';
import { sampleA04, sampleAck } from './testing/sample-messages.ts';
import { startScriptedServer } from './testing/scripted-server.ts';

const message = sampleA04('C1');
const cleanUps: (() => unknown)[] = [];

afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

interface Seen {
  readonly request: IncomingMessage;
  readonly body: string;
}

/** A real HTTP server that counts what reaches it. */
async function serveHttp(
  answer: (response: ServerResponse, count: number, request: IncomingMessage) => void,
  configure: (server: Server) => void = () => {},
) {
  const seen: Seen[] = [];
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
  configure(server);
  server.on('connection', (socket: Socket) => sockets.push(socket));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  cleanUps.push(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return { port, seen, sockets };
}

async function dial(port: number, clock: Clock = systemClock, headers = {}) {
  const connection = await openOrThrow(httpAt(port, headers), clock);
  cleanUps.push(() => connection.close());
  return connection;
}

describe('sending over HTTP', () => {
  it('posts the frozen bytes with their length and the headers of the profile', async () => {
    const { port, seen } = await serveHttp((response) => response.end(sampleAck('C1')));
    const connection = await dial(port, systemClock, { 'X-API-Key': 'invented' });

    const reply = await connection.send(message, 'C1');

    expect(replyText(reply)).toBe(sampleAck('C1'));
    expect(seen[0]?.body).toBe(new TextDecoder().decode(message));
    expect(seen[0]?.request).toMatchObject({ method: 'POST', url: '/hl7' });
    expect(seen[0]?.request.headers).toMatchObject({
      host: `127.0.0.1:${port}`,
      'content-type': 'application/hl7-v2+er7; charset=utf-8',
      'content-length': String(message.length),
      'x-api-key': 'invented',
    });
  });

  it('uses one connection for many messages', async () => {
    const { port, seen, sockets } = await serveHttp((response) => response.end(sampleAck('X')));
    const connection = await dial(port);

    for (const id of ['C1', 'C2', 'C3']) expect((await connection.send(sampleA04(id), id)).kind).toBe('http');

    expect(seen).toHaveLength(3);
    expect(sockets).toHaveLength(1);
    expect(connection.usable).toBe(true);
  });

  it('never follows a redirect, so that no other host sees the key or the message', async () => {
    const other = await serveHttp((response) => response.end('stolen'));
    const { port } = await serveHttp((response) =>
      response.writeHead(302, { Location: `http://127.0.0.1:${other.port}/` }).end(),
    );
    const connection = await dial(port);

    const reply = await connection.send(message, 'C1');

    expect(reply).toMatchObject({ kind: 'http', status: 302 });
    expect(other.sockets).toHaveLength(0);
  });

  it('hands on status, type and Retry-After', async () => {
    const { port } = await serveHttp((response) =>
      response.writeHead(503, { 'Retry-After': '30', 'Content-Type': 'text/html' }).end('<html>busy</html>'),
    );
    const connection = await dial(port);

    expect(await connection.send(message, 'C1')).toMatchObject({
      kind: 'http',
      status: 503,
      contentType: 'text/html',
      retryAfter: '30',
    });
  });

  it('hands a sign-in page on as what it is, for the outcome table to judge', async () => {
    const { port } = await serveHttp((response) =>
      response.writeHead(200, { 'Content-Type': 'text/html' }).end('<!doctype html><title>Sign in</title>'),
    );
    const connection = await dial(port);

    expect(await connection.send(message, 'C1')).toMatchObject({
      kind: 'http',
      status: 200,
      contentType: 'text/html',
    });
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

  it('stops reading an answer of 10 MB at its limit', async () => {
    const { port } = await serveHttp((response) => response.end(Buffer.alloc(10 * 1024 * 1024, 'x')));
    const connection = await dial(port);

    expect(await connection.send(message, 'C1')).toMatchObject({ kind: 'none', cause: 'tooLarge' });
    expect(connection.usable).toBe(false);
  });

  it('keeps the status of a refusal whose page is endless or breaks off', async () => {
    const { port } = await serveHttp((response, count) => {
      response.writeHead(401, { 'Content-Length': String(10 * 1024 * 1024) });
      if (count === 1) response.end(Buffer.alloc(10 * 1024 * 1024, 'x'));
    });
    const connection = await dial(port);

    expect(await connection.send(message, 'C1')).toMatchObject({ kind: 'http', status: 401 });
    expect(connection.usable).toBe(false);
  });

  it('gives up at the timeout and says that bytes left', async () => {
    const clock = createManualClock();
    const { port, seen } = await serveHttp(() => clock.advance(patient.ackMs));
    const connection = await dial(port, clock);

    const reply = await connection.send(message, 'C1');

    expect(reply).toMatchObject({
      kind: 'none',
      bytesLeft: true,
      cause: 'timeout',
      latencyMs: patient.ackMs,
    });
    expect(connection.usable).toBe(false);
    expect(seen).toHaveLength(1);
  });

  it('calls an answer that is not HTTP garbage', async () => {
    const server = await startScriptedServer({
      onData: (_bytes, socket) => socket.write('\x0bMSH|^~\\&\x1c\r'),
    });
    cleanUps.push(() => server.stop());
    const connection = await dial(server.port);

    expect(await connection.send(message, 'C1')).toMatchObject({
      kind: 'none',
      bytesLeft: true,
      cause: 'garbage',
    });
  });

  it('says that bytes left when the answer breaks off in the middle', async () => {
    const { port } = await serveHttp((response) => {
      response.writeHead(200, { 'Content-Length': '100' });
      response.write('MSH', () => response.socket?.destroy());
    });
    const connection = await dial(port);

    expect(await connection.send(message, 'C1')).toMatchObject({ kind: 'none', bytesLeft: true });
  });

  it('refuses plain HTTP to another machine before anything is dialled', async () => {
    const opened = await createNodeTransport(systemClock).open(
      { kind: 'https', url: 'http://receiver.example/', contentType: 'x/y', headers: {}, tls: null },
      patient,
    );

    expect(opened).toEqual({ ok: false, fault: { kind: 'tlsOther', code: 'PLAIN_HTTP_REFUSED' } });
  });
});
