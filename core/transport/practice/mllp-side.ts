import { createServer, type Server, type Socket } from 'node:net';
import { frame, MllpDecoder } from '../../hl7/mllp.ts';
import type { Clock } from '../../host/ports.ts';
import type { FaultPicker } from './pick-fault.ts';
import type { Reception, Verdict } from './reception.ts';
import type { RecordFile } from './record-file.ts';
import { garbage, signInPage, withControlId } from './spoilt-replies.ts';
import { writeSlowly } from './write-slowly.ts';

/** The practice receiver's MLLP port: a frame comes in, is taken by the reception, and is answered as the verdict says. */
export function createMllpSide(options: {
  readonly clock: Clock;
  readonly reception: Reception;
  readonly picker: () => FaultPicker;
  readonly record: RecordFile | null;
}): Server {
  const { clock, reception, picker, record } = options;
  let connections = 0;

  const accept = (socket: Socket) => {
    connections += 1;
    const connection = `mllp-${connections}`;
    const decoder = new MllpDecoder({ maxFrameBytes: 10 * 1024 * 1024 });
    let unfinished: Buffer[] = [];
    const unfinishedBytes = () => unfinished.reduce((sum, chunk) => sum + chunk.length, 0);

    socket.setNoDelay(true);
    socket.on('error', () => {});
    socket.on('close', () => {
      if (unfinished.length > 0) record?.partial(clock.nowMs(), connection, Buffer.concat(unfinished));
    });
    socket.on('data', (bytes: Buffer) => {
      if (socket.destroyed) return;
      unfinished.push(bytes);
      const cut = picker().cutAfter('mllp');
      if (cut !== null && unfinishedBytes() >= cut) {
        picker().countCut('mllp');
        socket.resetAndDestroy();
        return;
      }
      const events = decoder.push(bytes);
      if (!decoder.midFrame) unfinished = [];
      for (const event of events) {
        if (event.kind === 'overflow') socket.destroy();
        if (event.kind === 'frame') answer(socket, reception.take(event.bytes, 'mllp', connection));
      }
    });
  };

  const answer = (socket: Socket, { number, reply, fault }: Verdict) => {
    const write = (bytes: Uint8Array | string) => {
      record?.answered(number, clock.nowMs());
      if (!socket.destroyed) socket.write(bytes);
    };
    switch (fault?.answer) {
      case 'noAnswer':
        return;
      case 'late': {
        const cancel = clock.after(fault.ms, () => write(frame(reply)));
        socket.once('close', cancel);
        return;
      }
      case 'cut':
        if (fault.at === 'midReply') {
          socket.end(frame(reply).subarray(0, Math.floor(reply.length / 2)));
          return;
        }
        return socket.destroy();
      case 'slow':
        return writeSlowly(socket, frame(reply), fault.msPerByte, clock);
      case 'garbage':
        return write(garbage);
      case 'wrongControlId':
        return write(frame(withControlId(reply, fault.controlId)));
      case 'html':
      case 'http':
        return write(`HTTP/1.1 ${fault.status} -\r\nContent-Type: text/html\r\n\r\n${signInPage}`);
      case 'empty':
        return write(frame(new Uint8Array()));
      case 'large':
        return write(frame(new Uint8Array(fault.bytes).fill(0x78)));
      case 'twice':
        return write(Buffer.concat([frame(reply), frame(reply)]));
      case 'commitFirst':
        return write(Buffer.concat([frame(Uint8Array.of(0x06)), frame(reply)]));
      default:
        return write(frame(reply));
    }
  };

  return createServer(accept);
}
