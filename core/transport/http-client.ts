import type { IncomingMessage, Agent as NodeAgent } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Address, Connection, Reply, Timeouts } from '../delivery/ports.ts';
import type { Clock } from '../host/ports.ts';
import { codeOf } from './connect-fault.ts';
import { createIdleWatch, type IdleWatch, noticeWhatArrived } from './idle-watch.ts';
import { maxReplyBytes } from './mllp-client.ts';
import { nodeHttp } from './node-http.ts';

type HttpsAddress = Extract<Address, { kind: 'https' }>;

type Cause = Extract<Reply, { kind: 'none' }>['cause'];

/**
 * HL7 over HTTP on an open socket: one POST at a time, the same socket for the next, and never a second socket, a repeated
 * POST or a followed redirect. What a POST that got no answer did is for the drainer to decide, not for this file.
 */
export function createHttpConnection(
  socket: Socket,
  address: HttpsAddress,
  timeouts: Timeouts,
  clock: Clock,
): Connection {
  let usable = true;
  let busy = false;
  let notifyClosed = () => {};
  const idle = createIdleWatch(socket, timeouts.idleCloseMs, clock, () => {
    if (!usable) return;
    usable = false;
    notifyClosed();
  });
  const agent = oneSocketAgent(socket, idle);
  idle.start();

  const close = () => {
    usable = false;
    idle.stop();
    agent.destroy();
    socket.destroy();
  };

  const send = async (message: Uint8Array): Promise<Reply> => {
    const startedAt = clock.monotonicMs();
    const latencyMs = () => clock.monotonicMs() - startedAt;
    const unsent = (code: string): Reply => ({
      kind: 'none',
      bytesLeft: false,
      cause: 'closed',
      code,
      latencyMs: latencyMs(),
    });
    if (busy) return unsent('ONE_MESSAGE_IN_FLIGHT');
    busy = true;
    await new Promise<void>(noticeWhatArrived);
    if (!usable || socket.destroyed || !socket.writable) {
      busy = false;
      close();
      return unsent('CLOSED_BEFORE_SEND');
    }
    idle.stop();
    const exchange = await post(message);
    busy = false;
    if (!exchange.keep) close();
    return { ...exchange.reply, latencyMs: latencyMs() };
  };

  const post = (message: Uint8Array): Promise<{ readonly reply: Reply; readonly keep: boolean }> =>
    new Promise((resolve) => {
      let bytesLeft = false;
      let response: IncomingMessage | null = null;
      const body: Uint8Array[] = [];
      const settle = (reply: Reply, keep: boolean) => {
        cancelTimer();
        resolve({ reply, keep });
      };
      const replyOf = (from: IncomingMessage): Reply => ({
        kind: 'http',
        status: from.statusCode ?? 0,
        contentType: from.headers['content-type'] ?? '',
        retryAfter: from.headers['retry-after'] ?? null,
        date: from.headers.date ?? null,
        body: Buffer.concat(body),
        latencyMs: 0,
      });
      const fail = (cause: Cause, code: string) => {
        // A refusal stands by its status alone: a page that is too long or breaks off behind a 401 changes nothing.
        if (response && (response.statusCode ?? 0) >= 300) return settle(replyOf(response), false);
        settle({ kind: 'none', bytesLeft, cause, code, latencyMs: 0 }, false);
      };
      const cancelTimer = clock.after(timeouts.ackMs, () => fail('timeout', 'NO_REPLY_IN_TIME'));

      const outgoing = nodeHttp().request({ ...requestOptions(address, message), agent });
      // Until the socket is handed to the request not one byte can have been written.
      outgoing.once('socket', () => {
        bytesLeft = true;
      });
      outgoing.on('error', (error) => {
        const code = codeOf(error);
        fail(code.startsWith('HPE_') ? 'garbage' : 'reset', code);
      });
      outgoing.on('response', (incoming) => {
        response = incoming;
        let size = 0;
        incoming.on('data', (bytes: Uint8Array) => {
          size += bytes.length;
          if (size > maxReplyBytes) fail('tooLarge', 'REPLY_TOO_LARGE');
          else body.push(bytes);
        });
        incoming.on('error', (error) => fail('reset', codeOf(error)));
        incoming.on('end', () => settle(replyOf(incoming), staysOpen(incoming)));
      });
      outgoing.end(message);
    });

  return {
    get usable() {
      return usable && !socket.destroyed;
    },
    send,
    close,
    onClosed(listener) {
      notifyClosed = listener;
    },
  };
}

function requestOptions(address: HttpsAddress, message: Uint8Array) {
  const url = new URL(address.url);
  return {
    method: 'POST',
    host: url.hostname,
    path: url.pathname + url.search,
    headers: {
      ...address.headers,
      Host: url.host,
      'Content-Type': address.contentType,
      'Content-Length': String(message.length),
    },
  };
}

function staysOpen(response: IncomingMessage): boolean {
  return response.httpVersion === '1.1' && !/close/i.test(response.headers.connection ?? '');
}

/** Node's agent with exactly one socket, the one that was opened before anything was claimed. */
function oneSocketAgent(opened: Socket, idle: IdleWatch): NodeAgent {
  let socket: Socket | null = opened;
  const { Agent } = nodeHttp();
  class OneSocketAgent extends Agent {
    override createConnection(): Duplex {
      if (!socket) throw new Error('A second socket would repeat a message behind our back.');
      const only = socket;
      socket = null;
      return only;
    }

    override keepSocketAlive(kept: Duplex): boolean {
      // Node answers false when the server's Keep-Alive header leaves no time; its types have not heard of it.
      const alive: unknown = super.keepSocketAlive(kept);
      if (alive === false) return false;
      idle.start();
      return true;
    }
  }
  return new OneSocketAgent({ keepAlive: true, keepAliveMsecs: 30_000, maxSockets: 1, maxFreeSockets: 1 });
}
