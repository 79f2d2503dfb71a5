import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { countSyncs } from './fixture/count-syncs.ts';
import { type TestDatabase, testDatabase } from './fixture/test-database.ts';

let db: TestDatabase;

beforeEach(() => {
  db = testDatabase();
  db.stores.close();
});

afterEach(() => {
  db.remove();
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
