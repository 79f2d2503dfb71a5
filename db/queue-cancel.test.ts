import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  attemptOnce,
  type Clinic,
  delivered,
  drain,
  rejected,
  t0,
  testActor,
  testClinic,
} from './fixture/clinic.ts';
import { brokenPromises } from './fixture/oracle.ts';
import { type TestDatabase, testDatabase } from './fixture/test-database.ts';

let db: TestDatabase;
let clinic: Clinic;

beforeEach(() => {
  db = testDatabase();
  clinic = testClinic(db.stores);
});

afterEach(() => {
  expect(brokenPromises({ dataDir: db.dataDir })).toEqual([]);
  db.remove();
});

const stateOf = (id: number) => db.stores.queue.row(id)?.state;
const cancel = (...ids: number[]) => db.stores.queue.cancel(ids, 'sent on paper', testActor, t0 + 5);

describe('a message taken out by an admin', () => {
  it('is over, with who, when and why, and is never sent', () => {
    const [opener = 0, vitals = 0] = clinic.visit(1);
    attemptOnce(db.stores, clinic, opener, delivered, t0);

    expect(cancel(vitals)).toEqual([vitals]);

    expect(stateOf(vitals)).toBe('cancelled');
    expect(db.stores.queue.cancellation(vitals)).toEqual({
      at: t0 + 5,
      by: 'nurse',
      reason: 'sent on paper',
    });
    expect(drain(db.stores, clinic, t0 + 10)).toEqual([]);
    expect(db.stores.queue.counts(t0 + 10)).toMatchObject({ pending: 0, failed: 0, sent: 1 });
  });

  it('takes with it what waits for it, because a visit without its opener would wait for ever', () => {
    const [opener = 0, vitals = 0] = clinic.visit(1);
    const [other = 0] = clinic.visit(2);
    attemptOnce(db.stores, clinic, opener, rejected, t0);

    expect(cancel(opener)).toEqual([opener, vitals]);

    expect(stateOf(vitals)).toBe('cancelled');
    expect(stateOf(other)).toBe('pending');
  });

  it('lets the next visit of the student go', () => {
    const [first = 0] = clinic.visit(1);
    const [next = 0] = clinic.visit(1, t0 + 1);
    cancel(first);

    expect(drain(db.stores, clinic, t0 + 10)).toContain(next);
  });

  it('is not one that was sent or is under way, and a second time changes nothing', () => {
    const [opener = 0, vitals = 0] = clinic.visit(1);
    attemptOnce(db.stores, clinic, opener, delivered, t0);
    db.stores.outbox.claim(clinic.sender(), vitals, t0);

    expect(cancel(opener, vitals)).toEqual([]);
    expect([stateOf(opener), stateOf(vitals)]).toEqual(['sent', 'sending']);
    expect(db.stores.audit.latest(1)).toMatchObject([{ action: 'message.cancel', outcome: 'refused' }]);
  });

  it('keeps the reason out of the audit trail, which holds ids and numbers alone', () => {
    const [opener = 0, vitals = 0] = clinic.visit(1);
    cancel(opener);

    const [entry] = db.stores.audit.latest(1);
    expect(entry).toMatchObject({ outcome: 'ok', detail: `account=1 count=2 ids=${opener}-${vitals}` });
  });
});
