import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { attemptOnce, type Clinic, delivered, rejected, t0, testClinic } from '../../db/fixture/clinic.ts';
import { type TestDatabase, testDatabase } from '../../db/fixture/test-database.ts';
import type { Health, Link } from '../contract/health.ts';
import { silentLog } from '../host/ports.ts';
import { unmanaged } from '../settings/managed.ts';
import { createManualClock, type ManualClock } from '../transport/testing/manual-clock.ts';
import { activityView } from './activity.ts';
import { healthView } from './health-view.ts';
import { createHealthWatch, type HealthWatch } from './health-watch.ts';
import type { Notice } from './notices.ts';
import { soundStorage } from './ports.ts';
import type { Status } from './status.ts';

const minuteMs = 60_000;

let db: TestDatabase;
let clinic: Clinic;
let clock: ManualClock;
let watch: HealthWatch;
let line: Link;
let state: Health['drainer']['state'];
let notices: Notice[];
let statuses: Status[];
let diskLevel: 'ok' | 'low' | 'full';

const drainer = {
  links: () => [line],
  status: () => ({ state, lastCycleAt: clock.nowMs() }),
};

beforeEach(() => {
  db = testDatabase();
  clinic = testClinic(db.stores);
  const ticking = createManualClock();
  clock = { ...ticking, nowMs: () => t0 + ticking.nowMs() };
  state = 'running';
  diskLevel = 'ok';
  line = {
    destinationId: clinic.destination.id,
    name: 'Malaffi',
    state: 'connected',
    since: null,
    problem: null,
    nextProbeAt: null,
    pausedUntil: null,
    lastAcceptedAt: null,
    practice: false,
    folder: false,
    mapping: 'confirmed',
    processingId: 'T',
  };
  notices = [];
  statuses = [];
  watch = createHealthWatch(parts(), drainer, () => {});
  watch.onNotice((notice) => notices.push(notice));
  watch.start();
});

afterEach(() => {
  watch.stop(true);
  db.remove();
});

function parts() {
  return {
    queue: db.stores.queue,
    health: db.stores.health,
    storage: { ...soundStorage, disk: () => ({ freeBytes: 1e9, level: diskLevel }) },
    clock,
    managed: unmanaged,
    log: silentLog,
    version: '1.2.3',
    writeStatus: (status: Status) => statuses.push(status),
  };
}

function becomes(change: Partial<Link>): void {
  line = { ...line, since: clock.nowMs(), ...change };
  watch.changed();
}

function outages() {
  return db.stores.health.outages(0, 10).map(({ problem, startedAt, endedAt }) => ({
    problem,
    from: (startedAt - t0) / minuteMs,
    to: endedAt === null ? null : (endedAt - t0) / minuteMs,
  }));
}

describe('an outage', () => {
  it('is written down with its start and end, and told once at each end', () => {
    becomes({ state: 'offline', problem: 'NET_OFFLINE' });
    clock.advance(minuteMs);
    expect(notices).toEqual([]);
    clock.advance(minuteMs);
    for (let hour = 0; hour < 72; hour += 1) {
      clock.advance(60 * minuteMs);
      becomes({ state: hour % 2 === 0 ? 'unreachable' : 'offline' });
    }
    becomes({ state: 'connected', problem: null });

    expect(notices).toEqual([
      { kind: 'outageStarted', destination: 'Malaffi' },
      { kind: 'outageEnded', destination: 'Malaffi' },
    ]);
    expect(outages()).toEqual([{ problem: 'NET_OFFLINE', from: 0, to: 72 * 60 + 2 }]);
  });

  it('of less than two minutes is written down and told to nobody', () => {
    becomes({ state: 'unreachable', problem: 'NET_UNREACHABLE' });
    clock.advance(minuteMs);
    becomes({ state: 'connected', problem: null });
    clock.advance(10 * minuteMs);

    expect(notices).toEqual([]);
    expect(outages()).toEqual([{ problem: 'NET_UNREACHABLE', from: 0, to: 1 }]);
  });

  it('is also a pause that a problem made, and not one that a person made', () => {
    becomes({ state: 'paused', problem: null });
    expect(outages()).toEqual([]);

    becomes({ state: 'paused', problem: 'AUTH' });
    expect(outages()).toEqual([{ problem: 'AUTH', from: 0, to: null }]);
  });

  it('that the last run did not see end, ends where this one begins to send', () => {
    becomes({ state: 'offline', problem: 'NET_OFFLINE' });
    watch.stop(true);
    line = { ...line, state: 'unknown', problem: null };
    clock.advance(minuteMs);

    state = 'standby';
    const next = createHealthWatch(parts(), drainer, () => {});
    next.start();
    expect(outages()).toEqual([{ problem: 'NET_OFFLINE', from: 0, to: null }]);

    state = 'running';
    next.changed();
    next.stop(true);
    expect(outages()).toEqual([{ problem: 'NET_OFFLINE', from: 0, to: 1 }]);
  });
});

