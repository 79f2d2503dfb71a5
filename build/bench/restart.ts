import { join } from 'node:path';
import Database from 'better-sqlite3';
import { encodeMessage } from '../../core/hl7/encode.ts';
import { openTestStores } from '../../db/fixture/test-database.ts';
import { bundled } from './bundles.ts';
import { kill, startChild } from './children.ts';
import { copyDataset } from './datasets.ts';
import { atMost, beside, compare, type Figure, inFolder, type Side } from './harness.ts';
import { startReceiver } from './receiver.ts';
import { sampleOru } from './sample-message.ts';

/** From kill -9 of a sender to the first message sent again, beside Node with the driver alone. */
export function measureRestart(): Promise<readonly Figure[]> {
  return inFolder(async (folder) => {
    const receiver = await startReceiver();
    const sender = await bundled('send-first');
    const alone = await bundled('driver-alone');
    const file = join(folder, 'plain.db');
    const plain = new Database(file);
    plain.exec('CREATE TABLE waiting (id INTEGER PRIMARY KEY, bytes BLOB NOT NULL)');
    plain
      .prepare('INSERT INTO waiting (bytes) VALUES (?)')
      .run(Buffer.from(encodeMessage(sampleOru('BENCH000001'))));
    plain.close();
    const port = String(receiver.mllpPort);
    const queued = (messages: number): Side => {
      const dataDir = join(folder, String(messages));
      copyDataset(messages, dataDir);
      const stores = openTestStores(dataDir);
      const profile = {
        name: 'Bench',
        transport: 'mllp',
        address: { host: '127.0.0.1', port: receiver.mllpPort },
        systemCode: 'TSTSYS',
        messagesPerSecond: 0,
      };
      const [destination] = stores.destinations.list();
      stores.destinations.save(destination?.id ?? null, 'Bench', profile, undefined, 'admin', Date.now());
      stores.close();
      return started(sender, [dataDir, port]);
    };
    try {
      const sides = { few: queued(1000), many: queued(200_000) };
      const { rates, ms, control } = await compare(started(alone, [file, port]), sides, { times: 1 });
      return [
        atMost(
          'kill -9 to first message sent: 200,000 / 1,000 queued',
          (rates.few ?? 0) / (rates.many ?? 0),
          1.25,
        ),
        atMost(
          'kill -9 to first message sent, 200,000 queued: time / Node with the driver alone',
          1 / (rates.many ?? 0),
          2,
        ),
        beside('with 200,000 queued', `${(ms.many ?? 0).toFixed(0)} ms`),
        beside('Node with the driver alone', `${(ms.base ?? 0).toFixed(0)} ms`),
        beside('A/A control of Node with the driver alone', control),
      ];
    } finally {
      await receiver.stop();
    }
  });
}

/** Each round begins where the last was killed in the middle of sending. */
function started(path: string, args: readonly string[]): Side {
  let child: Awaited<ReturnType<typeof startChild>> | null = null;
  const end = async () => {
    if (child) await kill(child);
  };
  return {
    prepare: end,
    async act() {
      child = await startChild(path, args);
      await end();
    },
  };
}
