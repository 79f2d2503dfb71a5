import type { AssessmentToStore } from '../../core/assessments/ports.ts';
import { createAssessmentStore } from '../../db/assessment-store.ts';
import { createAuditStore } from '../../db/audit-store.ts';
import { Connection } from '../../db/connection.ts';
import { createDestinationStore } from '../../db/destination-store.ts';
import { reserveLogRoom } from '../../db/log-room.ts';
import { migrate } from '../../db/migrate.ts';
import { createStudentStore } from '../../db/student-store.ts';
import { nodeCrypto } from '../../electron/node-host/node-crypto.ts';
import type { Side } from './harness.ts';
import { benchClinic, encryptedDatabase } from './stores.ts';

/**
 * The store's transaction alone on a database of its own: encrypted or, with `key` null, plain; `synced` false leaves the
 * sync out, so that the rest can be told apart from it.
 */
export function saver(path: string, key: Uint8Array | null, synced = true): Side & { close(): void } {
  const { connection, stores } = storesOn(path, key);
  if (!synced) connection.handle.pragma('synchronous = OFF');
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
