import { afterEach, beforeEach, expect, it } from 'vitest';
import {
  attemptOnce,
  type Clinic,
  drain,
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
  clinic = testClinic(db.stores);
});

afterEach(() => db.remove());

const row = (id: number) => db.stores.queue.row(id);
const rebuildable = (version = 2) => db.stores.assessments.rebuildable(clinic.destination.id, version);
const newVersion = { profileVersion: 2 };

function rebuild(ids: readonly number[], includePossiblyDelivered = false): readonly number[] {
  const replacements = ids.map((messageId) => ({
    messageId,
    message: row(messageId)?.kind === 'ADT^A04' ? clinic.a04(newVersion) : clinic.oru(newVersion),
  }));
  return db.stores.assessments.rebuild(replacements, includePossiblyDelivered, testActor, t0 + 9);
}

it('knows what waits, failed or is on its way, of an earlier version of the profile alone', () => {
  const [a04 = 0, oru = 0] = clinic.visit(1);
  const [failed = 0, behind = 0] = clinic.visit(2);
  attemptOnce(db.stores, clinic, failed, rejected, t0);
  const sending = db.stores.outbox.claim(clinic.sender(), a04, t0);
  clinic.visit(3, t0, [clinic.a04(newVersion)]);

  expect(sending).not.toBeNull();
  expect(rebuildable().map(({ messageId, state }) => [messageId, state])).toEqual([
    [a04, 'sending'],
    [oru, 'pending'],
    [failed, 'failed'],
    [behind, 'pending'],
  ]);
  expect(rebuildable(1)).toEqual([]);
});

it('replaces a visit in one transaction with one audit row, in the same order, and everything goes once', () => {
  const [a04 = 0, oru = 0] = clinic.visit(1);
  const [later = 0] = clinic.visit(1, t0 + 1, [clinic.a04()]);

  expect(rebuild([a04, oru])).toEqual([a04, oru]);

  expect([row(a04)?.state, row(oru)?.state]).toEqual(['superseded', 'superseded']);
  const [newA04 = 0, newOru = 0] = [row(a04)?.supersededBy ?? 0, row(oru)?.supersededBy ?? 0];
  expect(db.stores.audit.latest(1)).toMatchObject([
    { action: 'message.rebuild', detail: `account=1 ids=${a04}-${oru} by=${newA04}-${newOru}` },
  ]);
  expect(drain(db.stores, clinic, t0 + 10)).toEqual([newA04, newOru, later]);
});

it('leaves alone what is on its way, and what may have arrived unless it is asked for', () => {
  const [a04 = 0, oru = 0] = clinic.visit(1);
  attemptOnce(db.stores, clinic, a04, noAnswer(t0 + 60_000), t0);

  expect(rebuild([a04])).toEqual([]);
  expect(row(a04)?.state).toBe('pending');
  expect(rebuild([a04], true)).toEqual([a04]);

  // The receiver may have it twice now, under two control ids: the new one says so.
  expect(row(row(a04)?.supersededBy ?? 0)).toMatchObject({ state: 'pending', possiblyDelivered: true });
  expect(row(oru)?.state).toBe('pending');
  const [other = 0] = clinic.visit(2);
  expect(db.stores.outbox.claim(clinic.sender(), other, t0)).not.toBeNull();
  expect(rebuild([other], true)).toEqual([]);
});

it('is not undone by the undo of an earlier retry', () => {
  const [a04 = 0] = clinic.visit(1);
  attemptOnce(db.stores, clinic, a04, rejected, t0);
  db.stores.queue.retry([a04], testActor, 'retry-1', t0 + 1);
  rebuild([a04]);

  expect(db.stores.queue.undo('retry-1', testActor, t0 + 10)).toEqual([]);
  expect(row(a04)?.state).toBe('superseded');
});
