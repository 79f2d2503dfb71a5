import { afterEach, describe, expect, it } from 'vitest';
import type { Clock } from '../host/ports.ts';
import { createNodeTransport } from './node-transport.ts';
import { systemClock } from './system-clock.ts';
import { httpAt, openOrThrow, patient, replyText } from './testing/connections.ts';
import { startHttpServer } from './testing/http-server.ts';
import { createManualClock } from './testing/manual-clock.ts';
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

  it('never follows a redirect, so that no other host sees the key or the message [faults 12, A32]', async () => {
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

  it('stops reading an answer of 10 MB at its limit [faults 8, A28]', async () => {
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
