import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { QueueFilter } from '../core/contract/queue.ts';
import {
  attemptOnce,
  type Clinic,
  delivered,
  noAnswer,
  rejected,
  t0,
  testActor,
  testClinic,
  testStudent,
} from './fixture/clinic.ts';
import { type TestDatabase, testDatabase } from './fixture/test-database.ts';

let db: TestDatabase;
let clinic: Clinic;

beforeEach(() => {
  db = testDatabase();
  clinic = testClinic(db.stores, 3);
});

afterEach(() => {
  db.remove();
});

function ids(filter: Partial<QueueFilter>, offset = 0, limit = 50): readonly number[] {
  return db.stores.queue.page({ status: 'all', ...filter }, offset, limit).rows.map((row) => row.id);
}

function total(filter: Partial<QueueFilter>): number {
  return db.stores.queue.page({ status: 'all', ...filter }, 0, 1).total;
}

describe('a page of the queue', () => {
  it('shows newest first, page after page, with the total of its tab', () => {
    for (let visit = 0; visit < 5; visit++) clinic.visit(1 + (visit % 3), t0 + visit);
    attemptOnce(db.stores, clinic, 1, delivered, t0 + 10);
    attemptOnce(db.stores, clinic, 3, rejected, t0 + 10);

    expect(ids({}, 0, 4)).toEqual([10, 9, 8, 7]);
    expect(ids({}, 4, 4)).toEqual([6, 5, 4, 3]);
    expect(ids({}, 8, 4)).toEqual([2, 1]);
    expect([
      total({}),
      total({ status: 'pending' }),
      total({ status: 'sent' }),
      total({ status: 'failed' }),
    ]).toEqual([10, 8, 1, 1]);
    expect(ids({ status: 'failed' })).toEqual([3]);
    expect(ids({ status: 'sent' })).toEqual([1]);
    expect(ids({ status: 'pending' }, 0, 3)).toEqual([10, 9, 8]);
  });

  it('shows the Pending tab in the same order whether few or many wait', () => {
    const bulk = Array.from({ length: 8 }, () => clinic.oru());
    for (let visit = 0; visit < 62; visit++)
      clinic.visit(
        1 + (visit % 3),
        t0 + visit,
        bulk.map(() => clinic.oru()),
      );
    const last = () => db.stores.queue.counts(t0 + 100).pending;
    expect(last()).toBe(496);
    const few = ids({ status: 'pending' }, 3, 4);
    clinic.visit(
      1,
      t0 + 99,
      bulk.map(() => clinic.oru()),
    );
    expect(last()).toBe(504);

    expect(few).toEqual([493, 492, 491, 490]);
    expect(ids({ status: 'pending' }, 8 + 3, 4)).toEqual(few);
  });

  it('shows a message in flight under Pending', () => {
    const [id = 0] = clinic.visit(1, t0, [clinic.a04()]);
    db.stores.outbox.claim(clinic.sender(), id, t0);

    expect(ids({ status: 'pending' })).toEqual([id]);
    expect(db.stores.queue.page({ status: 'pending' }, 0, 5).rows[0]).toMatchObject({
      state: 'sending',
      studentName: 'Salem Zanzibari-Canary',
      studentNameArabic: 'سالم المنصوري',
      studentNumber: '1001',
      schoolName: 'Al Nahda',
      possiblyDelivered: false,
    });
  });

  it('finds by words of either script, student number, control id and message number', () => {
    db.stores.students.applyRoster(
      [
        {
          id: null,
          schoolName: 'Al Noor',
          student: testStudent('77', { familyName: 'Haddad', givenName: 'Réem' }),
        },
      ],
      'admin',
      t0,
    );
    const [a = 0, b = 0] = clinic.visit(1, t0, [clinic.a04({ controlId: 'ABC123' }), clinic.oru()]);
    const [c = 0, d = 0] = clinic.visit(4);

    expect(ids({ text: 'hadd ree' })).toEqual([d, c]);
    expect(ids({ text: 'haddad salem' })).toEqual([]);
    expect(ids({ text: '1001' })).toEqual([b, a]);
    expect(ids({ text: 'سالم' })).toEqual([d, c, b, a]);
    expect(ids({ text: 'abc1' })).toEqual([a]);
    expect(ids({ text: `#${c}` })).toEqual([c]);
    expect(total({ text: 'hadd' })).toBe(2);
    expect(ids({ text: "'; DROP TABLE messages; --" })).toEqual([]);
    expect(ids({ text: '%' })).toEqual([]);
  });

  it('joins filters', () => {
    clinic.visit(1, t0);
    clinic.visit(2, t0 + 1000);
    attemptOnce(db.stores, clinic, 1, rejected, t0 + 2000);

    expect(ids({ from: t0 + 500 })).toEqual([4, 3]);
    expect(ids({ to: t0 + 500 })).toEqual([2, 1]);
    expect(ids({ problem: 'NACK_REQUIRED' })).toEqual([1]);
    expect(ids({ schoolId: 1, status: 'failed' })).toEqual([1]);
    expect(ids({ schoolId: 2 })).toEqual([]);
    expect(ids({ status: 'pending', text: '1001', schoolId: 1 })).toEqual([2]);
    expect(total({ status: 'pending', text: '1001' })).toBe(1);
    expect(db.stores.queue.page({ status: 'all', from: t0 }, 3, 9)).toMatchObject({
      rows: [{ id: 1 }],
      total: 4,
    });
    expect(db.stores.queue.page({ status: 'all', from: t0 }, 9, 9)).toEqual({ rows: [], total: 4 });
  });
});

