import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { until } from '../fixture/clinic.ts';

interface Program {
  readonly child: ChildProcess;
  readonly accounts: readonly { readonly role: string; readonly name: string; readonly secret: string }[];
  call(channel: string, input: unknown): Promise<{ readonly ok: boolean; readonly value: never }>;
}

let dataDir: string;
let programs: Program[];

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'clinic-outbox-users-'));
  programs = [];
});

afterEach(async () => {
  for (const { child } of programs) await end(child, 'SIGKILL');
  rmSync(dataDir, { recursive: true, force: true });
});

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill(signal);
  await once(child, 'exit');
}

/** A whole host as a process of its own, as each Windows user of a PC has one. */
async function start(): Promise<Program> {
  const flags = ['--json', '--no-open', '--demo', '--port', '0', '--data-dir', dataDir];
  const child = spawn('node', [join(import.meta.dirname, '..', 'preview', 'main.ts'), ...flags], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [first] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  const { ipc, accounts } = JSON.parse(first) as { ipc: string } & Pick<Program, 'accounts'>;
  const socket = new WebSocket(ipc);
  await once(socket, 'open');
  const waiting = new Map<number, (answer: never) => void>();
  socket.on('error', () => {});
  socket.on('message', (data) => {
    const frame = JSON.parse(String(data)) as { id?: number };
    if (frame.id !== undefined) waiting.get(frame.id)?.(frame as never);
  });
  let id = 0;
  const program: Program = {
    child,
    accounts,
    call: (channel, input) =>
      new Promise((resolve) => {
        id += 1;
        waiting.set(id, resolve);
        socket.send(JSON.stringify({ id, channel, input }));
      }),
  };
  programs.push(program);
  return program;
}

const sender = async ({ call }: Program) =>
  ((await call('health.get', {})).value as { drainer: { state: string; by: string | null } }).drainer;

it('a second user sees the queue and who sends; killed, the first is followed by the second [faults A38, A39]', {
  timeout: 60_000,
}, async () => {
  const first = await start();
  const admin = first.accounts.find(({ role }) => role === 'admin');
  const signIn = { name: admin?.name, secret: admin?.secret };
  await first.call('session.signIn', signIn);
  await until('the first sends', async () => (await sender(first)).state === 'running');
  const second = await start();
  await second.call('session.signIn', signIn);

  expect(await sender(second)).toMatchObject({ state: 'standby', by: userInfo().username });
  expect((await sender(first)).by).toBeNull();
  expect((await second.call('queue.query', { filter: { status: 'all' }, offset: 0, limit: 50 })).ok).toBe(
    true,
  );
  const status = () => JSON.parse(readFileSync(join(dataDir, 'status.json'), 'utf8')) as { sender: string };
  expect(status().sender).toBe('running');

  await end(first.child, 'SIGKILL');

  await until('the second took over', async () => (await sender(second)).state === 'running', 30_000);
  await end(second.child, 'SIGTERM');
  expect(status().sender).toBe('stopped');

  const third = await start();
  await third.call('session.signIn', signIn);
  const { value } = await third.call('audit.query', {
    filter: { action: 'app.stoppedUnexpectedly' },
    offset: 0,
    limit: 10,
  });
  expect(value).toMatchObject({ total: 1, rows: [{ detail: 'killed' }] });
});