describe('notices', () => {
  it('say at most once in half an hour that something needs a person', () => {
    const [first = 0] = clinic.visit(1);
    const [second = 0] = clinic.visit(2);
    const [third = 0] = clinic.visit(3);
    watch.changed();

    attemptOnce(db.stores, clinic, first, rejected, t0);
    watch.changed();
    clock.advance(29 * minuteMs);
    attemptOnce(db.stores, clinic, second, rejected, t0);
    watch.changed();
    clock.advance(2 * minuteMs);
    attemptOnce(db.stores, clinic, third, rejected, t0);
    watch.changed();

    expect(notices).toEqual([
      { kind: 'needsPerson', count: 1 },
      { kind: 'needsPerson', count: 3 },
    ]);
  });

  it('say once that something waits for more than a day, also when nothing else happens', () => {
    clinic.visit(1);
    for (let hour = 0; hour < 50; hour += 1) clock.advance(60 * minuteMs);

    expect(notices).toEqual([{ kind: 'alert', code: 'WAITING_DAY' }]);
  });

  it('say that the disk is full, and say it again only after it was not', () => {
    for (const level of ['full', 'full', 'ok', 'full'] as const) {
      diskLevel = level;
      clock.advance(minuteMs);
    }

    expect(notices.map(({ kind }) => kind)).toEqual(['alert', 'alert']);
  });
});

describe('what is seen of the sending', () => {
  it('counts by state and reason, and says what the rate is a rate of', () => {
    const [first = 0] = clinic.visit(1);
    const [second = 0] = clinic.visit(2);
    attemptOnce(db.stores, clinic, first, delivered, t0);
    attemptOnce(db.stores, clinic, second, rejected, t0);

    expect(healthView(parts(), drainer)).toMatchObject({
      states: { pending: 2, sent: 1, failed: 1 },
      reasons: [{ state: 'failed', problem: 'NACK_REQUIRED', count: 1 }],
      success: { sent: 1, finished: 2, windowHours: 168 },
      alerts: [{ code: 'FAILED', level: 'red' }],
    });
  });

  it('shows sent, failed and times to the ACK by the hour', () => {
    const hourMs = 60 * minuteMs;
    const ids = [1, 2, 3].flatMap((student) => clinic.visit(student));
    const [a = 0, b = 0, c = 0, , e = 0] = ids;
    attemptOnce(db.stores, clinic, a, { ...delivered, latencyMs: 10 }, t0);
    attemptOnce(db.stores, clinic, b, { ...delivered, latencyMs: 30 }, t0);
    attemptOnce(db.stores, clinic, c, { ...delivered, latencyMs: 50 }, t0 + 2 * hourMs);
    attemptOnce(db.stores, clinic, e, { ...rejected, latencyMs: 70 }, t0 + 2 * hourMs);
    clock.advance(2 * hourMs);

    const activity = activityView(parts(), 24);

    expect(activity.hours).toEqual([
      { hour: t0, sent: 2, failed: 0, ackMedianMs: 30, ackP95Ms: 30 },
      { hour: t0 + 2 * hourMs, sent: 1, failed: 1, ackMedianMs: 70, ackP95Ms: 70 },
    ]);
    expect(activity).toMatchObject({
      success: { sent: 3, finished: 4, windowHours: 24 },
      acksSampled: false,
    });
  });

  it('is in the status file without a word about a patient', () => {
    clinic.visit(1);
    clock.advance(minuteMs);

    const status = statuses.at(-1);
    expect(status).toMatchObject({
      format: 1,
      version: '1.2.3',
      unsent: 2,
      sender: 'running',
      oldestUnsentAt: '2026-01-05T08:00:00.000Z',
      hours: [],
      outages: [],
    });
    expect(JSON.stringify(status)).not.toContain('Canary');
  });

  it('is there by the hour, with the outages, a few minutes late at most', () => {
    const [a04 = 0] = clinic.visit(1);
    attemptOnce(db.stores, clinic, a04, delivered, clock.nowMs());
    line = { ...line, state: 'unreachable', problem: 'NET_UNREACHABLE', since: clock.nowMs() };
    watch.changed();
    clock.advance(5 * minuteMs + 1);

    expect(statuses.at(-1)).toMatchObject({
      success: { sent: 1, finished: 1 },
      hours: [{ hour: '2026-01-05T08:00:00.000Z', sent: 1, failed: 0, ackMedianMs: expect.any(Number) }],
      outages: [{ destination: 'Practice', problem: 'NET_UNREACHABLE', endedAt: null }],
    });
  });

  it('tells in the last status file that the sender has stopped', () => {
    state = 'stopped';
    watch.stop(true);

    expect(statuses.at(-1)).toMatchObject({ sender: 'stopped', alerts: [{ code: 'SENDER_STOPPED' }] });
  });
});