describe('the totals of a school', () => {
  it('are those of its own messages in each tab, rare or common', () => {
    const roster = [{ id: null, schoolName: 'Al Noor', student: testStudent('77') }];
    db.stores.students.applyRoster(roster, 'admin', t0);
    for (let visit = 0; visit < 12; visit++) clinic.visit(1 + (visit % 3), t0, [clinic.a04()]);
    db.stores.assessments.save({ ...clinic.entry(4, t0, [clinic.a04()]), schoolId: 2 });
    attemptOnce(db.stores, clinic, 13, delivered, t0);

    expect(ids({ schoolId: 2 })).toEqual([13]);
    expect(ids({ schoolId: 2, status: 'sent' })).toEqual([13]);
    expect(ids({ schoolId: 1, status: 'pending' }, 0, 3)).toEqual([12, 11, 10]);
    expect(ids({ schoolId: 1 }, 10, 3)).toEqual([2, 1]);
    expect([
      total({ schoolId: 1 }),
      total({ schoolId: 2 }),
      total({ schoolId: 2, status: 'pending' }),
    ]).toEqual([12, 1, 0]);
  });
});

describe('counts', () => {
  it('tell what waits, what failed, what was sent and when', () => {
    clinic.visit(1, t0);
    clinic.visit(2, t0 + 1000);
    attemptOnce(db.stores, clinic, 1, delivered, t0 + 2000);
    attemptOnce(db.stores, clinic, 3, rejected, t0 + 2000);
    attemptOnce(db.stores, clinic, 2, noAnswer(t0 + 60_000), t0 + 3000);

    expect(db.stores.queue.counts(t0 + 4000)).toMatchObject({
      all: 4,
      pending: 2,
      failed: 1,
      sent: 1,
      sent7d: 1,
      finished7d: 2,
      oldestPendingAt: t0,
      lastManualRetryAt: null,
      nextDueAt: t0 + 60_000,
      lastAcceptedAt: t0 + 2000,
    });
  });

  it('forget after seven days', () => {
    clinic.visit(1, t0);
    attemptOnce(db.stores, clinic, 1, delivered, t0);
    const week = 7 * 24 * 3_600_000;

    expect(db.stores.queue.counts(t0 + week).sent7d).toBe(1);
    expect(db.stores.queue.counts(t0 + week + 3_600_000)).toMatchObject({
      sent7d: 0,
      finished7d: 0,
      sent: 1,
    });
  });

  it('count a failure no more once a person retried it', () => {
    clinic.visit(1, t0);
    attemptOnce(db.stores, clinic, 1, rejected, t0);
    expect(db.stores.queue.counts(t0)).toMatchObject({ failed: 1, finished7d: 1 });

    db.stores.queue.retry([1], testActor, 'op', t0 + 7_200_000);

    expect(db.stores.queue.counts(t0 + 7_200_000)).toMatchObject({
      failed: 0,
      finished7d: 0,
      lastManualRetryAt: t0 + 7_200_000,
    });
  });
});

describe('ids of a state', () => {
  it('are those a person could see at that moment', () => {
    clinic.visit(1, t0, [clinic.a04()]);
    clinic.visit(2, t0 + 1000, [clinic.a04()]);
    attemptOnce(db.stores, clinic, 1, rejected, t0 + 5000);

    expect(db.stores.queue.idsInState('failed', t0 + 4999)).toEqual([]);
    expect(db.stores.queue.idsInState('failed', t0 + 5000)).toEqual([1]);
    expect(db.stores.queue.idsInState('pending', t0 + 999)).toEqual([]);
    expect(db.stores.queue.idsInState('pending', t0 + 1000)).toEqual([2]);
  });

  it('still hold a pending message that was tried in between', () => {
    clinic.visit(1, t0, [clinic.a04()]);
    attemptOnce(db.stores, clinic, 1, noAnswer(t0 + 9000), t0 + 5000);

    expect(db.stores.queue.idsInState('pending', t0)).toEqual([1]);
  });
});
