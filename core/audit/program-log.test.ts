import { beforeEach, expect, it } from 'vitest';
import { type Log, silentLog } from '../host/ports.ts';
import type { AuditEntry } from '../host/stores.ts';
import { createManualClock } from '../transport/testing/manual-clock.ts';
import type { ChainCheck } from './chain.ts';
import { clockLookMs, createProgramLog, type ProgramLog, verifyAfterMs } from './program-log.ts';

let manual: ReturnType<typeof createManualClock>;
let wallAheadMs: number;
let rows: string[];
let errors: string[];
let check: ChainCheck;
let full: boolean;
let resumed: () => void;
let program: ProgramLog;

beforeEach(() => {
  manual = createManualClock();
  wallAheadMs = 0;
  rows = [];
  errors = [];
  full = false;
  check = { ok: true, head: { seq: 3, mac: 'aa' } };
  const log: Log = { ...silentLog, error: (event) => void errors.push(event) };
  program = createProgramLog({
    audit: {
      append({ action, outcome, detail }: AuditEntry) {
        if (full) throw new Error('disk full');
        rows.push(`${action} ${outcome} ${detail}`.trim());
      },
      latest: () => [],
    },
    auditTrail: { page: () => ({ rows: [], total: 0 }), after: () => [], verify: () => check },
    clock: { ...manual, nowMs: () => manual.nowMs() + wallAheadMs },
    log,
    machine: {
      onNetworkChange: () => () => {},
      onSuspend: () => () => {},
      onResume(listener) {
        resumed = listener;
        return () => {};
      },
      onPersonLeft: () => () => {},
    },
    version: '1.2.3',
  });
});

it('writes down start and end, each once', () => {
  program.start();
  program.stop();
  program.stop();

  expect(rows).toEqual(['app.start ok version=1.2.3', 'app.stop ok']);
});

it('writes down that the clock was set forward or back, and not that the PC slept', () => {
  program.start();
  manual.advance(clockLookMs);
  wallAheadMs = -3_600_000;
  manual.advance(clockLookMs);
  wallAheadMs = 0;
  manual.advance(clockLookMs);
  wallAheadMs = 8 * 3_600_000;
  resumed();
  manual.advance(clockLookMs);

  expect(rows.slice(1)).toEqual(['clock.jump ok byMs=-3600000', 'clock.jump ok byMs=3600000']);
});

it('follows the chain after the start, and writes down and logs one that is not whole', () => {
  check = { ok: false, seq: 7, fault: 'changed' };
  program.start();
  manual.advance(verifyAfterMs);

  expect(rows.slice(1)).toEqual(['audit.broken failed seq=7 fault=changed']);
  expect(errors).toEqual(['audit.broken']);
});

it('keeps nothing from running when the trail cannot be written', () => {
  full = true;
  program.start();

  expect(errors).toEqual(['program.notAudited']);
});
