import type { Database } from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AttemptFault, Claim, SenderLease } from '../core/delivery/ports.ts';
import { attemptOnce, type Clinic, delivered, noAnswer, rejected, t0, testClinic } from './fixture/clinic.ts';
import { type TestDatabase, testDatabase } from './fixture/test-database.ts';

let db: TestDatabase;
let clinic: Clinic;
let raw: Database;

beforeEach(() => {
  db = testDatabase();
  clinic = testClinic(db.stores, 5);
  raw = db.raw();
});

afterEach(() => {
  db.remove();
});

const refused: AttemptFault = {
  outcome: 'unreachable',
  problem: 'NET_UNREACHABLE',
  code: 'ECONNREFUSED',
  latencyMs: 4,
  transport: 'mllp',
};

function row(id: number) {
  const found = db.stores.queue.row(id);
  if (!found) throw new Error('row missing');
  return found;
}

function column(id: number, name: string): unknown {
  return raw.prepare(`SELECT ${name} FROM messages WHERE id = ?`).pluck().get(id);
}

function claim(id: number, at = t0, sender: SenderLease = clinic.sender()): Claim {
  const claimed = db.stores.outbox.claim(sender, id, at);
  if (!claimed) throw new Error(`message ${id} not claimed`);
  return claimed;
}

describe('claiming', () => {
  it('commits state, lease and attempt before anything is sent', () => {
    const [id = 0] = clinic.visit(1);

    const claimed = claim(id, t0 + 5);

    expect(claimed).toMatchObject({
      messageId: id,
      attemptNumber: 1,
      previousAttemptAt: null,
      retryCount: 0,
    });
    expect(new TextDecoder().decode(claimed.bytes)).toContain(`|${claimed.controlId}|`);
    expect(row(id)).toMatchObject({ state: 'sending', lastAttemptAt: t0 + 5, dueAt: null });
    expect(db.stores.queue.attempts(id)).toMatchObject([{ number: 1, startedAt: t0 + 5, finishedAt: null }]);
  });

  it('takes a message once', () => {
    const [id = 0] = clinic.visit(1);
    claim(id);

    expect(db.stores.outbox.claim(clinic.sender(), id, t0)).toBeNull();
  });

  it('takes no message that another one holds', () => {
    const [, oru = 0] = clinic.visit(1);

    expect(db.stores.outbox.claim(clinic.sender(), oru, t0)).toBeNull();
    expect(db.stores.queue.attempts(oru)).toEqual([]);
  });

  it('gives the same bytes and control id on every attempt, and when the one before began', () => {
    const [id = 0] = clinic.visit(1);
    const first = claim(id, t0);
    db.stores.outbox.finish(first, noAnswer(t0 + 30_000), t0 + 10);

    const second = claim(id, t0 + 30_000);

    expect(second.bytes).toEqual(first.bytes);
    expect(second).toMatchObject({
      controlId: first.controlId,
      attemptNumber: 2,
      previousAttemptAt: t0,
      retryCount: 1,
    });
  });
});

