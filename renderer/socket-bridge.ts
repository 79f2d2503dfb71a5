import type { AppError, Result } from '../core/contract/result.ts';
import type { Bridge } from './api.ts';

/** How long an answer may take; scrypt and a connection test are the slowest things behind a channel. */
const answerWithinMs = 60_000;
const firstRetryMs = 250;
const slowestRetryMs = 5000;

interface Answer {
  readonly id: number;
  readonly ok: boolean;
  readonly value?: unknown;
  readonly error?: AppError;
}

interface Waiting {
  readonly frame: string;
  readonly answer: (result: Result<unknown>) => void;
  readonly timer: ReturnType<typeof setTimeout>;
}

/** The parts of the browser that the bridge needs; tests hand in their own. */
export interface BridgeHost {
  readonly location: Pick<Location, 'href' | 'host' | 'protocol'>;
  readonly openSocket: (url: string) => WebSocket;
  readonly replaceAddress: (path: string) => void;
}

/**
 * The window's bridge in the preview host: the IPC contract as JSON frames over a WebSocket at `/ipc?token=...`. The token is
 * taken out of the address bar and lives in this closure alone. A lost connection is opened again; what was asked and not
 * answered by then gets BUSY, because nobody knows whether it was done. A new connection is nobody's session, so the
 * session is asked for and told to whoever listens.
 */
export function openSocketBridge(location: Location, host: BridgeHost = browserHost(location)): Bridge {
  const address = new URL(host.location.href);
  const token = address.searchParams.get('token') ?? '';
  address.searchParams.delete('token');
  host.replaceAddress(`${address.pathname}${address.search}`);
  const scheme = host.location.protocol === 'https:' ? 'wss' : 'ws';
  const url = `${scheme}://${host.location.host}/ipc?token=${encodeURIComponent(token)}`;

  const listeners = new Map<string, Set<(payload: unknown) => void>>();
  const waiting = new Map<number, Waiting>();
  let socket: WebSocket | null = null;
  let nextId = 1;
  let retryMs = firstRetryMs;
  let opened = 0;

  const tell = (event: string, payload: unknown) => {
    for (const listener of listeners.get(event) ?? []) listener(payload);
  };

  const settle = (id: number, result: Result<unknown>) => {
    const asked = waiting.get(id);
    if (!asked) return;
    waiting.delete(id);
    clearTimeout(asked.timer);
    asked.answer(result);
  };

  const call = (channel: string, input: unknown): Promise<Result<unknown>> =>
    new Promise((answer) => {
      const id = nextId;
      nextId += 1;
      const frame = JSON.stringify({ id, channel, input });
      const timer = setTimeout(() => settle(id, unanswered), answerWithinMs);
      waiting.set(id, { frame, answer, timer });
      // What is asked before the socket is open goes out when it opens.
      if (socket?.readyState === openState) socket.send(frame);
    });

  const connect = () => {
    const opening = host.openSocket(url);
    opening.addEventListener('open', () => {
      socket = opening;
      retryMs = firstRetryMs;
      opened += 1;
      for (const { frame } of waiting.values()) opening.send(frame);
      if (opened > 1) void tellSession();
    });
    opening.addEventListener('message', ({ data }) => receive(String(data)));
    opening.addEventListener('close', () => {
      if (socket === opening) {
        socket = null;
        for (const id of [...waiting.keys()]) settle(id, unanswered);
      }
      setTimeout(connect, retryMs);
      retryMs = Math.min(retryMs * 2, slowestRetryMs);
    });
  };

  const tellSession = async () => {
    const session = await call('session.current', {});
    if (session.ok) tell('session', session.value);
  };

  const receive = (text: string) => {
    const frame = JSON.parse(text) as Answer | { readonly event: string; readonly payload: unknown };
    if ('event' in frame) return tell(frame.event, frame.payload);
    settle(
      frame.id,
      frame.ok
        ? { ok: true, value: frame.value }
        : { ok: false, error: frame.error ?? { code: 'INTERNAL', message: 'No reason was given.' } },
    );
  };

  connect();
  return {
    call,
    on(event, listener) {
      const set = listeners.get(event) ?? new Set();
      listeners.set(event, set.add(listener));
      return () => set.delete(listener);
    },
  };
}

/** `WebSocket.OPEN`, by number: a test's socket is no global. */
const openState = 1;

const unanswered: Result<never> = {
  ok: false,
  error: { code: 'BUSY', message: 'The application did not answer. Try again.' },
};

function browserHost(location: Location): BridgeHost {
  return {
    location,
    openSocket: (url) => new WebSocket(url),
    replaceAddress: (path) => window.history.replaceState(null, '', path),
  };
}
