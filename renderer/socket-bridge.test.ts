import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { openSocketBridge } from './socket-bridge.ts';

/** A socket that a test opens, answers and cuts by hand. */
class FakeSocket extends EventTarget {
  readyState = 0;
  readonly sent: { readonly id: number; readonly channel: string; readonly input: unknown }[] = [];

  send(frame: string) {
    if (this.readyState !== 1) throw new Error('The socket is not open.');
    this.sent.push(JSON.parse(frame));
  }

  open() {
    this.readyState = 1;
    this.dispatchEvent(new Event('open'));
  }

  receive(frame: unknown) {
    this.dispatchEvent(new MessageEvent('message', { data: JSON.stringify(frame) }));
  }

  cut() {
    this.readyState = 3;
    this.dispatchEvent(new Event('close'));
  }
}

function openBridge() {
  const sockets: FakeSocket[] = [];
  const urls: string[] = [];
  const addresses: string[] = [];
  const location = {
    href: 'http://127.0.0.1:4100/?token=tok%2Fen',
    host: '127.0.0.1:4100',
    protocol: 'http:',
  };
  const bridge = openSocketBridge(location as Location, {
    location,
    openSocket(url) {
      urls.push(url);
      const socket = new FakeSocket();
      sockets.push(socket);
      return socket as unknown as WebSocket;
    },
    replaceAddress: (path) => addresses.push(path),
  });
  const socketAt = (index: number) => {
    const socket = sockets[index];
    if (!socket) throw new Error(`No socket number ${index} was opened.`);
    return socket;
  };
  return { bridge, sockets, socketAt, urls, addresses };
}

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

it('takes the token out of the address bar and keeps it for the socket alone', () => {
  const { urls, addresses } = openBridge();

  expect(addresses).toEqual(['/']);
  expect(urls).toEqual(['ws://127.0.0.1:4100/ipc?token=tok%2Fen']);
  expect(window.sessionStorage.length + window.localStorage.length).toBe(0);
});

it('sends what was asked before the socket was open, once it is', async () => {
  const { bridge, socketAt } = openBridge();
  const answer = bridge.call('health.get', {});

  socketAt(0).open();
  socketAt(0).receive({ id: 1, ok: true, value: { pending: 3 } });

  expect(socketAt(0).sent).toEqual([{ id: 1, channel: 'health.get', input: {} }]);
  expect(await answer).toEqual({ ok: true, value: { pending: 3 } });
});

it('gives each answer to the one who asked, in whatever order they come', async () => {
  const { bridge, socketAt } = openBridge();
  socketAt(0).open();
  const first = bridge.call('a', {});
  const second = bridge.call('b', {});

  socketAt(0).receive({ id: 2, ok: false, error: { code: 'NOT_ALLOWED', message: 'no' } });
  socketAt(0).receive({ id: 1, ok: true, value: 'first' });

  expect(await first).toEqual({ ok: true, value: 'first' });
  expect(await second).toEqual({ ok: false, error: { code: 'NOT_ALLOWED', message: 'no' } });
});

it('answers BUSY to what was asked when the connection breaks, and never repeats it', async () => {
  const { bridge, socketAt } = openBridge();
  socketAt(0).open();
  const answer = bridge.call('queue.retry', { status: 'failed' });

  socketAt(0).cut();
  await vi.advanceTimersByTimeAsync(1000);
  socketAt(1).open();

  expect(await answer).toMatchObject({ ok: false, error: { code: 'BUSY' } });
  expect(socketAt(1).sent.map(({ channel }) => channel)).not.toContain('queue.retry');
});

it('opens the connection again, ever more slowly, and tells whose session it is then', async () => {
  const { bridge, sockets, socketAt } = openBridge();
  const sessions: unknown[] = [];
  bridge.on('session', (session) => sessions.push(session));
  socketAt(0).open();

  socketAt(0).cut();
  await vi.advanceTimersByTimeAsync(250);
  socketAt(1).cut();
  await vi.advanceTimersByTimeAsync(250);
  expect(sockets).toHaveLength(2);
  await vi.advanceTimersByTimeAsync(250);
  socketAt(2).open();
  socketAt(2).receive({ id: socketAt(2).sent[0]?.id, ok: true, value: { state: 'signedOut', names: [] } });
  await vi.advanceTimersByTimeAsync(0);

  expect(socketAt(2).sent).toMatchObject([{ channel: 'session.current' }]);
  expect(sessions).toEqual([{ state: 'signedOut', names: [] }]);
});

it('hands pushes to those who listen, until they stop', () => {
  const { bridge, socketAt } = openBridge();
  const heard: unknown[] = [];
  socketAt(0).open();
  const stop = bridge.on('queue:changed', (payload) => heard.push(payload));

  socketAt(0).receive({ event: 'queue:changed', payload: { rev: 1 } });
  socketAt(0).receive({ event: 'network', payload: { links: [] } });
  stop();
  socketAt(0).receive({ event: 'queue:changed', payload: { rev: 2 } });

  expect(heard).toEqual([{ rev: 1 }]);
});

it('answers BUSY to what stays unanswered for a minute', async () => {
  const { bridge, socketAt } = openBridge();
  socketAt(0).open();
  const answer = bridge.call('health.get', {});

  await vi.advanceTimersByTimeAsync(60_000);

  expect(await answer).toMatchObject({ ok: false, error: { code: 'BUSY' } });
});
