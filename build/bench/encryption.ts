import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { AssessmentToStore } from '../../core/assessments/ports.ts';
import { createAssessmentStore } from '../../db/assessment-store.ts';
import { createAuditStore } from '../../db/audit-store.ts';
import { Connection } from '../../db/connection.ts';
import { createDestinationStore } from '../../db/destination-store.ts';
import { reserveLogRoom } from '../../db/log-room.ts';
import { migrate } from '../../db/migrate.ts';
import { createStudentStore } from '../../db/student-store.ts';
import { nodeCrypto } from '../../electron/node-host/node-crypto.ts';
import { atLeast, atMost, beside, compare, each, type Figure, inFolder, type Side } from './harness.ts';
import { benchClinic, encryptedDatabase } from './stores.ts';

/** What encryption costs a save and an open, beside a plain file with the same pragmas and page size. */
export function measureEncryption(): Promise<readonly Figure[]> {
  return inFolder(async (folder) => {
    const key = randomBytes(32);
    const paths = { encrypted: join(folder, 'encrypted.db'), plain: join(folder, 'plain.db') };
    const encrypted = saver(paths.encrypted, key);
    const plain = saver(paths.plain, null);
    const saves = await compare(plain, { encrypted }, { times: 10 });
    const opening = (path: string, with_: Uint8Array | null): Side =>
      each(() => encryptedDatabase(path, with_, false).close());
    const opens = await compare(
      opening(paths.plain, null),
      { encrypted: opening(paths.encrypted, key) },
      { times: 5 },
    );
    encrypted.close();
    plain.close();
    return [
      atLeast('encrypted save: rate / rate of a plain save', saves.rates.encrypted ?? 0, 0.8),
      beside('A/A control of plain save', saves.control),
      atMost('open with the raw key: time / plain open', 1 / (opens.rates.encrypted ?? 0), 2),
      beside('open with the raw key', `${(opens.ms.encrypted ?? 0).toFixed(2)} ms`),
      beside('A/A control of plain open', opens.control),
    ];
  });
}

function saver(path: string, key: Uint8Array | null): Side & { close(): void } {
  const { connection, stores } = storesOn(path, key);
  const { entry } = benchClinic(stores, 40);
  reserveLogRoom(connection.handle, path);
  let entries: readonly AssessmentToStore[] = [];
  return {
    prepare(times) {
      entries = Array.from({ length: times }, () => entry());
    },
    act() {
      for (const one of entries) stores.assessments.save(one);
    },
    close: () => connection.close(),
  };
}

function storesOn(path: string, key: Uint8Array | null) {
  const database = encryptedDatabase(path, key);
  migrate(database);
  const connection = new Connection(database, () => ({
    ok: true,
    database: encryptedDatabase(path, key, false),
  }));
  const audit = createAuditStore(connection, nodeCrypto, new Uint8Array(32), 'BENCH');
  return {
    connection,
    stores: {
      assessments: createAssessmentStore(connection, audit),
      students: createStudentStore(connection, audit),
      destinations: createDestinationStore(connection, audit),
    },
  };
}
