import { expect, it } from 'vitest';
import { defaultSettings } from '../contract/destination.ts';
import type { Health } from '../contract/health.ts';
import { soundStorage } from '../health/ports.ts';
import { supportBundle } from './bundle.ts';

const now = Date.UTC(2026, 10, 24, 8);
const canary = 'SALEM AL MARRI 784-2017-1234567-1';

/** Every text that the bundle could take from anywhere is a patient here: what shows up came past the allow-list. */
const health = {
  drainer: { state: canary, lastCycleAt: now, nextCycleAt: now, canary },
  links: [
    {
      destinationId: canary,
      name: canary,
      state: canary,
      since: now,
      problem: canary,
      nextProbeAt: null,
      pausedUntil: null,
      lastAcceptedAt: null,
      practice: true,
      processingId: canary,
    },
  ],
  pending: 1,
  failed: 2,
  oldestPendingAt: now,
  states: { [canary]: 1, pending: 1 },
  reasons: [{ state: canary, problem: canary, count: 1 }],
  success: { sent: 1, finished: 2, windowHours: 168 },
  alerts: [{ code: canary, level: canary, since: now }],
  disk: { level: 'ok', freeBytes: 1e9 },
} as unknown as Health;

const parts = {
  clock: { nowMs: () => now },
  version: canary,
  versions: { [canary]: canary, node: '24.21.0' },
  health: { outages: () => [{ destination: canary, problem: canary, startedAt: now, endedAt: null }] },
  students: { schools: () => [{ name: canary, facilityLicence: canary, students: 60 }] },
  settings: { get: () => ({ ...defaultSettings, language: canary }) },
  storage: { ...soundStorage, backups: { list: () => [{ name: canary, madeAt: now, bytes: 1 }] } },
  logTail: () => [
    { at: now, level: 'error', event: canary, values: { code: canary, name: canary, message: 'S104201' } },
    { at: now, level: 'info', event: 'backup.made', values: { bytes: 4096, [canary]: 1 } },
    {
      at: now,
      level: 'warn',
      event: 'request.failed',
      values: { code: { name: canary }, channel: 'queue.counts' },
    },
  ],
} as unknown as Parameters<typeof supportBundle>[0];

it('shows nobody, whatever stands in the places that it reads [fault A54]', () => {
  const text = supportBundle(parts, health, [
    { at: now, destination: canary, kind: 'test', ok: false, problem: canary as never, durationMs: 3 },
  ]);

  expect(text).not.toMatch(/SALEM|MARRI|784|S104201/);
  expect(JSON.parse(text)).toMatchObject({ unsent: { pending: 1, failed: 2 }, version: 'INVALID' });
});

it('brings the end of the log along in codes and numbers', () => {
  const { log } = JSON.parse(supportBundle(parts, health, [])) as { log: unknown };

  expect(log).toEqual([
    { at: '2026-11-24T08:00:00.000Z', level: 'error', event: 'INVALID', code: 'INVALID' },
    { at: '2026-11-24T08:00:00.000Z', level: 'info', event: 'backup.made', bytes: 4096 },
    { at: '2026-11-24T08:00:00.000Z', level: 'warn', event: 'request.failed', channel: 'queue.counts' },
  ]);
});
