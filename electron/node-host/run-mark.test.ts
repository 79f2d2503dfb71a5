import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startMarkOf } from '../../db/sender-store.ts';
import { markRun } from './run-mark.ts';

const now = Date.UTC(2026, 10, 24, 8);

let dataDir: string;

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'clinic-outbox-run-'));
});

afterEach(() => {
  rmSync(dataDir, { recursive: true });
});

const marks = () => readdirSync(join(dataDir, 'runs'));

/** As another process would have left it. */
function leave(mark: Record<string, unknown> | string): void {
  mkdirSync(join(dataDir, 'runs'), { recursive: true });
  writeFileSync(
    join(dataDir, 'runs', `left-${Math.random()}.json`),
    typeof mark === 'string'
      ? mark
      : JSON.stringify({ bootedAt: now, reason: 'killed', startMark: null, ...mark }),
  );
}

it('leaves nothing behind after an end in order', () => {
  const run = markRun(dataDir, now);

  expect(run.earlier).toEqual([]);
  expect(marks()).toHaveLength(1);
  run.ended();
  expect(marks()).toEqual([]);
});

it('says whether another process works here, also one that found a fault of its own, and keeps its mark', async () => {
  const child = spawn('node', ['-e', 'process.stdin.resume()'], { stdio: ['pipe', 'ignore', 'ignore'] });
  const { pid = 0 } = child;
  const alone = markRun(dataDir, now);
  expect(alone.beside()).toBe(false);

  leave({ pid, startMark: startMarkOf(pid), reason: 'integrity.damaged' });
  const second = markRun(dataDir, now);
  second.forgetEarlier();
  expect([alone.beside(), second.beside()]).toEqual([true, true]);

  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(alone.beside()).toBe(false);
});

it('knows of a process that was killed, once it was looked after only once', async () => {
  const child = spawn('node', ['-e', 'process.stdin.resume()'], { stdio: ['pipe', 'ignore', 'ignore'] });
  const { pid = 0 } = child;
  leave({ pid, startMark: startMarkOf(pid) });
  const beside = markRun(dataDir, now);
  expect(beside.earlier).toEqual([]);
  beside.ended();

  child.kill('SIGKILL');
  await once(child, 'exit');

  const first = markRun(dataDir, now);
  expect(first.earlier).toEqual(['killed']);
  first.ended();
  const second = markRun(dataDir, now);
  expect(second.earlier).toEqual(['killed']);
  second.forgetEarlier();
  expect(markRun(dataDir, now).earlier).toEqual([]);
});

it('hands on what went wrong, although the end itself was in order', () => {
  const run = markRun(dataDir, now);
  run.failed('main.uncaughtException');
  run.ended();

  expect(markRun(dataDir, now).earlier).toEqual(['main.uncaughtException']);
});

it.each([
  ['half a file', '{"pid": 12'],
  ['an empty one', ''],
  ['text in the place of a code', { pid: 2 ** 22 - 1, reason: 'SALEM AL MARRI' }],
  ['the number of this process, of an earlier one', { pid: process.pid }],
  ['a number of an earlier start of the machine', { pid: process.ppid, bootedAt: 0 }],
])('takes %s for a process that was killed', (_, left) => {
  leave(left);

  expect(markRun(dataDir, now).earlier).toEqual(['killed']);
});
