import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { canaryName } from './fixture/clinic.ts';
import { countSyncs } from './fixture/count-syncs.ts';
import { brokenPromises } from './fixture/oracle.ts';
import { type TestDatabase, testDatabase } from './fixture/test-database.ts';

let db: TestDatabase;

beforeEach(() => {
  db = testDatabase();
  db.stores.close();
});

afterEach(() => {
  const broken = brokenPromises({ dataDir: db.dataDir, canary: [canaryName] });
  db.remove();
  // A file that a test left damaged or locked on purpose cannot be asked.
  expect(broken.filter((words) => !/^(?:database|keyring): /.test(words))).toEqual([]);
});

describe('what is durable [fault A3]', () => {
  it('costs exactly one fsync for a save, counted by strace', async () => {
    expect(await countSyncs(db.dataDir, 'saver-process.ts', ['--count', '20'])).toEqual({
      syncs: 19,
      lines: 20,
    });
  });

  it('costs one fsync for each message sent, because its end and the next claim are one commit', async () => {
    expect(await countSyncs(db.dataDir, 'drain-process.ts', ['10'])).toEqual({ syncs: 19, lines: 20 });
  });

  it('costs at most 1.05 fsyncs for each message of a long backlog, checkpoints counted', async () => {
    const { syncs, lines } = await countSyncs(db.dataDir, 'drain-process.ts', ['200']);

    expect(lines).toBe(400);
    expect(syncs / (lines - 1)).toBeLessThanOrEqual(1.05);
  });
});
