import { once } from 'node:events';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import { fillQueue } from '../../db/fixture/many-messages.ts';
import { beside, type Figure, inFolder, quantile } from './harness.ts';
import { startPreview } from './window.ts';

const messages = 10_000;

/** A retry of 10,000 as a person starts it, and how long another request waits meanwhile: main has one thread. */
export async function measureBulkRetry(): Promise<readonly Figure[]> {
  return inFolder(async (folder) => {
    fillQueue(join(folder, 'data'), { sent: 1000, failed: 0, gaveUp: messages, pending: 0 });
    const { child, ipc } = await startPreview(folder);
    const socket = new WebSocket(ipc);
    await once(socket, 'open');
    const call = caller(socket);
    try {
      await call('account.save', {
        name: 'Mariam',
        role: 'admin',
        givenName: 'Mariam',
        familyName: 'Hassan',
        licence: null,
        secret: 'an invented password',
      });
      await call('session.signIn', { name: 'Mariam', secret: 'an invented password' });
      const { token } = (await call('queue.preview', {
        scope: { filter: { status: 'failed' }, asOf: Date.now() },
      })) as { token: string };
      const startedAt = performance.now();
      let running = true;
      const retry = call('queue.retry', { token }).finally(() => {
        running = false;
      });
      const waits: number[] = [];
      while (running) {
        const askedAt = performance.now();
        await call('settings.get', {});
        waits.push(performance.now() - askedAt);
      }
      const { queued } = (await retry) as { queued: number };
      if (queued !== messages) throw new Error(`${queued} of ${messages} were put back`);
      return [
        beside(`window, retry of ${messages}`, `${(performance.now() - startedAt).toFixed(0)} ms`),
        beside(
          'another request meanwhile: median; longest',
          `${quantile(waits, 0.5).toFixed(1)} ms; ${Math.max(...waits).toFixed(1)} ms`,
        ),
      ];
    } finally {
      socket.terminate();
      child.kill('SIGTERM');
      await once(child, 'exit');
    }
  });
}

/** Asks over the preview host's socket; throws the error's code when main refuses. */
function caller(socket: WebSocket): (channel: string, input: unknown) => Promise<unknown> {
  const waiting = new Map<number, (frame: Answer) => void>();
  let nextId = 1;
  socket.on('message', (data) => {
    const frame = JSON.parse(String(data)) as Answer;
    if (frame.id !== undefined) waiting.get(frame.id)?.(frame);
  });
  return (channel, input) =>
    new Promise((resolve, reject) => {
      const id = nextId++;
      waiting.set(id, ({ ok, value, error }) => {
        waiting.delete(id);
        if (ok) resolve(value);
        else reject(new Error(`${channel}: ${error?.code}`));
      });
      socket.send(JSON.stringify({ id, channel, input }));
    });
}

interface Answer {
  readonly id?: number;
  readonly ok: boolean;
  readonly value?: unknown;
  readonly error?: { readonly code: string };
}
