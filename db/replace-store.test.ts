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
import { type TestDatabase, testDatabase } from './fixture/test-database.ts';

let db: TestDatabase;
let clinic: Clinic;

beforeEach(() => {
  db = testDatabase();
  clinic = testClinic(db.stores);
});

afterEach(() => db.remove());

const row = (id: number) => db.stores.queue.row(id);

describe('a corrected message', () => {
  it('takes the place of the failed one; both are linked and the attempts stay', () => {
    const [a04 = 0, oru = 0] = clinic.visit(1);
    attemptOnce(db.stores, clinic, a04, rejected, t0);

    const newId = db.stores.assessments.replace(a04, clinic.a04(), testActor, t0 + 9) ?? 0;

    expect(row(a04)).toMatchObject({ state: 'superseded', supersededBy: newId, finishedAt: t0 + 9 });
    expect(row(newId)).toMatchObject({ state: 'pending', blockedBy: null });
    expect(row(newId)?.controlId).not.toBe(row(a04)?.controlId);
    expect(row(oru)?.blockedBy).toBe(newId);
    expect(db.stores.queue.links(newId)).toEqual({
      supersedes: a04,
      supersedesSent: false,
      supersededBy: null,
      createdBy: 'nurse',
    });
    expect(db.stores.queue.attempts(a04)).toHaveLength(1);
  });

  it('is written with its audit row', () => {
    const [a04 = 0] = clinic.visit(1);
    attemptOnce(db.stores, clinic, a04, rejected, t0);

    db.stores.assessments.replace(a04, clinic.a04(), testActor, t0 + 9);

    expect(db.stores.audit.latest(1)).toMatchObject([{ action: 'message.replace', subject: String(a04) }]);
  });

  it('takes the place of one that still waits, and its followers then wait for the new one', () => {
    const [a04 = 0, oru = 0] = clinic.visit(1);

    const newId = db.stores.assessments.replace(a04, clinic.a04(), testActor, t0 + 9) ?? 0;

    expect(row(a04)).toMatchObject({ state: 'superseded', supersededBy: newId });
    expect(row(oru)?.blockedBy).toBe(newId);
    expect(drain(db.stores, clinic, t0 + 10)).toEqual([newId, oru]);
  });

  it('is refused for a message that is on its way or has arrived', () => {
    const [a04 = 0] = clinic.visit(1);
    const claim = db.stores.outbox.claim(clinic.sender(), a04, t0);

    expect(db.stores.assessments.replace(a04, clinic.a04(), testActor, t0 + 9)).toBeNull();
    if (claim) db.stores.outbox.finish(claim, delivered, t0);
    expect(db.stores.assessments.replace(a04, clinic.a04(), testActor, t0 + 9)).toBeNull();
    expect(row(a04)?.state).toBe('sent');
  });

  it('is built from what was handed in, the record of the visit included', () => {
    const entry = clinic.entry(1);
    const record = { consent: true } as never;
    const outcome = db.stores.assessments.save({ ...entry, assessment: { ...entry.assessment, record } });
    const [a04 = 0] = outcome.kind === 'saved' ? outcome.messageIds : [];

    expect(db.stores.assessments.source(a04)).toMatchObject({
      state: 'pending',
      kind: 'ADT^A04',
      assessmentId: entry.assessment.id,
      correctedBy: null,
    });
    expect(db.stores.assessments.visit(entry.assessment.id)).toMatchObject({
      visitNumber: entry.visitNumber,
      assessment: { ...entry.assessment, record },
    });
  });
});
