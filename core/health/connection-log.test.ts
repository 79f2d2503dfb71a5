import { expect, it } from 'vitest';
import type { Address, Connection, OpenResult, Reply } from '../delivery/ports.ts';
import { createManualClock } from '../transport/testing/manual-clock.ts';
import { createConnectionLog } from './connection-log.ts';

const address: Address = { kind: 'mllp', host: '127.0.0.1', port: 2575, tls: null };
const timeouts = { connectMs: 1, ackMs: 1, idleCloseMs: 1 };

function connection(reply: Reply): Connection {
  return { usable: true, send: async () => reply, close() {}, onClosed() {} };
}

function watched(opens: readonly OpenResult[]) {
  const clock = createManualClock();
  const log = createConnectionLog(clock);
  const left = [...opens];
  const transport = log.watch(
    {
      async open() {
        clock.advance(120);
        return left.shift() as OpenResult;
      },
    },
    () => 'Malaffi',
  );
  return { log, transport };
}

it('notes each connect with its result and its time, the newest first', async () => {
  const { log, transport } = watched([
    { ok: false, fault: { kind: 'refused', code: 'ECONNREFUSED' } },
    { ok: true, connection: connection({ kind: 'hl7', body: new Uint8Array(), latencyMs: 1 }) },
  ]);
  await transport.open(address, timeouts);
  await transport.open(address, timeouts);

  expect(log.list()).toEqual([
    { at: 240, destination: 'Malaffi', kind: 'connect', ok: true, problem: null, durationMs: 120 },
    {
      at: 120,
      destination: 'Malaffi',
      kind: 'connect',
      ok: false,
      problem: 'NET_UNREACHABLE',
      durationMs: 120,
    },
  ]);
});

it('notes a key that was not accepted and silence, and leaves refused content to its message', async () => {
  const replies: Reply[] = [
    { kind: 'http', status: 401, contentType: '', retryAfter: null, body: new Uint8Array(), latencyMs: 7 },
    { kind: 'http', status: 422, contentType: '', retryAfter: null, body: new Uint8Array(), latencyMs: 7 },
    { kind: 'none', bytesLeft: true, cause: 'timeout', code: 'TIMEOUT', latencyMs: 500 },
  ];
  const { log, transport } = watched(
    replies.map((reply) => ({ ok: true, connection: connection(reply) }) as const),
  );
  for (const _ of replies) {
    const opened = await transport.open(address, timeouts);
    if (opened.ok) await opened.connection.send(new Uint8Array(), 'A1');
  }

  const answers = log.list().filter(({ kind }) => kind === 'answer');
  expect(answers.map(({ problem, durationMs }) => [problem, durationMs])).toEqual([
    ['NO_REPLY_AFTER_SEND', 500],
    ['AUTH', 7],
  ]);
});

it('keeps the last twenty', async () => {
  const { log, transport } = watched(
    Array.from({ length: 25 }, () => ({ ok: false, fault: { kind: 'dns', code: 'ENOTFOUND' } }) as const),
  );
  for (let index = 0; index < 25; index += 1) await transport.open(address, timeouts);

  expect(log.list()).toHaveLength(20);
  expect(log.list()[0]?.at).toBe(25 * 120);
});
