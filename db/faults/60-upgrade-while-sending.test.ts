import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { frame, MllpDecoder } from '../../core/hl7/mllp.ts';
import { listBackups } from '../backup-files.ts';
import { runChild } from '../fixture/child.ts';
import { canaryName, delivered, t0 } from '../fixture/clinic.ts';
import { brokenPromises } from '../fixture/oracle.ts';
import { openTestStores, testFolder } from '../fixture/test-database.ts';
import type { Stores } from '../stores.ts';

interface Received {
  readonly controlId: string;
  readonly bytes: Uint8Array;
}

const visits = 50;

let dataDir: string;
let server: Server;
let received: Received[];

beforeEach(async () => {
  dataDir = testFolder();
  received = [];
  server = createServer((socket) => {
    const decoder = new MllpDecoder();
    socket.on('error', () => {});
    socket.on('data', (chunk: Buffer) => {
      for (const event of decoder.push(chunk)) {
        if (event.kind !== 'frame') continue;
        const controlId = Buffer.from(event.bytes).toString().split('|')[9] ?? '';
        received.push({ controlId, bytes: Uint8Array.from(event.bytes) });
        socket.write(frame(Buffer.from(`MSH|^~\\&|R\rMSA|AA|${controlId}\r`)));
      }
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
});

afterEach(async () => {
  server.close();
  await once(server, 'close');
  rmSync(dataDir, { recursive: true, force: true });
});

function portOf(): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

/** What the new version does once it is the sender: everything that is due, one by one, each with its answer. */
async function drain(stores: Stores, socket: Socket): Promise<void> {
  const [destination] = stores.destinations.list();
  const lane = { destinationId: destination?.id ?? '', interfaces: null };
  const sender = stores.outbox.acquireSender(t0 + 60_000);
  if (!sender) throw new Error('another sender is active');
  expect(stores.outbox.recoverInterrupted(sender, t0 + 60_000)).toEqual({ requeued: 1, poisoned: 0 });
  for (let now = t0 + 120_000; ; now += 1000) {
    const due = stores.outbox.nextDue(lane, now);
    if (!due) return;
    const claim = stores.outbox.claim(sender, due.id, now);
    if (!claim) throw new Error('not claimed');
    socket.write(frame(claim.bytes));
    await once(socket, 'data');
    stores.outbox.finish(claim, delivered, now);
  }
}

it('an update with 100 queued and one in flight loses and doubles nothing, and leaves the way back', {
  timeout: 120_000,
}, async () => {
  const older = runChild('older-sender-process.ts', [dataDir, String(visits), String(portOf())]);
  await older.line(visits + 1);
  // The installer ends the version before as hard as this.
  older.process.kill('SIGKILL');
  await older.ended;
  const confirmed = older.lines.slice(0, visits).map((line) => JSON.parse(line));

  const stores = openTestStores(dataDir);
  const socket = connect(portOf(), '127.0.0.1');
  await once(socket, 'connect');
  await drain(stores, socket);
  socket.destroy();
  stores.close();

  expect(new Set(received.map(({ controlId }) => controlId)).size).toBe(2 * visits);
  expect(received).toHaveLength(2 * visits + 1);
  expect(brokenPromises({ dataDir, confirmed, received, drained: true, canary: [canaryName] })).toEqual([]);
  expect(listBackups(dataDir).map(({ name }) => /-schema\d+\.db$/.test(name))).toEqual([true]);
});