describe('finishing', () => {
  it('makes a delivered message sent and keeps the raw answer', () => {
    const [id = 0] = clinic.visit(1);

    attemptOnce(db.stores, clinic, id, delivered, t0 + 40);

    expect(row(id)).toMatchObject({ state: 'sent', finishedAt: t0 + 40, outcome: 'delivered', dueAt: null });
    expect(raw.prepare('SELECT ackRaw FROM attempts WHERE messageId = ?').pluck().get(id)).toEqual(
      Buffer.from('MSA'),
    );
  });

  it('puts a refused message aside with its code and place', () => {
    const [id = 0] = clinic.visit(1);

    attemptOnce(db.stores, clinic, id, rejected, t0);

    expect(row(id)).toMatchObject({ state: 'failed', problem: 'NACK_REQUIRED', problemField: 'PID-3.1' });
    expect(row(id).finishedAt).toBeNull();
    expect(db.stores.queue.reply(id)).toMatchObject({
      ackCode: 'AE',
      errCode: '101',
      location: 'PID-3.1',
      text: 'required field missing',
    });
  });

  it('counts retry and strike as it is told and never takes back that a message may have arrived', () => {
    const [id = 0] = clinic.visit(1);
    attemptOnce(db.stores, clinic, id, noAnswer(t0 + 100, true), t0);
    attemptOnce(db.stores, clinic, id, { ...noAnswer(t0 + 200), possiblyDelivered: false }, t0 + 100);

    expect(row(id)).toMatchObject({
      retryCount: 2,
      possiblyDelivered: true,
      dueAt: t0 + 200,
      state: 'pending',
    });
    expect(column(id, 'strikes')).toBe(1);
  });

  it('writes nothing when the lease is no longer the same', () => {
    const [id = 0] = clinic.visit(1);
    const claimed = claim(id);

    expect(db.stores.outbox.finish({ ...claimed, lease: 'another' }, delivered, t0)).toEqual({
      written: false,
      next: null,
    });
    expect(db.stores.outbox.finish(claimed, delivered, t0).written).toBe(true);
    expect(db.stores.outbox.finish(claimed, rejected, t0).written).toBe(false);
    expect(row(id).state).toBe('sent');
    expect(db.stores.queue.attempts(id)).toHaveLength(1);
  });

  it('ends one message and claims the next of the lane', () => {
    const [a04 = 0, oru = 0] = clinic.visit(1);

    const { written, next } = db.stores.outbox.finish(claim(a04), delivered, t0 + 1, clinic.lane);

    expect(written).toBe(true);
    expect(next).toMatchObject({ messageId: oru, attemptNumber: 1 });
    expect(row(oru).state).toBe('sending');
  });

  it('claims nothing further when nothing is due', () => {
    const [id = 0] = clinic.visit(1, t0, [clinic.a04()]);

    expect(db.stores.outbox.finish(claim(id), noAnswer(t0 + 30_000), t0, clinic.lane)).toEqual({
      written: true,
      next: null,
    });
  });
});

describe('the next message', () => {
  it('is the oldest that is due, of the interfaces of the lane', () => {
    const [a = 0] = clinic.visit(1, t0, [clinic.a04()]);
    const [b = 0] = clinic.visit(2, t0 + 1, [clinic.oru()]);
    const lane = { destinationId: clinic.destination.id, interfaces: ['ORU'] as const };

    expect(db.stores.outbox.nextDue(clinic.lane, t0 + 5)?.id).toBe(a);
    expect(db.stores.outbox.nextDue(lane, t0 + 5)?.id).toBe(b);
    expect(db.stores.outbox.nextDue({ ...lane, destinationId: 'other' }, t0 + 5)).toBeNull();
  });

  it('passes over a message in backoff and comes back to it when its time is there', () => {
    const [a = 0] = clinic.visit(1, t0, [clinic.a04()]);
    const [b = 0] = clinic.visit(2, t0 + 1, [clinic.a04()]);
    attemptOnce(db.stores, clinic, a, noAnswer(t0 + 30_000), t0);

    expect(db.stores.outbox.nextDue(clinic.lane, t0 + 10)?.id).toBe(b);
    expect(db.stores.outbox.nextDueAt(clinic.lane, t0 + 10)).toBe(t0 + 30_000);
    expect(db.stores.outbox.nextDue(clinic.lane, t0 + 30_000)?.id).toBe(a);
    expect(db.stores.outbox.nextDueAt(clinic.lane, t0 + 30_000)).toBeNull();
  });
});

describe('an unreachable destination', () => {
  it('is written once on the timeline of the message that was next, without a claim', () => {
    const [id = 0] = clinic.visit(1);

    expect(db.stores.outbox.recordUnreachable(clinic.sender(), id, refused, t0 + 10)).toBe(true);

    expect(row(id)).toMatchObject({
      state: 'pending',
      retryCount: 1,
      possiblyDelivered: false,
      problem: 'NET_UNREACHABLE',
      dueAt: t0,
    });
    expect(column(id, 'strikes')).toBe(0);
    expect(db.stores.queue.attempts(id)).toMatchObject([
      { number: 1, outcome: 'unreachable', finishedAt: t0 + 10 },
    ]);
    expect(claim(id, t0 + 20).attemptNumber).toBe(2);
  });

  it('leaves the message due, also where the clock has gone back to 1970 since it was saved', () => {
    const [id = 0] = clinic.visit(1);

    db.stores.outbox.recordUnreachable(clinic.sender(), id, refused, 60_000);

    const lane = { destinationId: clinic.destination.id, interfaces: null };
    expect(db.stores.outbox.nextDue(lane, 60_000)?.id).toBe(id);
  });

  it('is not written by a process that is no longer the sender', () => {
    const [id = 0] = clinic.visit(1);
    const stale = { ...clinic.sender(), generation: 0 };

    expect(db.stores.outbox.recordUnreachable(stale, id, refused, t0)).toBe(false);
    expect(row(id).retryCount).toBe(0);
  });
});

