import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runChild } from './fixture/child.ts';
import { rawDatabase, reopenStores, type TestDatabase, testDatabase } from './fixture/test-database.ts';

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

describe('a disk that fails to sync [faults 2, A4]', () => {
  it.each([7, 8, 9])(
    'gives one row for each form that was confirmed, and says so when it was not (sync %i)',
    async (failing) => {
      const trace = join(db.dataDir, 'strace.txt');
      const inject = `inject=fsync,fdatasync:error=EIO:when=${failing}`;
      const strace = ['strace', '-f', '-e', 'trace=fsync,fdatasync', '-e', inject, '-o', trace];

      const child = runChild('saver-process.ts', [db.dataDir, '--count', '4'], strace);
      await child.ended;

      expect(readFileSync(trace, 'utf8')).toContain('EIO');
      expect(child.lines).toContain('notSaved');
      expect(child.lines.at(-1)).toBe('done');
      const printed = child.lines.filter((line) => line.includes(' ')).map((line) => line.split(' '));
      const opened = reopenStores(db.dataDir);
      if (!opened.ok) throw new Error(opened.message);
      for (const [id = '', messageIds = ''] of printed) {
        expect(opened.stores.assessments.find(id)?.join(',')).toBe(messageIds);
      }
      expect(opened.stores.audit.verify()).toMatchObject({ ok: true });
      opened.stores.close();
      // A form pressed again after a failure is in the file once.
      const raw = rawDatabase(db.dataDir);
      expect(raw.prepare('SELECT count(*) FROM assessments').pluck().get()).toBe(printed.length);
      expect(raw.prepare('SELECT count(*) FROM messages').pluck().get()).toBe(printed.length * 2);
      raw.close();
    },
  );
});

describe('kill -9 while saving [faults 1, A1]', () => {
  it.each(Array.from({ length: 12 }, (_, index) => index))(
    'loses nothing that was confirmed (%i)',
    async (round) => {
      const child = runChild('saver-process.ts', [db.dataDir]);
      await child.line(1);
      // A different point each time: after a number of saves, then some microseconds into the next.
      await child.line(2 + round * 3);
      await spin(round * 137);
      child.process.kill('SIGKILL');
      await child.ended;

      const opened = reopenStores(db.dataDir);
      if (!opened.ok) throw new Error(opened.message);
      const printed = child.lines.slice(1).map((line) => line.split(' '));
      expect(printed.length).toBeGreaterThan(round * 3);
      for (const [id = '', messageIds = ''] of printed) {
        expect(opened.stores.assessments.find(id)?.join(',')).toBe(messageIds);
      }
      expect(opened.stores.audit.verify()).toMatchObject({ ok: true });
      opened.stores.close();
      const raw = rawDatabase(db.dataDir);
      expect(raw.pragma('integrity_check', { simple: true })).toBe('ok');
      expect(raw.pragma('foreign_key_check')).toEqual([]);
      const torn = raw.prepare(
        `SELECT count(*) FROM assessments AS a
       WHERE (SELECT count(*) FROM messages WHERE visit = a.visit) <> 2
         OR (SELECT count(*) FROM audit WHERE subject = a.id) <> 1`,
      );
      expect(torn.pluck().get()).toBe(0);
      raw.close();
    },
  );
});

/** Waits a number of microseconds without giving the child's output a turn. */
async function spin(microseconds: number): Promise<void> {
  const end = performance.now() + microseconds / 1000;
  while (performance.now() < end);
}
