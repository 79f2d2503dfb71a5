import { Agent, request as httpsRequest } from 'node:https';
import { join } from 'node:path';
import { createDrainer } from '../../core/delivery/drainer.ts';
import type { Address } from '../../core/delivery/ports.ts';
import { encodeMessage } from '../../core/hl7/encode.ts';
import { silentLog } from '../../core/host/ports.ts';
import { createNodeTransport } from '../../core/transport/node-transport.ts';
import { systemClock } from '../../core/transport/system-clock.ts';
import { countSyncs } from '../../db/fixture/count-syncs.ts';
import { openTestStores } from '../../db/fixture/test-database.ts';
import type { Stores } from '../../db/stores.ts';
import {
  atLeast,
  beside,
  compare,
  each,
  type Figure,
  inFolder,
  overwriteAndSync,
  type Side,
} from './harness.ts';
import { bareSocket } from './mllp-client.ts';
import { type Receiver, startReceiver } from './receiver.ts';
import { sampleOru } from './sample-message.ts';
import { benchClinic } from './stores.ts';

const perRound = 40;

/** The drainer on a real database over MLLP, rate limit off, beside D: a bare round trip and a 4 KB overwrite for each ACK. */
export function measureDrain(): Promise<readonly Figure[]> {
  return inFolder(async (folder) => {
    const receiver = await startReceiver();
    const socket = await bareSocket(receiver, encodeMessage(sampleOru('BENCH000001')));
    const disk = overwriteAndSync(folder);
    const bare = each(async () => {
      await socket.act(1);
      await disk.act(1);
    });
    const { side, close } = drainerSide(join(folder, 'data'), receiver.mllp);
    try {
      const { rates, ms, control } = await compare(bare, { drain: side }, { times: perRound });
      const { syncs, lines } = await inFolder((dataDir) => countSyncs(dataDir, 'drain-process.ts', ['100']));
      const fsyncs = syncs / (lines - 1);
      return [
        atLeast('drain over MLLP, one in flight: rate / rate of D', rates.drain ?? 0, 0.65),
        {
          metric: 'drain: fsyncs for each message under strace',
          value: fsyncs.toFixed(2),
          reach: '<= 1.05',
          met: fsyncs <= 1.05,
        },
        beside('one message', `${(ms.drain ?? 0).toFixed(2)} ms`),
        beside('D', `${(ms.base ?? 0).toFixed(2)} ms`),
        beside('A/A control of D', control),
      ];
    } finally {
      await close();
      socket.close();
      disk.close();
      await receiver.stop();
    }
  });
}

/** The same drain through HTTPS with keep-alive, beside a bare HTTPS POST and a 4 KB overwrite. */
export function measureHttpsDrain(): Promise<readonly Figure[]> {
  return inFolder(async (folder) => {
    const receiver = await startReceiver();
    const post = barePost(receiver, encodeMessage(sampleOru('BENCH000001')));
    const disk = overwriteAndSync(folder);
    const bare = each(async () => {
      await post.once();
      await disk.act(1);
    });
    const { side, close } = drainerSide(join(folder, 'data'), receiver.https);
    try {
      const { rates, ms, control } = await compare(bare, { drain: side }, { times: perRound });
      return [
        atLeast(
          'drain over HTTPS with keep-alive: rate / bare HTTPS post + fdatasync',
          rates.drain ?? 0,
          0.6,
        ),
        beside('one message', `${(ms.drain ?? 0).toFixed(2)} ms`),
        beside('bare HTTPS post + fdatasync', `${(ms.base ?? 0).toFixed(2)} ms`),
        beside('A/A control', control),
      ];
    } finally {
      await close();
      post.close();
      disk.close();
      await receiver.stop();
    }
  });
}

/** Saves a round's messages unmeasured, then measures from the wake until the last is `sent`. */
function drainerSide(dataDir: string, address: Address): { readonly side: Side; close(): Promise<void> } {
  const stores = openTestStores(dataDir);
  const { entry } = benchClinic(stores, 40);
  let left = 0;
  let done = () => {};
  const drainer = startDrainer(stores, address, () => {
    left -= 1;
    if (left === 0) done();
  });
  const side: Side = {
    prepare(times) {
      for (let visits = 0; visits < times / 2; visits += 1) stores.assessments.save(entry());
    },
    async act(times) {
      const finished = new Promise<void>((resolve) => {
        done = resolve;
      });
      left = times;
      drainer.wake('enqueue');
      await finished;
    },
  };
  return {
    side,
    async close() {
      await drainer.stop();
      stores.close();
    },
  };
}

/** A drainer that sends everything to one address without a rate limit. */
export function startDrainer(stores: Stores, address: Address, onSent: () => void) {
  const [destination] = stores.destinations.list();
  const transport = address.kind === 'mllp' ? 'mllp' : 'http';
  const where =
    address.kind === 'mllp'
      ? { host: '127.0.0.1', port: address.port }
      : { url: address.kind === 'https' ? address.url : '' };
  const profile = { name: 'Bench', transport, address: where, systemCode: 'TSTSYS', messagesPerSecond: 0 };
  stores.destinations.save(destination?.id ?? null, 'Bench', profile, undefined, 'admin', Date.now());
  const drainer = createDrainer({
    outbox: stores.outbox,
    transport: createNodeTransport(systemClock),
    clock: systemClock,
    random: Math.random,
    log: silentLog,
    newControlId: () => 'PING',
    resolveAddress: () => address,
    machine: {
      onNetworkChange: () => () => {},
      onSuspend: () => () => {},
      onResume: () => () => {},
      onPersonLeft: () => () => {},
    },
  });
  drainer.onChange((change) => {
    if (change.kind === 'message' && change.state === 'sent') onSent();
  });
  drainer.start();
  return drainer;
}

function barePost({ httpsPort, caPem }: Receiver, message: Uint8Array) {
  const agent = new Agent({ keepAlive: true, maxSockets: 1, ca: caPem });
  const once = () =>
    new Promise<void>((resolve, reject) => {
      const outgoing = httpsRequest(
        {
          agent,
          host: 'localhost',
          port: httpsPort,
          path: '/hl7',
          method: 'POST',
          headers: { 'Content-Type': 'application/hl7-v2', 'Content-Length': message.length },
        },
        (incoming) => incoming.on('end', () => resolve()).resume(),
      );
      outgoing.on('error', reject).end(message);
    });
  return { once, close: () => agent.destroy() };
}
