import { beforeEach, describe, expect, it } from 'vitest';
import { defaultSettings } from '../contract/destination.ts';
import { type Log, silentLog } from '../host/ports.ts';
import type { AuditEntry } from '../host/stores.ts';
import { createManualClock } from '../transport/testing/manual-clock.ts';
import type { ChainCheck } from './chain.ts';
import { chainBreakKey, keptBreak } from './chain-state.ts';
import { chainChunkRows } from './follow-chain.ts';
import { clockLookMs, createProgramLog, type ProgramLog, verifyAfterMs } from './program-log.ts';

let manual: ReturnType<typeof createManualClock>;
let wallAheadMs: number;
let rows: string[];
let errors: string[];
let check: ChainCheck;
let full: boolean;
let resumed: () => void;
let parts: Parameters<typeof createProgramLog>[0];
let program: ProgramLog;
let asked: [number, number][];
let values: Map<string, string>;
let told: number;

const storedNowhere = { get: () => defaultSettings, save: () => defaultSettings, setValue() {} };

function append({ action, outcome, detail }: AuditEntry): void {
  if (full) throw new Error('disk full');
  rows.push(`${action} ${outcome} ${detail}`.trim());
}

/** Lets what a timer began go on. */
const settle = () => new Promise(setImmediate);

beforeEach(() => {
  manual = createManualClock();
  wallAheadMs = 0;
  rows = [];
  errors = [];
  full = false;
  asked = [];
  values = new Map();
  told = 0;
  check = { ok: true, head: { seq: 3, mac: 'aa' } };
  const log: Log = { ...silentLog, error: (event) => void errors.push(event) };
  parts = {
    audit: { append, latest: () => [] },
    settings: {
      ...storedNowhere,
      value: (key) => values.get(key) ?? null,
      setAudited(key, value, entry) {
        append(entry);
        if (value === null) values.delete(key);
        else values.set(key, value);
      },
    },
    auditTrail: {
      page: () => ({ rows: [], total: 0 }),
      after: () => [],
      verify(from, limit) {
        asked.push([from.seq, limit]);
        const end = from.seq + limit;
        if (check.ok && check.head.seq > end)
          return { check: { ok: true, head: { seq: end, mac: 'aa' } }, more: true };
        return { check, more: false };
      },
    },
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
  };
  program = createProgramLog(parts, () => {
    told += 1;
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

describe('the chain', () => {
  const changed = { ok: false, seq: 7, fault: 'changed' } as const;

  async function startAgain(): Promise<void> {
    program.stop();
    rows = [];
    program.start();
    manual.advance(verifyAfterMs);
    await settle();
    rows = rows.slice(1);
  }

  it('is followed after the start, and one that is not whole is written down, logged and told', async () => {
    check = changed;
    await startAgain();

    expect(rows).toEqual(['audit.broken failed seq=7 fault=changed']);
    expect(errors).toEqual(['audit.broken']);
    expect(keptBreak(parts)).toEqual({ at: expect.any(Number), seq: 7, fault: 'changed', known: false });
    expect(told).toBe(1);
  });

  it('writes nothing where it is whole, and takes back what was told once it is again', async () => {
    await startAgain();
    expect([rows, told]).toEqual([[], 0]);
    check = changed;
    await startAgain();
    check = { ok: true, head: { seq: 9, mac: 'aa' } };
    await startAgain();

    expect(rows).toEqual(['audit.verify ok rows=9']);
    expect([keptBreak(parts), told]).toEqual([null, 2]);
  });

  it('stays known to whoever knows it, and another break is told anew', async () => {
    check = changed;
    await startAgain();
    values.set(chainBreakKey, JSON.stringify({ ...keptBreak(parts), known: true }));
    await startAgain();
    expect(rows).toEqual(['audit.broken failed seq=7 fault=changed']);
    expect(keptBreak(parts)?.known).toBe(true);

    check = { ...changed, seq: 3 };
    await startAgain();
    expect(keptBreak(parts)).toMatchObject({ seq: 3, known: false });
  });

  it('is followed in chunks, between which everything else has its turn, and no further once the program ends', async () => {
    check = { ok: true, head: { seq: 3 * chainChunkRows, mac: 'aa' } };
    await startAgain();
    expect(asked).toEqual([[0, chainChunkRows]]);
    manual.advance(0);
    await settle();
    expect(asked.at(-1)).toEqual([chainChunkRows, chainChunkRows]);

    program.stop();
    manual.advance(60_000);
    await settle();
    expect(asked).toHaveLength(2);
    expect(errors).toEqual([]);
  });
});

it('keeps nothing from running when the trail cannot be written', () => {
  full = true;
  program.start();

  expect(errors).toEqual(['program.notAudited']);
});
