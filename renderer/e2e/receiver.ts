import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import type { FaultPlanInput } from '../../core/transport/practice/fault-plan.ts';
import { readRecordFile } from '../../core/transport/practice/record-file.ts';

/** The practice receiver as a process of its own, so that a test can stop, restart and misguide it. */
export interface Receiver {
  readonly mllpPort: number;
  readonly httpPort: number;
  /** Every message that arrived, in order, across restarts: read from the byte log that is written before each ACK. */
  received(): readonly Received[];
  /** Replaces the fault plan; the receiver picks it up while it runs. */
  faults(plan: FaultPlanInput): void;
  stop(): Promise<void>;
  start(): Promise<void>;
}

export interface Received {
  readonly controlId: string;
  readonly text: string;
}

/** Starts the practice receiver in `folder` on free ports, which it keeps when it is started again. */
export async function startReceiver(folder: string): Promise<Receiver> {
  const record = `${folder}/received.jsonl`;
  const faultFile = `${folder}/faults.json`;
  const faults = (plan: FaultPlanInput) => writeFileSync(faultFile, JSON.stringify(plan));
  faults({});
  let ports = { mllp: 0, http: 0 };
  let child: ChildProcess | null = null;

  const start = async () => {
    const flags = [
      '--mllp',
      String(ports.mllp),
      '--http',
      String(ports.http),
      '--faults',
      faultFile,
      '--record',
      record,
    ];
    child = spawn('node', ['build/practice-receiver.mjs', ...flags, '--json'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const lines = createInterface({ input: child.stdout as NodeJS.ReadableStream });
    const [first] = (await once(lines, 'line')) as [string];
    ports = JSON.parse(first) as typeof ports;
  };
  const stop = async () => {
    const running = child;
    child = null;
    if (!running || running.exitCode !== null) return;
    running.kill('SIGTERM');
    await once(running, 'exit');
  };
  await start();
  return {
    mllpPort: ports.mllp,
    httpPort: ports.http,
    received: () =>
      readRecordFile(record).map(({ controlId, bytes }) => ({
        controlId,
        text: new TextDecoder().decode(bytes),
      })),
    faults,
    start,
    stop,
  };
}
