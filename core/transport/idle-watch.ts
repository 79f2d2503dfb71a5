import type { Socket } from 'node:net';
import type { Cancel, Clock } from '../host/ports.ts';

/** Guards a connection between two messages. */
export interface IdleWatch {
  start(): void;
  stop(): void;
}

/**
 * While no reply is awaited nothing may arrive: whatever does (a late ACK, an HTTP 408, a hang-up) ends the connection,
 * so that it can never be taken for the answer to the next message (FM-03). A stray CR or LF is let pass: receivers
 * differ in what they write behind a frame. Also ends the connection after `idleCloseMs`. `onGone` is called at most once.
 */
export function createIdleWatch(
  socket: Socket,
  idleCloseMs: number,
  clock: Clock,
  onGone: () => void,
): IdleWatch {
  let cancelTimer: Cancel | null = null;

  const gone = () => {
    stop();
    socket.destroy();
    onGone();
  };
  const onData = (bytes: Uint8Array) => {
    if (!isLineEnds(bytes)) gone();
  };
  const stop = () => {
    cancelTimer?.();
    cancelTimer = null;
    socket.off('data', onData);
    socket.off('end', gone);
    socket.off('close', gone);
  };
  const start = () => {
    if (cancelTimer) return;
    if (socket.destroyed) return onGone();
    cancelTimer = clock.after(idleCloseMs, gone);
    socket.on('data', onData);
    socket.on('end', gone);
    socket.on('close', gone);
  };
  return { start, stop };
}

/** A stray CR or LF between two messages: receivers differ in what they write behind a frame. */
export function isLineEnds(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte === 0x0d || byte === 0x0a);
}

/**
 * Lets the event loop read once what the system already holds for our sockets: a hang-up that has arrived is then seen
 * before a message is written into it. Two turns, because the first may end before the loop has polled.
 */
export function noticeWhatArrived(then: () => void): void {
  setImmediate(() => setImmediate(then));
}
