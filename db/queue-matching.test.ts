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

const hourMs = 3_600_000;

let db: TestDatabase;
let clinic: Clinic;

beforeEach(() => {
  db = testDatabase();
  clinic = testClinic(db.stores, 4);
  for (let student = 1; student <= 4; student++) clinic.visit(student, t0, [clinic.a04()]);
  attemptOnce(db.stores, clinic, 1, rejected, t0 + 10);
  attemptOnce(db.stores, clinic, 2, delivered, t0 + 20);
  attemptOnce(db.stores, clinic, 3, rejected, t0 + 30);
});

afterEach(() => {
  db.remove();
});

describe('everything that matches', () => {
  it('is newest first, in every tab and under every filter', () => {
    const { queue } = db.stores;

    expect(queue.ids({ status: 'all' })).toEqual([4, 3, 2, 1]);
    expect(queue.ids({ status: 'failed' })).toEqual([3, 1]);
    expect(queue.ids({ status: 'pending' })).toEqual([4]);
    expect(queue.ids({ status: 'all', text: '1003' })).toEqual([3]);
    expect(queue.ids({ status: 'failed', schoolId: 1, problem: 'NACK_REQUIRED' })).toEqual([3, 1]);
  });

  it('leaves out what failed after the moment that the person saw', () => {
    expect(db.stores.queue.ids({ status: 'failed' }, t0 + 29)).toEqual([1]);
    expect(db.stores.queue.ids({ status: 'failed', schoolId: 1 }, t0 + 29)).toEqual([1]);
    expect(db.stores.queue.ids({ status: 'all' }, t0 + 29)).toEqual([4, 2, 1]);
  });

  it('gives the rows of ids in their order and passes over ids that nobody has', () => {
    expect(db.stores.queue.rows([2, 99, 4]).map(({ id }) => id)).toEqual([2, 4]);
  });
});

it('counts the problems under the other filters', () => {
  attemptOnce(db.stores, clinic, 4, noAnswer(t0 + 60_000), t0 + 40);
  const { queue } = db.stores;

  expect(queue.problemCounts({ status: 'all' })).toEqual({ NACK_REQUIRED: 2, NO_REPLY_AFTER_SEND: 1 });
  expect(queue.problemCounts({ status: 'failed', problem: 'AUTH' })).toEqual({ NACK_REQUIRED: 2 });
  expect(queue.problemCounts({ status: 'failed', text: '1003' })).toEqual({ NACK_REQUIRED: 1 });
});

describe('needs a person first', () => {
  const page = (offset: number, limit: number) =>
    db.stores.queue.page({ status: 'all' }, offset, limit, 'needsPerson').rows.map(({ id }) => id);

  it('puts what failed before the rest, page after page', () => {
    expect(page(0, 10)).toEqual([3, 1, 4, 2]);
    expect([...page(0, 1), ...page(1, 2), ...page(3, 2)]).toEqual([3, 1, 4, 2]);
    expect(db.stores.queue.page({ status: 'all' }, 0, 1, 'needsPerson').total).toBe(4);
  });

  it('keeps the filters', () => {
    const { rows, total } = db.stores.queue.page({ status: 'all', text: '1002' }, 0, 5, 'needsPerson');

    expect([rows.map(({ id }) => id), total]).toEqual([[2], 1]);
  });
});

it('counts success day by day, and the days are the week', () => {
  const now = t0 + 3 * 24 * hourMs;
  clinic.visit(1, now, [clinic.oru()]);
  const last = 5;
  attemptOnce(db.stores, clinic, 4, delivered, now);
  const counts = db.stores.queue.counts(now);

  expect(counts.successDays).toHaveLength(7);
  expect(counts.successDays.map(({ sent, finished }) => [sent, finished])).toEqual([
    [0, 0],
    [0, 0],
    [0, 0],
    [0, 0],
    [1, 3],
    [0, 0],
    [1, 1],
  ]);
  expect([counts.sent7d, counts.finished7d]).toEqual([2, 4]);
  expect(db.stores.queue.row(last)?.state).toBe('pending');
});

describe('a sent message that is sent again', () => {
  it('stays sent and final, and both know of each other', () => {
    const newId = db.stores.assessments.follow(2, clinic.a04(), testActor, t0 + 50) ?? 0;

    expect(db.stores.queue.row(2)?.state).toBe('sent');
    expect(db.stores.queue.row(newId)).toMatchObject({ state: 'pending', dueAt: t0 + 50 });
    expect(db.stores.queue.links(newId)).toMatchObject({ supersedes: 2, supersedesSent: true });
    expect(db.stores.queue.links(2)).toMatchObject({ supersededBy: newId, createdBy: 'nurse' });
    expect(db.stores.audit.latest(1)).toMatchObject([{ action: 'message.sendAgain', subject: '2' }]);
  });

  it('is refused for one that was never accepted', () => {
    expect(db.stores.assessments.follow(4, clinic.a04(), testActor, t0 + 50)).toBeNull();
  });
});

it('puts many back in several transactions of one operation, and takes them back in several', () => {
  const { queue } = db.stores;
  const retry = (ids: readonly number[]) => queue.retry(ids, testActor, 'op', t0 + 60);

  expect([retry([1]), retry([3, 4]), retry([1])]).toEqual([[1], [3, 4], [1]]);
  expect(queue.manualRetries(1)).toHaveLength(1);

  expect([queue.undo('op', testActor, t0 + 61, 2), queue.undo('op', testActor, t0 + 61, 2)]).toEqual([
    [1, 3],
    [4],
  ]);
  expect(queue.ids({ status: 'failed' })).toEqual([3, 1]);
});
