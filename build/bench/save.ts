import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { AssessmentToStore } from '../../core/assessments/ports.ts';
import { countSyncs } from '../../db/fixture/count-syncs.ts';
import { openTestStores } from '../../db/fixture/test-database.ts';
import { reserveLogRoom } from '../../db/log-room.ts';
import { openClinic } from '../../electron/fixture/clinic.ts';
import { firstCheckpointMs } from '../../electron/node-host/house-keeping.ts';
import { nodeCrypto } from '../../electron/node-host/node-crypto.ts';
import {
  appendAndSync,
  atLeast,
  beside,
  compare,
  each,
  type Figure,
  inFolder,
  type Side,
} from './harness.ts';
import { loadPeer } from './peers.ts';
import { measureSaveParts } from './save-parts.ts';
import { benchClinic, encryptedDatabase } from './stores.ts';

/**
 * Saving one assessment (assessment, two messages, audit row; encrypted, synchronous=FULL) beside F, a 1 KB append with
 * fdatasync on the same disk. `assessment.save` is what a window asks for: checks, building and the answer with new counts.
 * The store alone gets its messages built.
 */
export function measureSave(): Promise<readonly Figure[]> {
  return inFolder(async (folder) => {
    const limit = appendAndSync(folder);
    // Nobody answers: nothing is sent while saving is measured.
    const clinic = await openClinic();
    await clinic.stopReceiver();
    const stores = openTestStores(join(folder, 'store'), nodeCrypto);
    const { entry } = benchClinic(stores, 40);
    let entries: readonly AssessmentToStore[] = [];
    const encrypted = encryptedDatabase(join(folder, 'insert.db'));
    encrypted.exec('CREATE TABLE insertAlone (id INTEGER PRIMARY KEY, bytes BLOB NOT NULL) STRICT');
    const insert = encrypted.prepare('INSERT INTO insertAlone (bytes) VALUES (?)');
    const kilobyte = Buffer.alloc(1024, 0x61);
    let student = 0;
    // As in life: soon after its start the host gives the log its room.
    stores.checkpoint();
    encrypted.pragma('wal_checkpoint(PASSIVE)');
    reserveLogRoom(encrypted, join(folder, 'insert.db'));
    await new Promise((resolve) => setTimeout(resolve, firstCheckpointMs + 500));
    const sides: Record<string, Side> = {
      whole: each(() => clinic.save(student++ % 40)),
      store: {
        prepare(times) {
          entries = Array.from({ length: times }, () => entry());
        },
        act() {
          for (const one of entries) {
            const outcome = stores.assessments.save(one);
            if (outcome.kind !== 'saved') throw new Error(outcome.kind);
          }
        },
      },
      'one encrypted insert of 1 KB, nothing else': each(() => insert.run(kilobyte)),
    };
    const plainjob = plainjobEnqueue(join(folder, 'plainjob.db'));
    if ('act' in plainjob) sides['plainjob, plain file, FULL: enqueue 1 KB'] = plainjob;
    const queue = loadPeer('better-queue-sqlite');
    try {
      const { rates, ms, control } = await compare(limit, sides);
      const { syncs, lines } = await inFolder((dataDir) =>
        countSyncs(dataDir, 'saver-process.ts', ['--count', '50']),
      );
      const fsyncs = syncs / (lines - 1);
      return [
        atLeast(
          'save one assessment, assessment.save as a window asks: rate / rate of F',
          rates.whole ?? 0,
          0.6,
        ),
        atLeast('save one assessment, messages built before: rate / rate of F', rates.store ?? 0, 0.6),
        {
          metric: 'save one assessment: fsyncs under strace',
          value: String(fsyncs),
          reach: 'exactly 1',
          met: fsyncs === 1,
        },
        beside('assessment.save', `${(ms.whole ?? 0).toFixed(2)} ms`),
        beside('store alone', `${(ms.store ?? 0).toFixed(2)} ms`),
        ...(await measureSaveParts()),
        beside('F', `${(ms.base ?? 0).toFixed(2)} ms`),
        ...Object.entries(rates)
          .filter(([name]) => name !== 'whole' && name !== 'store')
          .map(([name, rate]) => beside(name, rate)),
        ...('act' in plainjob ? [] : [plainjob]),
        ...(queue.ok ? [beside('better-queue-sqlite', 'loads here, not measured')] : [queue.why]),
        beside('A/A control of F', control),
      ];
    } finally {
      limit.close();
      encrypted.close();
      stores.close();
      await clinic.close();
      if ('close' in plainjob) plainjob.close();
    }
  });
}

interface Connection {
  pragma(text: string): void;
  close(): void;
}

function plainjobEnqueue(path: string): (Side & { close(): void }) | Figure {
  const peer = loadPeer('plainjob');
  if (!peer.ok) return peer.why;
  const { better, defineQueue } = peer.exports as {
    better(database: unknown): Connection;
    defineQueue(options: { connection: Connection; logger: object }): {
      add(type: string, data: unknown): unknown;
      close(): void;
    };
  };
  const quiet = () => {};
  const connection = better(encryptedDatabase(path, null));
  const queue = defineQueue({ connection, logger: { error: quiet, warn: quiet, info: quiet, debug: quiet } });
  // It sets NORMAL by itself.
  connection.pragma('synchronous = FULL');
  const data = { id: randomUUID(), bytes: 'a'.repeat(1024) };
  return { ...each(() => queue.add('message', data)), close: () => queue.close() };
}
