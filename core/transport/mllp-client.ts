import type { Socket } from 'node:net';
import type { Connection, Reply, Timeouts } from '../delivery/ports.ts';
import { parseAck } from '../hl7/ack.ts';
import { frame } from '../hl7/mllp.ts';
import type { Clock } from '../host/ports.ts';
import { codeOf } from './connect-fault.ts';
import { createDeadline } from './deadline.ts';
import { isLineEnds, noticeWhatArrived } from './idle-watch.ts';
import { createReplyReader, type ReplyReader } from './mllp-reply.ts';

/** A reply is a few hundred bytes; more than this is a fault or an attack, and memory stays bounded (FM-24, case 8). */
export const maxReplyBytes = 1024 * 1024;

type NoReply = Extract<Reply, { kind: 'none' }>;

/** The one message in flight. */
interface Exchange {
  readonly startedAtMs: number;
  readonly reader: ReplyReader;
  readonly resolve: (reply: Reply) => void;
}

export interface MllpOptions {
  /** Enhanced mode with an application ACK (MSH-16 = AL): a commit accept is not the end of it. */
  readonly awaitsApplicationAck?: boolean | undefined;
}

/**
 * HL7 over MLLP on an open socket: one message in flight. Whatever is not exactly one reply ends the connection, and a reply
 * can only be the answer to the message that was written last on this very socket: what arrives while none is awaited (a late
 * ACK, a hang-up) ends it too (FM-03). In enhanced mode the application ACK follows the commit accept on the same
 * connection; one that does not come in time leaves the accept, by which the receiver has the message (HL7 v2.5.1, 2.9.3).
 */
export function createMllpConnection(
  socket: Socket,
  timeouts: Timeouts,
  clock: Clock,
  { awaitsApplicationAck = false }: MllpOptions = {},
): Connection {
  let usable = true;
  let busy = false;
  let exchange: Exchange | null = null;
  let notifyClosed = () => {};

  const deadline = createDeadline(clock, () => {
    if (exchange) unanswered('timeout', 'NO_ACK_IN_TIME');
    else gone();
  });
  const close = () => {
    usable = false;
    deadline.clear();
    socket.destroy();
  };
  const gone = () => {
    if (!usable) return;
    close();
    notifyClosed();
  };
  const settle = (reply: Reply) => {
    const ended = exchange;
    exchange = null;
    busy = false;
    if (reply.kind === 'none') close();
    else if (usable) deadline.set(timeouts.idleCloseMs);
    ended?.resolve(reply);
  };
  const latencyMs = () => clock.monotonicMs() - (exchange?.startedAtMs ?? 0);
  const unanswered = (cause: NoReply['cause'], code: string) => {
    const committed = exchange?.reader.committed;
    if (!committed) return settle({ kind: 'none', bytesLeft: true, cause, code, latencyMs: latencyMs() });
    close();
    settle({ kind: 'hl7', body: committed, latencyMs: latencyMs() });
  };
  const onReplyBytes = (reader: ReplyReader, bytes: Uint8Array) => {
    const progress = reader.push(bytes);
    switch (progress.kind) {
      case 'more':
        return;
      case 'tooLarge':
        return unanswered('tooLarge', 'REPLY_TOO_LARGE');
      case 'garbage':
        return unanswered('garbage', 'NOT_MLLP');
      case 'refused':
        return unanswered('garbage', 'COMMIT_REFUSED');
      case 'frame':
        // A second frame behind the reply belongs to nobody: the reply counts, the connection does not live on.
        if (progress.rest) close();
        settle({ kind: 'hl7', body: progress.body, latencyMs: latencyMs() });
    }
  };
  const onEnd = () => (exchange ? unanswered('closed', 'CLOSED_BEFORE_REPLY') : gone());

  // One set of listeners for all messages. Whether bytes are a reply depends on one thing alone: is a message in flight.
  socket.on('data', (bytes: Uint8Array) => {
    if (exchange) onReplyBytes(exchange.reader, bytes);
    else if (!isLineEnds(bytes)) gone();
  });
  socket.on('error', (error) => exchange && unanswered('reset', codeOf(error)));
  socket.on('end', onEnd);
  socket.on('close', onEnd);
  if (socket.destroyed) usable = false;
  else deadline.set(timeouts.idleCloseMs);

  const unsent = (code: string): NoReply => ({
    kind: 'none',
    bytesLeft: false,
    cause: 'closed',
    code,
    latencyMs: 0,
  });

  return {
    get usable() {
      return usable && !socket.destroyed;
    },
    send(message, controlId) {
      if (busy) return Promise.resolve(unsent('ONE_MESSAGE_IN_FLIGHT'));
      busy = true;
      const startedAtMs = clock.monotonicMs();
      return new Promise((resolve) => {
        noticeWhatArrived(() => {
          if (!usable || socket.destroyed || !socket.writable) {
            busy = false;
            close();
            return resolve(unsent('CLOSED_BEFORE_SEND'));
          }
          const isCommit = awaitsApplicationAck ? commitAcceptOf(controlId) : undefined;
          exchange = { startedAtMs, reader: createReplyReader(maxReplyBytes, isCommit), resolve };
          deadline.set(timeouts.ackMs);
          // From here on the bytes count as gone: the system may have sent them even when an error follows.
          socket.write(frame(message));
        });
      });
    },
    close,
    onClosed(listener) {
      notifyClosed = listener;
    },
  };
}

function commitAcceptOf(controlId: string): (body: Uint8Array) => boolean {
  return (body) => {
    const ack = parseAck(body);
    return ack?.code === 'CA' && ack.controlId === controlId;
  };
}
