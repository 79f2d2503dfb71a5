import {
  copyFileSync,
  existsSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { databasePath } from './data-folder.ts';
import { runChild } from './fixture/child.ts';
import { attemptOnce, type Clinic, canaryName, noAnswer, t0, testClinic } from './fixture/clinic.ts';
import { brokenPromises } from './fixture/oracle.ts';
import { type TestDatabase, testDatabase } from './fixture/test-database.ts';
import { statePath } from './state-file.ts';

let db: TestDatabase;
let clinic: Clinic;

beforeEach(() => {
  db = testDatabase();
  clinic = testClinic(db.stores);
});

afterEach(() => {
  const broken = brokenPromises({ dataDir: db.dataDir, canary: [canaryName] });
  db.remove();
  // A file that a test left damaged or locked on purpose cannot be asked.
  expect(broken.filter((words) => !/^(?:database|keyring): /.test(words))).toEqual([]);
});

/** Takes the files as a crash would leave them, then puts the database back as it was before `since` ran. */
function loseSince(since: () => void): void {
  const path = databasePath(db.dataDir);
  db.stores.checkpoint();
  copyFileSync(path, `${path}.copy`);
  since();
  db.stores.close();
  copyFileSync(`${path}.copy`, path);
}

describe('the mark outside of the database', () => {
  it('finds rows that a lost log took away, names them and flags what may have been sent', () => {
    const [kept = 0] = clinic.visit(1);
    loseSince(() => {
      clinic.visit(2);
      clinic.visit(3);
    });

    expect(db.reopen().ok).toBe(true);

    expect(db.stores.incident).toMatchObject({
      messages: { from: 3, to: 6 },
      attempts: null,
      auditRows: { from: 4, to: 5 },
    });
    expect(db.stores.queue.row(kept)).toMatchObject({ state: 'pending', possiblyDelivered: true });
    expect(db.stores.audit.latest(1)).toMatchObject([
      {
        action: 'incident.recordsMissing',
        outcome: 'failed',
        detail: 'messages=3-6 attempts=none audit=4-5 flagged=2',
      },
    ]);
    expect(JSON.parse(db.stores.settings.value('incident') ?? '')).toMatchObject({
      messages: { from: 3, to: 6 },
    });
  });

  it('finds a lost attempt, although no save is missing', () => {
    const [id = 0] = clinic.visit(1);
    loseSince(() => attemptOnce(db.stores, clinic, id, noAnswer(t0 + 1), t0));

    db.reopen();

    expect(db.stores.incident).toMatchObject({
      messages: null,
      attempts: { from: 1, to: 1 },
      auditRows: null,
    });
    expect(db.stores.queue.row(id)?.possiblyDelivered).toBe(true);
  });

  it('finds an older copy that has gone its own way', () => {
    clinic.visit(1);
    const path = databasePath(db.dataDir);
    const state = () => readFileSync(statePath(db.dataDir));
    db.stores.checkpoint();
    copyFileSync(path, `${path}.copy`);
    const before = state();
    clinic.visit(2);
    db.stores.close();
    const after = state();
    copyFileSync(`${path}.copy`, path);
    writeFileSync(statePath(db.dataDir), before);
    db.reopen();
    testClinic(db.stores).visit(3);
    db.stores.close();
    writeFileSync(statePath(db.dataDir), after);

    db.reopen();

    expect(db.stores.incident?.auditRows).not.toBeNull();
  });

  it('reports once, and says nothing after an orderly close or a kill', async () => {
    loseSince(() => clinic.visit(2));
    db.reopen();
    expect(db.stores.incident).not.toBeNull();

    db.reopen();
    expect(db.stores.incident).toBeNull();

    db.stores.close();
    const child = runChild('saver-process.ts', [db.dataDir]);
    await child.line(5);
    child.process.kill('SIGKILL');
    await child.ended;
    db.reopen();
    expect(db.stores.incident).toBeNull();
  });

  it('notices the log of a killed process when it is taken away [faults 4, A7]', async () => {
    db.stores.close();
    const child = runChild('saver-process.ts', [db.dataDir]);
    await child.line(6);
    child.process.kill('SIGKILL');
    await child.ended;
    const log = `${databasePath(db.dataDir)}-wal`;
    expect(statSync(log).size).toBeGreaterThan(0);
    rmSync(log);

    expect(db.reopen().ok).toBe(true);

    expect(db.stores.incident?.messages).not.toBeNull();
  });

  it.each(['cut', 'garbage'])('notices a log that was %s [faults 4, A8]', async (damage) => {
    db.stores.close();
    const child = runChild('saver-process.ts', [db.dataDir]);
    await child.line(6);
    child.process.kill('SIGKILL');
    await child.ended;
    const log = `${databasePath(db.dataDir)}-wal`;
    if (damage === 'cut') truncateSync(log, Math.floor(statSync(log).size / 2));
    else writeFileSync(log, Buffer.alloc(statSync(log).size, 0x5a));

    expect(db.reopen().ok).toBe(true);

    expect(db.stores.incident?.messages).not.toBeNull();
    expect(db.stores.audit.verify().ok).toBe(true);
  });

  it('does without its file, and survives a torn one', () => {
    clinic.visit(1);
    db.stores.close();
    const whole = readFileSync(statePath(db.dataDir));
    expect(whole.length).toBe(1056);
    expect(whole.includes('Canary')).toBe(false);

    for (const torn of [
      whole.subarray(0, 700),
      Buffer.concat([Buffer.alloc(300), whole.subarray(300)]),
      Buffer.alloc(9),
    ]) {
      writeFileSync(statePath(db.dataDir), torn);
      expect(db.reopen().ok).toBe(true);
      expect(db.stores.incident).toBeNull();
    }
    db.stores.close();
    rmSync(statePath(db.dataDir));
    expect(db.reopen().ok).toBe(true);
    expect(existsSync(statePath(db.dataDir))).toBe(true);
  });
});
