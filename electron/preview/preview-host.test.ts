import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import type { App, Client } from '../../core/app-parts.ts';
import { ok } from '../../core/contract/result.ts';
import { assetList } from '../assets.ts';
import { createPageServer } from './server.ts';
import { serveIpc } from './socket.ts';

const token = 'a-token-of-this-start';

let folder: string;
let server: Server;
let port: number;
let pushed: ((payload: unknown) => void) | undefined;

/** An application that repeats what it is asked: what is tested here is who gets in. */
const echo: App = {
  connect: (): Client => ({
    call: async (channel, input) => ok({ channel, input }),
    on(event, listener) {
      if (event === 'drainer') pushed = listener as (payload: unknown) => void;
      return () => {};
    },
    session: () => ({ state: 'firstStart' }),
    close() {},
  }),
  start() {},
  stop: async () => {},
  stopAtOnce() {},
  onTray: () => () => {},
  onNotice: () => () => {},
  sendWaitingNow() {},
  diagnostics: () => '',
};

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'clinic-outbox-preview-'));
  writeFileSync(join(folder, 'index.html'), '<title>window</title>');
  server = createPageServer({ rendererDir: folder, assets: assetList(['index.html']), token });
  const ipc = serveIpc(server, echo, token);
  server.on('close', () => ipc.close());
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  port = (server.address() as AddressInfo).port;
});

afterEach(async () => {
  server.closeAllConnections();
  server.close();
  rmSync(folder, { recursive: true });
});

/** A request as bytes, because a client library would not let a test lie about its Host. */
async function rawGet(path: string, host: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  socket.write(`GET ${path} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
  let answer = '';
  for await (const chunk of socket) answer += String(chunk);
  return answer;
}

async function openSocket(address: string, origin?: string): Promise<WebSocket | number> {
  const socket = new WebSocket(address, origin ? { origin } : {});
  return new Promise((resolve) => {
    socket.on('open', () => resolve(socket));
    socket.on('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0));
    socket.on('error', () => {});
  });
}

describe('the page of the preview host', () => {
  it('is given to whoever has the token, with a strict policy', async () => {
    const answer = await fetch(`http://127.0.0.1:${port}/?token=${token}`);

    expect(await answer.text()).toContain('window');
    const policy = answer.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("connect-src 'self'");
    expect(policy).not.toContain('unsafe');
  });

  it.each(['/', '/?token=', '/?token=another-token-entirely'])('is refused at %s', async (path) => {
    expect((await fetch(`http://127.0.0.1:${port}${path}`)).status).toBe(403);
  });

  it('is refused under another host name, so that no page elsewhere can reach it', async () => {
    expect(await rawGet(`/?token=${token}`, 'clinic.example.org')).toMatch(/^HTTP\/1.1 403/);
    expect(await rawGet(`/?token=${token}`, `127.0.0.1:${port}`)).toMatch(/^HTTP\/1.1 200/);
  });

  it.each(['//', 'http://', '/%'])('refuses %j and lives on', async (path) => {
    expect(await rawGet(path, `127.0.0.1:${port}`)).toMatch(/^HTTP\/1.1 40[034]/);
    expect((await fetch(`http://127.0.0.1:${port}/?token=${token}`)).status).toBe(200);
  });

  it('has no files but its own', async () => {
    writeFileSync(join(folder, 'added-later.js'), 'not of this build');

    expect((await fetch(`http://127.0.0.1:${port}/package.json`)).status).toBe(404);
    expect((await fetch(`http://127.0.0.1:${port}/added-later.js`)).status).toBe(404);
  });
});

describe('the socket of the preview host', () => {
  it('carries a request and its answer', async () => {
    const socket = (await openSocket(`ws://127.0.0.1:${port}/ipc?token=${token}`)) as WebSocket;
    socket.send(JSON.stringify({ id: 7, channel: 'queue.counts', input: { a: 1 } }));

    const [answer] = await once(socket, 'message');

    expect(JSON.parse(String(answer))).toEqual({
      id: 7,
      ok: true,
      value: { channel: 'queue.counts', input: { a: 1 } },
    });
    socket.terminate();
  });

  it('carries pushes', async () => {
    const socket = (await openSocket(`ws://127.0.0.1:${port}/ipc?token=${token}`)) as WebSocket;
    pushed?.({ state: 'running', lastCycleAt: null });

    const [frame] = await once(socket, 'message');

    expect(JSON.parse(String(frame))).toEqual({
      event: 'drainer',
      payload: { state: 'running', lastCycleAt: null },
    });
    socket.terminate();
  });

  it('answers what is not a frame with a sentence and stays open', async () => {
    const socket = (await openSocket(`ws://127.0.0.1:${port}/ipc?token=${token}`)) as WebSocket;
    socket.send('{"id":"x"');

    const [answer] = await once(socket, 'message');

    expect(JSON.parse(String(answer))).toMatchObject({ id: null, ok: false, error: { code: 'BAD_INPUT' } });
    expect(socket.readyState).toBe(WebSocket.OPEN);
    socket.terminate();
  });

  it('is refused without the token, and to pages of other origins', async () => {
    expect(await openSocket(`ws://127.0.0.1:${port}/ipc?token=wrong`)).toBe(403);
    expect(await openSocket(`ws://127.0.0.1:${port}/other?token=${token}`)).toBe(403);
    expect(await openSocket(`ws://127.0.0.1:${port}/ipc?token=${token}`, 'https://example.org')).toBe(403);
  });

  it('refuses what is no address, and lives on when the caller resets the connection', async () => {
    const accepted = once(server, 'connection') as Promise<[Socket]>;
    const socket = connect(port, '127.0.0.1');
    socket.write(
      'GET // HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: x\r\n\r\n',
    );
    const [theirs] = await accepted;

    const [answer] = await once(socket, 'data');
    theirs.emit('error', new Error('ECONNRESET'));

    expect(String(answer)).toMatch(/^HTTP\/1.1 403/);
    expect(theirs.destroyed).toBe(true);
    socket.destroy();
  });
});
