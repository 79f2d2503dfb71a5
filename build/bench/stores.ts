import { randomBytes, randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { AssessmentToStore, MessageToStore } from '../../core/assessments/ports.ts';
import { standardDelimiters } from '../../core/hl7/delimiters.ts';
import { encodeText } from '../../core/hl7/encode.ts';
import type { StoredDestination } from '../../core/host/stores.ts';
import { t0, testStudent } from '../../db/fixture/clinic.ts';
import { openDatabase } from '../../db/open.ts';
import type { Stores } from '../../db/stores.ts';
import { sampleOru } from './sample-message.ts';

/** What a plain file needs set to be as durable as the encrypted one. */
const sameAsEncrypted = [
  'journal_mode',
  'synchronous',
  'foreign_keys',
  'temp_store',
  'recursive_triggers',
  'trusted_schema',
  'cell_size_check',
  'wal_autocheckpoint',
  'journal_size_limit',
  'cache_size',
];

/** A new encrypted database with every pragma of the product; with `key` null a plain one with the same pragmas. */
export function encryptedDatabase(
  path: string,
  key: Uint8Array | null = randomBytes(32),
  create = true,
): Database.Database {
  if (key) {
    const opened = openDatabase({ path, key, create });
    if (!opened.ok) throw new Error(opened.fault.code);
    return opened.database;
  }
  const plain = new Database(path);
  if (create) plain.pragma('page_size = 2048');
  plain.prepare('SELECT count(*) FROM sqlite_master').get();
  for (const name of sameAsEncrypted) plain.pragma(`${name} = ${pragmaValues()[name]}`);
  return plain;
}

let known: Readonly<Record<string, unknown>> | null = null;

/** Read from an encrypted database rather than written down a second time. */
function pragmaValues(): Readonly<Record<string, unknown>> {
  if (known) return known;
  const opened = openDatabase({
    path: join(tmpdir(), `clinic-outbox-bench-${randomUUID()}.db`),
    key: randomBytes(32),
    create: true,
  });
  if (!opened.ok) throw new Error(opened.fault.code);
  known = Object.fromEntries(
    sameAsEncrypted.map((name) => [name, opened.database.pragma(name, { simple: true })]),
  );
  opened.database.close();
  return known;
}

/** Stands for the control id in the sample's bytes. */
const placeholder = 'BENCHBENCHBENCHBENCH';

const names = [
  'Al Mansoori',
  'Al Mazrouei',
  'Al Hashimi',
  'Hassan',
  'Khan',
  'Al Ketbi',
  'Rahman',
  'Al Shamsi',
];

/** A school with students and one destination; gives visits of an A04-like and an ORU message of 1.4 KB each, built. */
export function benchClinic(
  stores: Pick<Stores, 'students' | 'destinations' | 'assessments'>,
  students: number,
) {
  if (stores.students.allByNumber().size < students) {
    const roster = Array.from({ length: students }, (_, index) => ({
      id: null,
      schoolName: 'Al Nahda',
      student: testStudent(String(10_001 + index), {
        familyName: `${names[index % names.length]}`,
        givenName: `Given${String(index).padStart(6, '0')}`,
      }),
    }));
    stores.students.applyRoster(roster, 'admin', t0);
  }
  const destination: StoredDestination =
    stores.destinations.list()[0] ??
    stores.destinations.save(null, 'Bench', { enabled: true }, undefined, 'admin', t0);
  const template = encodeText({ delimiters: standardDelimiters, segments: sampleOru(placeholder) });
  const run = randomUUID().slice(0, 8).toUpperCase();
  let count = 0;
  const message = (kind: string): MessageToStore => {
    count += 1;
    const controlId = `${run}${String(count).padStart(12, '0')}`;
    return {
      destinationId: destination.id,
      profileVersion: 1,
      kind,
      interface: kind === 'ADT^A04' ? 'ADT' : 'ORU',
      opensVisit: kind === 'ADT^A04',
      built: true,
      controlId,
      bytes: new TextEncoder().encode(template.replace(placeholder, controlId)),
    };
  };
  return {
    destination,
    entry(at = t0): AssessmentToStore {
      const messages = [message('ADT^A04'), message('ORU^R01')];
      return {
        assessment: {
          id: randomUUID(),
          studentId: 1 + ((count / 2) % students),
          kind: 'annual',
          visitStartedAt: at,
          measuredAt: at,
          measurements: { heightCm: 138.5, weightKg: 33.2 },
          vision: { right: '6/6' },
          notes: '',
        },
        visitNumber: stores.assessments.nextVisitNumber(at),
        schoolId: 1,
        actor: { accountId: 1, name: 'nurse' },
        savedAt: at,
        messages,
      };
    },
  };
}
