import { beforeEach, expect, it } from 'vitest';
import type { ChainedRow } from '../audit/chain.ts';
import type { Link } from '../contract/health.ts';
import { createEventReporter, lastingOutageMs } from './event-reporter.ts';
import { soundStorage } from './ports.ts';

type Parts = Parameters<typeof createEventReporter>[0];

let now: number;
let due: (() => void) | null;
let rows: ChainedRow[];
let link: Link;
let state: 'running' | 'standby';
let stored: Map<string, string>;
let told: string[];

beforeEach(() => {
  now = 1_800_000_000_000;
  due = null;
  rows = [];
  state = 'running';
  stored = new Map();
  told = [];
  link = { destinationId: 'd1', name: 'Receiver', state: 'connected', since: now, problem: null } as Link;
});

function row(action: string, actor = '1'): void {
  const seq = rows.length + 1;
  rows.push({ seq, action, actor, outcome: 'ok', mac: 'ab'.repeat(32) } as ChainedRow);
}

function start() {
  const parts = {
    auditTrail: {
      page: () => ({ rows: rows.slice(-1), total: rows.length }),
      after: (seq: number) => rows.filter((each) => each.seq > seq),
    },
    settings: {
      value: (key: string) => stored.get(key) ?? null,
      setValue: (key: string, value: string) => stored.set(key, value),
    },
    clock: {
      nowMs: () => now,
      monotonicMs: () => now,
      after(_: number, run: () => void) {
        due = run;
        return () => {};
      },
    },
    log: { info() {}, warn: (event: string) => told.push(event), error() {} },
    version: '1.2.3',
    queue: { counts: () => ({ pending: 0, failed: 0, oldestPendingAt: null, sent7d: 0, finished7d: 0 }) },
    storage: soundStorage,
    managed: { problems: [], recovery: 'notNeeded' },
    systemLog: ({ id, code }: { id: number; code: string }) => told.push(`${id} ${code}`),
  } as unknown as Parts;
  const drainer = {
    status: () => ({ state, lastCycleAt: now }),
    links: () => [link],
  } as unknown as Parameters<typeof createEventReporter>[1];
  const reporter = createEventReporter(parts, drainer);
  reporter.start();
  return reporter;
}

const later = (ms: number) => {
  now += ms;
  due?.();
};

it('tells its start, and what administrators do from then on, without daily work and without the actor', () => {
  row('account.add');
  start();
  row('assessment.save');
  row('destination.change', 'Mariam');
  later(30_000);

  expect(told).toEqual(['100 app.started', '400 destination.change', '410 audit.head']);
  expect(JSON.stringify(told)).not.toContain('Mariam');
});

it('tells at the next start what a command did meanwhile, once', () => {
  start();
  row('destination.change', 'it');
  row('app.stoppedUnexpectedly', 'system');
  told = [];
  start();
  start();

  expect(told.filter((each) => !/^(100|410)/.test(each))).toEqual([
    '400 destination.change',
    '110 app.stoppedUnexpectedly',
  ]);
});

it('tells an outage when it has lasted for four hours, and its end, once each', () => {
  start();
  link = { ...link, state: 'unreachable', problem: 'NET_UNREACHABLE', since: now };
  later(lastingOutageMs - 1);
  expect(told).toEqual(['100 app.started']);
  later(1);
  later(30_000);
  link = { ...link, state: 'connected', problem: null };
  later(30_000);
  later(30_000);

  expect(told).toEqual(['100 app.started', '300 NET_UNREACHABLE', '301 ENDED']);
});

it('leaves the telling to the process that sends', () => {
  state = 'standby';
  start();
  row('destination.change');
  later(30_000);

  expect(told).toEqual(['100 app.started']);
});

it('tells nothing again that another process told while this one stood by', () => {
  start();
  state = 'standby';
  later(30_000);
  row('destination.change');
  // The other process told it.
  stored.set('systemLogSeq', '1');
  state = 'running';
  later(30_000);

  expect(told).toEqual(['100 app.started']);
});

it('remembers how far it read where the trail grows by daily work alone', () => {
  start();
  for (let looks = 0; looks < 500; looks += 1) row('list.view');
  later(30_000);

  expect(stored.get('systemLogSeq')).toBe('500');
});