describe('what the destination acknowledged', () => {
  it('counts an answer of any kind to another message since, and nothing else', () => {
    const [a = 0] = clinic.visit(1, t0, [clinic.a04()]);
    const [b = 0] = clinic.visit(2, t0, [clinic.a04()]);
    const since = (id: number, at: number) =>
      db.stores.outbox.acknowledgedOtherSince(clinic.destination.id, id, at);
    attemptOnce(db.stores, clinic, a, noAnswer(t0 + 100), t0);
    expect(since(a, t0)).toBe(false);

    attemptOnce(db.stores, clinic, b, rejected, t0 + 50);

    expect(since(a, t0)).toBe(true);
    expect(since(b, t0)).toBe(false);
    expect(since(a, t0 + 51)).toBe(false);
    expect(db.stores.outbox.acknowledgedOtherSince('other', a, t0)).toBe(false);
  });

  it('knows which came first when both fell into one millisecond', () => {
    const [a = 0] = clinic.visit(1, t0, [clinic.a04()]);
    const [b = 0] = clinic.visit(2, t0, [clinic.a04()]);
    attemptOnce(db.stores, clinic, b, delivered, t0);
    attemptOnce(db.stores, clinic, a, noAnswer(t0 + 100), t0);
    const [c = 0] = clinic.visit(3, t0, [clinic.a04()]);

    expect(db.stores.outbox.acknowledgedOtherSince(clinic.destination.id, a, t0)).toBe(false);
    attemptOnce(db.stores, clinic, c, delivered, t0);
    expect(db.stores.outbox.acknowledgedOtherSince(clinic.destination.id, a, t0)).toBe(true);
  });

  it('knows whether an earlier ADT of the same student is unsent', () => {
    const [a04 = 0, oru = 0] = clinic.visit(1);
    const [other = 0] = clinic.visit(2);

    expect(db.stores.outbox.earlierAdtUnsent(oru)).toBe(true);
    expect(db.stores.outbox.earlierAdtUnsent(a04)).toBe(false);
    expect(db.stores.outbox.earlierAdtUnsent(other)).toBe(false);
    attemptOnce(db.stores, clinic, a04, delivered, t0);
    expect(db.stores.outbox.earlierAdtUnsent(oru)).toBe(false);
  });
});

describe('time', () => {
  it('expires only what was asked for, waits and is old', () => {
    const [old = 0] = clinic.visit(1, t0, [clinic.a04()]);
    const [inFlight = 0] = clinic.visit(2, t0, [clinic.a04()]);
    const [young = 0] = clinic.visit(3, t0 + 10, [clinic.a04()]);
    claim(inFlight);

    expect(db.stores.outbox.expireOlderThan(clinic.destination.id, t0 + 10, t0 + 20)).toBe(1);

    expect(row(old)).toMatchObject({ state: 'failed', problem: 'EXPIRED' });
    expect([row(inFlight).state, row(young).state]).toEqual(['sending', 'pending']);
  });

  it('brings waits beyond the latest allowed time back to it', () => {
    const [far = 0] = clinic.visit(1, t0, [clinic.a04()]);
    const [near = 0] = clinic.visit(2, t0, [clinic.a04()]);
    attemptOnce(db.stores, clinic, far, noAnswer(t0 + 9_999_999), t0);

    expect(db.stores.outbox.clampDue(t0 + 3_600_000)).toBe(1);
    expect([row(far).dueAt, row(near).dueAt]).toEqual([t0 + 3_600_000, t0]);
  });
});

describe('destinations', () => {
  it('are those that are enabled, with profile and pause', () => {
    db.stores.destinations.save(null, 'Off', { enabled: false }, undefined, 'admin', t0);
    const pause = { problem: 'AUTH', reason: null, until: null, probeMessageId: 1, since: t0 } as const;

    db.stores.outbox.pauseDestination(clinic.destination.id, pause, t0);

    expect(db.stores.outbox.destinations()).toEqual([
      { id: clinic.destination.id, name: 'Practice', profile: { enabled: true }, profileVersion: 1, pause },
    ]);
    db.stores.outbox.pauseDestination(clinic.destination.id, null, t0);
    expect(db.stores.outbox.destinations()[0]?.pause).toBeNull();
  });
});
