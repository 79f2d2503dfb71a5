import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runChild } from './fixture/child.ts';
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
    expect(await fsyncsBetween('saver-process.ts', ['--count', '20'], 20)).toBe(19);
  });

  it('costs one fsync for each message sent, because its end and the next claim are one commit', async () => {
    expect(await fsyncsBetween('drain-process.ts', ['10'], 20)).toBe(19);
  });

  /** Syncs between the first and the last of `count` printed lines: what opening and closing cost is not counted. */
  async function fsyncsBetween(file: string, args: readonly string[], count: number): Promise<number> {
    const trace = join(db.dataDir, 'strace.txt');
    const strace = ['strace', '-f', '-e', 'trace=fsync,fdatasync,write', '-o', trace];
    const child = runChild(file, [db.dataDir, ...args], strace);
    await child.ended;
    expect(child.lines.at(-1)).toBe('done');
    const calls = readFileSync(trace, 'utf8').split('\n');
    const printed = calls.flatMap((call, index) =>
      / write\(1, "(sent |[0-9a-f]{8}-)/.test(call) ? [index] : [],
    );
    expect(printed).toHaveLength(count);
    const between = calls.slice(printed[0], printed.at(-1));
    return between.filter((call) => /\b(fsync|fdatasync)\(/.test(call)).length;
  }
});
