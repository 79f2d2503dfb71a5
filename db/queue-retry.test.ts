import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  attemptOnce,
  type Clinic,
  delivered,
  noAnswer,
  rejected,
  t0,
  testActor,
  testClinic,
} from './fixture/clinic.ts';
import { type TestDatabase, testDatabase } from './fixture/test-database.ts';

let db: TestDatabase;
let clinic: Clinic;

beforeEach(() => {
  db = testDatabase();
  clinic = testClinic(db.stores, 4);
});

afterEach(() => {
  db.remove();
});

function retry(ids: readonly number[], operation: string, at: number): readonly number[] {
  return db.stores.queue.retry(ids, testActor, operation, at);
}

function column(id: number, name: string): unknown {
  return db.raw().prepare(`SELECT ${name} FROM messages WHERE id = ?`).pluck().get(id);
}

describe('a retry by a person', () => {
  it('makes messages due now, clears what was shown and counted, and keeps the attempts', () => {
    const [failed = 0] = clinic.visit(1, t0, [clinic.a04()]);
    const [waiting = 0] = clinic.visit(2, t0, [clinic.a04()]);
    attemptOnce(db.stores, clinic, failed, rejected, t0);
    attemptOnce(db.stores, clinic, waiting, noAnswer(t0 + 60_000, true), t0);

    expect(retry([failed, waiting], 'op', t0 + 10)).toEqual([failed, waiting]);

    for (const id of [failed, waiting]) {
      const row = db.stores.queue.row(id);
      expect(row).toMatchObject({
        state: 'pending',
        dueAt: t0 + 10,
        retryCount: 0,
        problem: null,
        outcome: null,
      });
      expect(column(id, 'strikes')).toBe(0);
      expect(db.stores.queue.attempts(id)).toHaveLength(1);
      expect(db.stores.queue.manualRetries(id)).toEqual([{ at: t0 + 10, by: 'nurse' }]);
    }
    expect(db.stores.queue.row(waiting)?.possiblyDelivered).toBe(true);
  });

  it('leaves out what was sent, is in flight or has no bytes', () => {
    const [sent = 0] = clinic.visit(1, t0, [clinic.a04()]);
    const [inFlight = 0] = clinic.visit(2, t0, [clinic.a04()]);
    const unbuilt = clinic.a04({ built: false, problem: 'CONFIG', field: 'school' });
    const [bare = 0] = clinic.visit(3, t0, [unbuilt]);
    attemptOnce(db.stores, clinic, sent, delivered, t0);
    db.stores.outbox.claim(clinic.sender(), inFlight, t0);

    expect(retry([sent, inFlight, bare, 999], 'op', t0 + 1)).toEqual([]);
    expect(db.stores.queue.row(inFlight)?.state).toBe('sending');
  });

  it('writes one audit row for all, with the operation, the count and the ids', () => {
    for (let visit = 0; visit < 4; visit++) clinic.visit(1 + visit, t0, [clinic.a04()]);

    retry([4, 1, 2], 'op', t0 + 1);

    expect(db.stores.audit.latest(2).filter(({ action }) => action === 'message.retry')).toEqual([
      {
        at: t0 + 1,
        actor: 'nurse',
        action: 'message.retry',
        subject: 'op',
        outcome: 'ok',
        detail: 'account=1 count=3 ids=1-2,4',
      },
    ]);
  });

  it('acts once however often the same operation arrives', () => {
    const [id = 0] = clinic.visit(1, t0, [clinic.a04()]);
    retry([id], 'op', t0 + 1);
    attemptOnce(db.stores, clinic, id, noAnswer(t0 + 60_000), t0 + 2);

    expect(retry([id], 'op', t0 + 3)).toEqual([id]);
    expect(db.stores.queue.row(id)).toMatchObject({ retryCount: 1, dueAt: t0 + 60_000 });
    expect(db.stores.queue.manualRetries(id)).toHaveLength(1);
  });

  it('retries each id once when it is named twice', () => {
    const [id = 0] = clinic.visit(1, t0, [clinic.a04()]);

    expect(retry([id, id], 'op', t0 + 1)).toEqual([id]);
  });
});

