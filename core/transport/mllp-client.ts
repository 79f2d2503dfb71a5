import type { Socket } from 'node:net';
import type { Connection, Reply, Timeouts } from '../delivery/ports.ts';
import { frame } from '../hl7/mllp.ts';
import type { Clock } from '../host/ports.ts';
import { codeOf } from './connect-fault.ts';
import { createIdleWatch, noticeWhatArrived } from './idle-watch.ts';
import { createReplyReader } from './mllp-reply.ts';

/** A reply is a few hundred bytes; more than this is a fault or an attack, and memory stays bounded (FM-24, case 8). */
export const maxReplyBytes = 1024 * 1024;

type NoReply = Extract<Reply, { kind: 'none' }>;

/**
 * HL7 over MLLP on an open socket: one message in flight. Whatever is not exactly one reply frame ends the connection, and
 * a reply can only be the answer to the message that was written last on this very socket.
 */
export function createMllpConnection(socket: Socket, timeouts: Timeouts, clock: Clock): Connection {
  let usable = true;
  let busy = false;
  let notifyClosed = () => {};

  const idle = createIdleWatch(socket, timeouts.idleCloseMs, clock, () => {
    if (!usable) return;
    usable = false;
    notifyClosed();
  });
  idle.start();

  const close = () => {
    usable = false;
    idle.stop();
    socket.destroy();
  };

  const send = async (message: Uint8Array): Promise<Reply> => {
    const startedAt = clock.monotonicMs();
    const none = (bytesLeft: boolean, cause: NoReply['cause'], code: string): NoReply => ({
      kind: 'none',
      bytesLeft,
      cause,
      code,
      latencyMs: clock.monotonicMs() - startedAt,
    });

    if (busy) return none(false, 'closed', 'ONE_MESSAGE_IN_FLIGHT');
    busy = true;
    await noticeWhatArrived();
    if (!usable || socket.destroyed || !socket.writable) {
      busy = false;
      close();
      return none(false, 'closed', 'CLOSED_BEFORE_SEND');
    }
    idle.stop();
    const reply = await exchange(message, startedAt, none);
    busy = false;
    if (reply.kind === 'none') close();
    else if (usable) idle.start();
    return reply;
  };

  const exchange = (
    message: Uint8Array,
    startedAt: number,
    none: (bytesLeft: boolean, cause: NoReply['cause'], code: string) => NoReply,
  ): Promise<Reply> =>
    new Promise((resolve) => {
      const reader = createReplyReader(maxReplyBytes);
      const settle = (reply: Reply) => {
        cancelTimer();
        socket.off('data', onData);
        socket.off('error', onError);
        socket.off('end', onEnd);
        socket.off('close', onEnd);
        resolve(reply);
      };
      const onData = (bytes: Uint8Array) => {
        const progress = reader.push(bytes);
        if (progress.kind === 'more') return;
        if (progress.kind === 'tooLarge') return settle(none(true, 'tooLarge', 'REPLY_TOO_LARGE'));
        if (progress.kind === 'garbage') return settle(none(true, 'garbage', 'NOT_MLLP'));
        if (progress.kind === 'refused') return settle(none(true, 'garbage', 'COMMIT_REFUSED'));
        // A second frame behind the reply belongs to nobody: the reply counts, the connection does not live on.
        if (progress.rest) close();
        settle({ kind: 'hl7', body: progress.body, latencyMs: clock.monotonicMs() - startedAt });
      };
      const onError = (error: Error) => settle(none(true, 'reset', codeOf(error)));
      const onEnd = () => settle(none(true, 'closed', 'CLOSED_BEFORE_REPLY'));
      const cancelTimer = clock.after(timeouts.ackMs, () => settle(none(true, 'timeout', 'NO_ACK_IN_TIME')));

      socket.on('data', onData);
      socket.on('error', onError);
      socket.on('end', onEnd);
      socket.on('close', onEnd);
      // From here on the bytes count as gone: the system may have sent them even when an error follows.
      socket.write(frame(message));
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
