import { once } from 'node:events';
import type { Server, Socket } from 'node:net';
import type { Clock } from '../../host/ports.ts';
import { systemClock } from '../system-clock.ts';
import { type FaultPlanInput, faultPlanSchema } from './fault-plan.ts';
import { createHttpSide } from './http-side.ts';
import { createMllpSide } from './mllp-side.ts';
import { createFaultPicker } from './pick-fault.ts';
import type { ReceivedMessage } from './received-message.ts';
import { createReception } from './reception.ts';
import { openRecordFile, readRecordFile } from './record-file.ts';

/** A Malaffi for training and acceptance, on this machine alone. */
export interface PracticeReceiver {
  readonly mllpPort: number;
  readonly httpPort: number;
  /** Every whole message so far, oldest first. */
  received(): readonly ReceivedMessage[];
  /** Changes the fault switches at once; throws on a plan that is not one. */
  setFaults(plan: FaultPlanInput): void;
  /** Closes both ports and every connection, also in the middle of an answer. */
  stop(): Promise<void>;
}

export interface PracticeReceiverOptions {
  /** 0 or absent: any free port. */
  readonly mllpPort?: number;
  readonly httpPort?: number;
  readonly host?: '127.0.0.1';
  readonly faults?: FaultPlanInput;
  /** Called when a message is recorded, before its answer leaves. */
  readonly onReceived?: (message: ReceivedMessage) => void;
  /** When given, HTTP wants it as `Authorization: Bearer` or `X-API-Key`, else 401. */
  readonly apiKey?: string;
  /** JSON lines of every byte that arrives; what an earlier run kept is read back from it. */
  readonly recordFile?: string;
  readonly clock?: Clock;
}

/**
 * Starts the practice receiver over MLLP and HTTP. Rejects with Node's error when a port is taken. What it accepts is kept
 * in memory and in the record file, and shown at GET / of the HTTP port.
 */
export async function createPracticeReceiver(
  options: PracticeReceiverOptions = {},
): Promise<PracticeReceiver> {
  const clock = options.clock ?? systemClock;
  const host = options.host ?? '127.0.0.1';
  let picker = createFaultPicker(faultPlanSchema.parse(options.faults ?? {}));
  const earlier = options.recordFile ? readRecordFile(options.recordFile) : [];
  const record = options.recordFile ? openRecordFile(options.recordFile) : null;
  const reception = createReception({
    clock,
    picker: () => picker,
    record,
    earlier,
    onReceived: options.onReceived ?? (() => {}),
  });
  const side = { clock, reception, picker: () => picker, record };
  const mllp = createMllpSide(side);
  const http = createHttpSide({ ...side, apiKey: options.apiKey ?? null });
  const sockets = new Set<Socket>();
  for (const server of [mllp, http]) {
    server.on('connection', (socket: Socket) => {
      sockets.add(socket);
      socket.once('close', () => sockets.delete(socket));
    });
  }

  let stopping: Promise<void> | null = null;
  const stop = () => {
    stopping ??= closeAll();
    return stopping;
  };
  const closeAll = async () => {
    for (const socket of sockets) socket.destroy();
    await Promise.all([closed(mllp), closed(http)]);
    // The sockets' own close events may still have to record what was unfinished.
    await Promise.all([...sockets].map((socket) => once(socket, 'close')));
    record?.close();
  };
  try {
    return {
      mllpPort: await listen(mllp, options.mllpPort ?? 0, host),
      httpPort: await listen(http, options.httpPort ?? 0, host),
      received: reception.received,
      setFaults(plan) {
        picker = createFaultPicker(faultPlanSchema.parse(plan));
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function listen(server: Server, port: number, host: string): Promise<number> {
  server.listen(port, host);
  await once(server, 'listening');
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : port;
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    if (server.listening) server.close(() => resolve());
    else resolve();
  });
}
