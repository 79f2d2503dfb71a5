import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type LogValue, logCode, logId } from '../../core/host/ports.ts';
import { createFileLog } from './file-log.ts';
import { logPaths, maxLogBytes, rotateLogs } from './log-files.ts';
import { readLogTail } from './log-tail.ts';

let dataDir: string;

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'clinic-outbox-log-'));
});

afterEach(() => {
  vi.restoreAllMocks();
  rmSync(dataDir, { recursive: true });
});

const text = () => readFileSync(logPaths(dataDir)[0], 'utf8');

it('writes a line at once, readable for this account alone, and says nothing on the console', () => {
  const printed = ['log', 'info', 'warn', 'error'].map((name) =>
    vi.spyOn(console, name as 'log').mockImplementation(() => {}),
  );

  createFileLog(dataDir).warn('disk.low', { level: logCode('low'), freeMb: 900 });

  expect(text()).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z warn disk\.low \{"level":"low","freeMb":900\}\r?\n$/);
  expect(statSync(logPaths(dataDir)[0]).mode & 0o077).toBe(0);
  for (const spy of printed) expect(spy).not.toHaveBeenCalled();
});

it('lets nothing through that is no code or no number, whatever the types were told [fault A54]', () => {
  const log = createFileLog(dataDir);

  log.error('AL MARRI was here');
  log.error('request.failed', { code: logCode('no such student: SALEM'), message: logId('SALEM AL MARRI') });
  log.error('request.failed', { code: 'PID|1||SALEM' as LogValue, phone: '+971501234567' as LogValue });

  expect(text()).not.toMatch(/SALEM|MARRI|97150/);
  expect(text()).toContain('request.failed {"code":"INVALID","message":"INVALID"}');
});

it('keeps five files and no more than a little over 5 MB', () => {
  const log = createFileLog(dataDir);
  for (const path of logPaths(dataDir)) {
    log.info('start.first');
    writeFileSync(path, 'x'.repeat(maxLogBytes));
  }

  for (let files = 0; files < 7; files += 1) {
    rotateLogs(dataDir);
    log.info('start.again');
  }

  expect(readdirSync(join(dataDir, 'logs')).sort()).toEqual([
    'clinic-outbox.1.log',
    'clinic-outbox.2.log',
    'clinic-outbox.3.log',
    'clinic-outbox.4.log',
    'clinic-outbox.log',
  ]);
});

it('begins a new file when the old one is full', () => {
  const log = createFileLog(dataDir);
  const values = Object.fromEntries(Array.from({ length: 200 }, (_, index) => [`count${index}`, 1_000_000]));
  const line = JSON.stringify(values).length;

  for (let lines = 0; lines * line < maxLogBytes * 1.5; lines += 1) log.info('load.test', values);

  const sizes = logPaths(dataDir)
    .slice(0, 2)
    .map((path) => statSync(path).size);
  expect(Math.max(...sizes)).toBeLessThan(maxLogBytes + 2 * line);
});

it('reads its last lines back, over the end of a file, and leaves out what is no line of its own', () => {
  const log = createFileLog(dataDir);
  log.info('start.first');
  rotateLogs(dataDir);
  log.warn('disk.low', { freeMb: 900 });
  writeFileSync(logPaths(dataDir)[0], `${text()}SALEM AL MARRI\n2026-01-01T00:00:00Z error half {"co`);

  expect(readLogTail(dataDir, 10).map(({ level, event, values }) => ({ level, event, values }))).toEqual([
    { level: 'warn', event: 'disk.low', values: { freeMb: 900 } },
    { level: 'info', event: 'start.first', values: {} },
  ]);
  expect(readLogTail(dataDir, 1)).toHaveLength(1);
  expect(readLogTail(join(dataDir, 'elsewhere'), 10)).toEqual([]);
});