describe('undoing a retry', () => {
  it('restores what nothing has touched since, and leaves what was tried', () => {
    const [untouched = 0] = clinic.visit(1, t0, [clinic.a04()]);
    const [tried = 0] = clinic.visit(2, t0, [clinic.a04()]);
    attemptOnce(db.stores, clinic, untouched, rejected, t0);
    attemptOnce(db.stores, clinic, tried, rejected, t0);
    const before = db.stores.queue.row(untouched);
    retry([untouched, tried], 'op', t0 + 1);
    attemptOnce(db.stores, clinic, tried, noAnswer(t0 + 60_000), t0 + 2);

    expect(db.stores.queue.undo('op', testActor, t0 + 3)).toEqual([untouched]);

    expect({ ...db.stores.queue.row(untouched), rev: 0 }).toEqual({ ...before, rev: 0 });
    expect(db.stores.queue.row(tried)).toMatchObject({ state: 'pending', retryCount: 1 });
    expect(db.stores.queue.manualRetries(untouched)).toEqual([]);
    expect(db.stores.queue.counts(t0 + 3)).toMatchObject({ failed: 1, pending: 1, finished7d: 1 });
    expect(db.stores.queue.undo('op', testActor, t0 + 4)).toEqual([]);
  });

  it('restores also what only changed its place in the order', () => {
    const [a04 = 0, oru = 0] = clinic.visit(1);
    attemptOnce(db.stores, clinic, a04, rejected, t0);
    const [later = 0] = clinic.visit(1);
    retry([a04, oru], 'op', t0 + 1);
    expect(db.stores.queue.row(later)?.blockedBy).toBe(oru);

    expect(db.stores.queue.undo('op', testActor, t0 + 2)).toEqual([a04, oru]);
    expect(db.stores.queue.row(later)?.blockedBy).toBeNull();
    expect(db.stores.queue.row(a04)?.state).toBe('failed');
    expect(db.stores.queue.row(oru)).toMatchObject({ state: 'pending', blockedBy: a04, dueAt: t0 });
  });

  it('does not reach behind a later retry of the same message', () => {
    const [id = 0] = clinic.visit(1, t0, [clinic.a04()]);
    attemptOnce(db.stores, clinic, id, rejected, t0);
    retry([id], 'first', t0 + 1);
    retry([id], 'second', t0 + 2);

    expect(db.stores.queue.undo('first', testActor, t0 + 3)).toEqual([]);
    expect(db.stores.queue.row(id)?.state).toBe('pending');
  });
});

describe('the counters', () => {
  it('equal a count of the rows after any history', () => {
    const step = fc.constantFrom(
      'visit',
      'bare',
      'send',
      'refuse',
      'noAnswer',
      'retry',
      'undo',
      'expire',
      'interrupt',
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(step, fc.nat(7_200_000)), { maxLength: 40 }), (steps) => {
        const own = testDatabase();
        try {
          const ownClinic = testClinic(own.stores);
          const look = own.raw();
          let at = t0;
          steps.forEach(([what, pause], index) => {
            at += pause;
            act(own, ownClinic, what, index, at);
          });

          const stored = look
            .prepare(`SELECT name, value FROM counters WHERE name NOT IN ('lastAcceptedAt', 'attempts')`)
            .all();
          const counted = look.prepare(
            `SELECT name, (SELECT count(*) FROM messages WHERE name IN (state, state || ':' || schoolId)) AS value
             FROM counters WHERE name NOT IN ('lastAcceptedAt', 'attempts')`,
          );
          expect(stored).toEqual(counted.all());
          const hours = look.prepare('SELECT hour, sentBefore, failed FROM hourly ORDER BY hour').all();
          const countedHours = look.prepare(
            `SELECT hour,
               (SELECT count(*) FROM messages WHERE state = 'sent' AND stateAt / 3600000 < hour) AS sentBefore,
               (SELECT count(*) FROM messages WHERE state = 'failed' AND stateAt / 3600000 = hour) AS failed
             FROM hourly ORDER BY hour`,
          );
          expect(hours).toEqual(countedHours.all());
          const unlisted = look.prepare(
            `SELECT id FROM messages WHERE id < (SELECT min(firstMessageId) FROM hourly WHERE hour >= createdAt / 3600000)
               OR NOT EXISTS (SELECT 1 FROM hourly WHERE hour = createdAt / 3600000)
               OR (state = 'failed' AND NOT EXISTS (SELECT 1 FROM hourly WHERE hour = stateAt / 3600000))`,
          );
          expect(unlisted.all()).toEqual([]);
          expect(look.prepare('SELECT students FROM schools').pluck().get()).toBe(3);
        } finally {
          own.remove();
        }
      }),
      { numRuns: 40 },
    );
  });

  function act(own: TestDatabase, ownClinic: Clinic, what: string, index: number, at: number): void {
    const { outbox, queue } = own.stores;
    const unbuilt = ownClinic.a04({ built: false, problem: 'CONFIG', field: null });
    if (what === 'visit') ownClinic.visit(1 + (index % 3), at);
    if (what === 'bare') ownClinic.visit(1 + (index % 3), at, [unbuilt, ownClinic.oru()]);
    if (what === 'retry') queue.retry(queue.idsInState('failed', at), testActor, `op-${index}`, at);
    if (what === 'undo') queue.undo(`op-${index - 1}`, testActor, at);
    if (what === 'expire') outbox.expireOlderThan(ownClinic.destination.id, at - 3_600_000, at);
    const due = outbox.nextDue(ownClinic.lane, at);
    if (!due) return;
    if (what === 'send') attemptOnce(own.stores, ownClinic, due.id, delivered, at);
    if (what === 'refuse') attemptOnce(own.stores, ownClinic, due.id, rejected, at);
    if (what === 'noAnswer') attemptOnce(own.stores, ownClinic, due.id, noAnswer(at + 1000), at);
    if (what === 'interrupt') {
      outbox.claim(ownClinic.sender(), due.id, at);
      const next = outbox.acquireSender(at);
      if (next) outbox.recoverInterrupted(next, at);
    }
  }
});
