import { expect, it } from 'vitest';
import type { Alert, Link } from '../contract/health.ts';
import type { QueueCounts } from '../contract/queue.ts';
import { type TrayFacts, trayView } from './tray-view.ts';

const now = 1_000_000;

const counts: QueueCounts = {
  rev: 1,
  all: 0,
  pending: 0,
  failed: 0,
  sent: 0,
  successRate7d: null,
  finished7d: 0,
  successDays: [],
  oldestPendingAt: null,
  lastManualRetryAt: null,
  nextAutoAt: null,
  lastAcceptedAt: null,
};

function link(change: Partial<Link> = {}): Link {
  return {
    destinationId: 'd1',
    name: 'Malaffi',
    state: 'connected',
    since: null,
    problem: null,
    nextProbeAt: null,
    pausedUntil: null,
    lastAcceptedAt: null,
    practice: false,
    processingId: 'P',
    folder: false,
    mapping: 'notNeeded',
    ...change,
  };
}

function stateOf(change: Partial<Omit<TrayFacts, 'counts'>> & { readonly counts?: Partial<QueueCounts> }) {
  const facts = { links: [link()], sending: 0, sentOfRun: 0, alerts: [], now, ...change };
  return trayView({ ...facts, counts: { ...counts, ...change.counts } }).state;
}

const offline = link({ state: 'offline' });
const pausedByPerson = link({ state: 'paused', pausedUntil: now + 60_000 });

it('lets attention win over offline, paused, sending, waiting and idle, each over what follows', () => {
  const waiting = { pending: 3, nextAutoAt: now + 40_000 };

  expect(stateOf({ counts: { ...waiting, failed: 1 }, links: [offline], sending: 1 })).toBe('attention');
  expect(stateOf({ counts: waiting, links: [offline, pausedByPerson], sending: 1 })).toBe('offline');
  expect(stateOf({ counts: waiting, links: [pausedByPerson], sending: 1 })).toBe('paused');
  expect(stateOf({ counts: waiting, sending: 1 })).toBe('sending');
  expect(stateOf({ counts: waiting })).toBe('waiting');
  expect(stateOf({})).toBe('idle');
});

it('stays at sending between two messages of a row', () => {
  expect(stateOf({ counts: { pending: 3, nextAutoAt: now + 900 } })).toBe('sending');
});

it('asks for attention where a destination refuses the key, a day has passed or the disk is full', () => {
  const alert = (code: Alert['code']): Alert => ({ code, level: 'red', since: null });

  expect(stateOf({ links: [link({ state: 'paused', problem: 'AUTH' })] })).toBe('attention');
  expect(stateOf({ alerts: [alert('WAITING_DAY')] })).toBe('attention');
  expect(stateOf({ alerts: [alert('DISK_FULL')] })).toBe('attention');
  expect(stateOf({ alerts: [alert('OUTAGE')], links: [offline] })).toBe('offline');
});

it('shows that the line is gone also while nothing waits', () => {
  expect(stateOf({ links: [link({ state: 'unreachable' })] })).toBe('offline');
});
