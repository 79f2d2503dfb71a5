import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createAssessmentStore } from '../../db/assessment-store.ts';
import { createAuditStore } from '../../db/audit-store.ts';
import { Connection } from '../../db/connection.ts';
import { openTestStores, rawDatabase, testCrypto } from '../../db/fixture/test-database.ts';
import { devProtection } from '../../db/key-slots.ts';
import { readKeyring } from '../../db/keyring.ts';
import { migrations } from '../../db/migrations/index.ts';
import { cacheFolder } from './peers.ts';
import { benchClinic } from './stores.ts';

/** One student has ten visits, so that more messages mean more students, as in a school. */
const messagesPerStudent = 20;

/** Changes when the schema or this page does: what was built for another is built anew. */
const version = createHash('sha256')
  .update(JSON.stringify(migrations))
  .update(`${messagesPerStudent} 2`)
  .digest('hex')
  .slice(0, 12);

/** Copies a data folder with so many queued messages to `target`; it is built once and kept outside of the repository. */
export function copyDataset(messages: number, target: string): void {
  const kept = join(cacheFolder, 'data', `${version}-${messages}`);
  if (!existsSync(kept)) build(messages, kept);
  cpSync(kept, target, { recursive: true });
}

/** Through the stores, so that every trigger and column is as in life; only the syncs are left out while it is built. */
function build(messages: number, kept: string): void {
  const unfinished = `${kept}.unfinished`;
  removeOutdated();
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true });
  const stores = openTestStores(unfinished);
  const students = Math.ceil(messages / messagesPerStudent);
  benchClinic(stores, students);
  const read = readKeyring(unfinished, devProtection);
  if (!read.ok) throw new Error(read.code);
  const database = rawDatabase(unfinished);
  database.pragma('synchronous = OFF');
  const connection = new Connection(database, () => ({ ok: true, database }));
  const audit = createAuditStore(connection, testCrypto, read.keys.audit, 'TEST');
  const assessments = createAssessmentStore(connection, audit);
  const { entry } = benchClinic({ ...stores, assessments }, students);
  for (let saved = 0; saved < messages / 2; ) {
    connection.write(() => {
      for (let batch = 0; batch < 1000 && saved < messages / 2; batch += 1, saved += 1)
        assessments.save(entry());
    });
  }
  connection.close();
  stores.close();
  renameSync(unfinished, kept);
}

/** What an earlier schema left behind: a backlog of 200,000 takes hundreds of megabytes. */
function removeOutdated(): void {
  const folder = join(cacheFolder, 'data');
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(folder)) {
    if (!name.startsWith(version)) rmSync(join(folder, name), { recursive: true, force: true });
  }
}
