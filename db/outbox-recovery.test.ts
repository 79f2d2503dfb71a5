import type { Database } from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Claim, SenderLease } from '../core/delivery/ports.ts';
import { type Clinic, delivered, noAnswer, t0, testClinic } from './fixture/clinic.ts';
import { brokenPromises } from './fixture/oracle.ts';
import { openTestStores, type TestDatabase, testDatabase } from './fixture/test-database.ts';

let db: TestDatabase;
let clinic: Clinic;
let raw: Database;

beforeEach(() => {
  db = testDatabase();
  clinic = testClinic(db.stores, 5);
  raw = db.raw();
});

afterEach(() => {
  expect(brokenPromises({ dataDir: db.dataDir })).toEqual([]);
  db.remove();
});

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

describe('after the sender changed', () => {
  it('a late result of the old one changes nothing', () => {
    const [id = 0] = clinic.visit(1);
    const old = claim(id);
    const other = openTestStores(db.dataDir);
    const taken = other.outbox.acquireSender(t0 + 60_000);

    expect(taken?.generation).toBe(old.sender.generation + 1);
    expect(db.stores.outbox.finish(old, delivered, t0 + 60_001)).toEqual({ written: false, next: null });
    expect(db.stores.outbox.claim(old.sender, id, t0 + 60_001)).toBeNull();
    expect(db.stores.outbox.heartbeat(old.sender, t0 + 60_001)).toBe(false);
    expect(row(id).state).toBe('sending');
    other.close();
  });

  it('what was being sent goes again with the flag, the same bytes and a finished attempt', () => {
    const [id = 0] = clinic.visit(1);
    const before = claim(id);
    const sender = db.stores.outbox.acquireSender(t0 + 5);
    if (!sender) throw new Error('not acquired');

    expect(db.stores.outbox.recoverInterrupted(sender, t0 + 5)).toEqual({ requeued: 1, poisoned: 0 });

    expect(row(id)).toMatchObject({
      state: 'pending',
      possiblyDelivered: true,
      retryCount: 1,
      dueAt: t0 + 5,
    });
    expect(db.stores.queue.attempts(id)).toMatchObject([{ finishedAt: t0 + 5, outcome: 'noAnswer' }]);
    expect(claim(id, t0 + 6, sender).bytes).toEqual(before.bytes);
    expect(db.stores.outbox.recoverInterrupted(sender, t0 + 7)).toEqual({ requeued: 0, poisoned: 0 });
  });

  it('a message that ended three processes is set aside and the rest flows [faults 22, A40]', () => {
    const [poison = 0] = clinic.visit(1, t0, [clinic.a04()]);
    const [next = 0] = clinic.visit(2, t0, [clinic.a04()]);
    const counts = [];
    for (let process = 0; process < 3; process++) {
      const sender = db.stores.outbox.acquireSender(t0 + process);
      if (!sender) throw new Error('not acquired');
      counts.push(db.stores.outbox.recoverInterrupted(sender, t0 + process));
      claim(poison, t0 + process, sender);
    }
    const sender = db.stores.outbox.acquireSender(t0 + 9);
    if (!sender) throw new Error('not acquired');
    counts.push(db.stores.outbox.recoverInterrupted(sender, t0 + 9));

    expect(counts.map(({ requeued, poisoned }) => [requeued, poisoned])).toEqual([
      [0, 0],
      [1, 0],
      [1, 0],
      [0, 1],
    ]);
    expect(row(poison)).toMatchObject({ state: 'failed', problem: 'POISON', possiblyDelivered: true });
    expect(db.stores.outbox.nextDue(clinic.lane, t0 + 9)?.id).toBe(next);
  });

  it('a message whose bytes cannot be read is set aside by the sender alone, and the rest flows [faults 22, A40]', () => {
    const [bad = 0, follower = 0] = clinic.visit(1);
    const [later = 0] = clinic.visit(1);
    const stale = { ...clinic.sender(), generation: 0 };

    expect(db.stores.outbox.setAside(stale, bad, t0)).toBe(false);
    expect(db.stores.outbox.setAside(clinic.sender(), bad, t0)).toBe(true);
    expect(db.stores.outbox.setAside(clinic.sender(), bad, t0)).toBe(false);

    expect(row(bad)).toMatchObject({ state: 'failed', problem: 'POISON' });
    expect(row(follower).blockedBy).toBe(bad);
    expect(db.stores.outbox.nextDue(clinic.lane, t0)?.id).toBe(later);
  });

  it('an attempt that ended in order clears the count of those that did not', () => {
    const [id = 0] = clinic.visit(1);
    for (let process = 0; process < 2; process++) {
      claim(id, t0, db.stores.outbox.acquireSender(t0) as SenderLease);
      db.stores.outbox.recoverInterrupted(db.stores.outbox.acquireSender(t0) as SenderLease, t0);
    }
    expect(column(id, 'interruptedCount')).toBe(2);

    const sender = db.stores.outbox.acquireSender(t0) as SenderLease;
    db.stores.outbox.finish(claim(id, t0, sender), noAnswer(t0 + 1), t0);

    expect(column(id, 'interruptedCount')).toBe(0);
  });
});
