import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AssessmentChange, AssessmentToStore } from '../core/assessments/ports.ts';
import { type Clinic, t0, testActor, testClinic } from './fixture/clinic.ts';
import { type TestDatabase, testDatabase } from './fixture/test-database.ts';

let db: TestDatabase;
let clinic: Clinic;
let entry: AssessmentToStore;

beforeEach(() => {
  db = testDatabase();
  clinic = testClinic(db.stores);
  entry = clinic.entry(1);
  db.stores.assessments.save(entry);
});

afterEach(() => db.remove());

function change(changed: Partial<AssessmentChange> = {}): AssessmentChange {
  return {
    id: randomUUID(),
    at: t0 + 9,
    actor: testActor,
    steps: [],
    assessmentId: entry.assessment.id,
    reason: 'typed wrongly',
    assessment: { ...entry.assessment, measurements: { heightCm: 133 } },
    ...changed,
  };
}

const history = () => db.stores.assessments.history(1)[0];

describe('a corrected assessment', () => {
  it('keeps what it was, with who changed it, when and why, across a restart', () => {
    expect(db.stores.assessments.change(change()).kind).toBe('saved');
    db.reopen();

    expect(history()).toMatchObject({
      measurements: { heightCm: 133 },
      versions: [
        {
          number: 1,
          until: t0 + 9,
          changedBy: 'nurse',
          reason: 'typed wrongly',
          measurements: { heightCm: 132.5 },
        },
      ],
    });
    expect(db.stores.audit.latest(1)).toMatchObject([
      { action: 'assessment.correct', subject: entry.assessment.id },
    ]);
  });

  it('is written once however often the same form is saved', () => {
    const once = change();

    expect(db.stores.assessments.change(once).kind).toBe('saved');
    expect(db.stores.assessments.change(once).kind).toBe('alreadySaved');
    expect(history()?.versions).toHaveLength(1);
  });

  it('changes the student in the same transaction, or not at all', () => {
    const [a04 = 0] = db.stores.assessments.find(entry.assessment.id) ?? [];
    const assessment = {
      ...entry.assessment,
      studentChange: { allergies: [{ kind: 'FA', text: 'Milk' } as const] },
    };
    db.stores.outbox.claim(clinic.sender(), a04, t0);

    const moved = change({ assessment, steps: [{ step: 'cancel', id: a04 }] });
    expect(db.stores.assessments.change(moved).kind).toBe('moved');
    expect(db.stores.students.get(1)?.allergies).toEqual([]);

    const saved = change({ assessment });
    expect(db.stores.assessments.change(saved).kind).toBe('saved');
    expect(db.stores.assessments.change(saved).kind).toBe('alreadySaved');
    expect(db.stores.students.get(1)?.allergies).toEqual([{ kind: 'FA', text: 'Milk' }]);
    expect(db.raw().prepare('SELECT id FROM student_changes').all()).toEqual([{ id: saved.id }]);
  });

  it('is not written at all where one of its messages has moved meanwhile', () => {
    const [a04 = 0] = db.stores.assessments.find(entry.assessment.id) ?? [];
    db.stores.outbox.claim(clinic.sender(), a04, t0);

    const outcome = db.stores.assessments.change(change({ steps: [{ step: 'cancel', id: a04 }] }));

    expect(outcome.kind).toBe('moved');
    expect(history()?.versions).toEqual([]);
    expect(history()?.measurements).toMatchObject({ heightCm: 132.5 });
  });
});

describe('the database', () => {
  it('lets no assessment change without a copy of what it was', () => {
    const raw = db.raw();

    expect(() => raw.exec(`UPDATE assessments SET content = '{}'`)).toThrow(/only after what it was is kept/);
    db.stores.assessments.change(change());
    expect(() => raw.exec(`UPDATE assessments SET content = '{}'`)).toThrow(/only after what it was is kept/);
    expect(() => raw.exec('DELETE FROM assessment_changes')).toThrow(/kept/);
    expect(() => raw.exec(`UPDATE assessment_changes SET reason = 'x'`)).toThrow(/append-only/);
  });

  it('lets nothing follow "entered in error"', () => {
    const error = change({ assessment: null, reason: 'another child' });
    expect(db.stores.assessments.change(error).kind).toBe('saved');

    expect(() => db.stores.assessments.change(change())).toThrow(/entered in error is final/);
    expect(history()).toMatchObject({
      enteredInError: { at: t0 + 9, by: 'nurse', reason: 'another child' },
      measurements: { heightCm: 132.5 },
    });
  });
});
