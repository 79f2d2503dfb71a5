import type { Health } from '../../core/contract/health.ts';

/** A health without any trouble, changed as a test wants it. */
export function fakeHealth(change: Partial<Health> = {}): Health {
  return {
    drainer: { state: 'running', lastCycleAt: null },
    links: [],
    pending: 0,
    failed: 0,
    oldestPendingAt: null,
    states: { pending: 0, sending: 0, sent: 0, failed: 0, superseded: 0, cancelled: 0 },
    reasons: [],
    success: { sent: 0, finished: 0, windowHours: 168 },
    alerts: [],
    disk: { level: 'ok', freeBytes: 1e12 },
    ...change,
  };
}
