import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createAssessmentStore } from './assessment-store.ts';
import { Connection } from './connection.ts';
import { type Clinic, t0, testClinic } from './fixture/clinic.ts';
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

function count(table: string): number {
  return Number(db.raw().prepare(`SELECT count(*) FROM ${table}`).pluck().get());
}

describe('saving an assessment', () => {
  it('writes assessment, messages and audit row and takes the draft away', () => {
    const entry = clinic.entry(1);
    db.stores.assessments.saveDraft(
      { id: entry.assessment.id, studentId: 1, fields: { notes: 'x' }, updatedAt: t0 },
      1,
    );

    expect(db.stores.assessments.save(entry)).toEqual({ kind: 'saved', messageIds: [1, 2] });

    expect(db.stores.queue.rowsOfAssessment(entry.assessment.id)).toMatchObject([
      { id: 1, state: 'pending', dueAt: t0, kind: 'ADT^A04', blockedBy: null },
      { id: 2, state: 'pending', dueAt: t0, kind: 'ORU^R01', blockedBy: 1 },
    ]);
    expect(db.stores.assessments.getDraft(entry.assessment.id, 1)).toBeNull();
    expect(db.stores.audit.latest(1)).toEqual([
      {
        at: t0,
        actor: 'nurse',
        action: 'assessment.save',
        subject: entry.assessment.id,
        outcome: 'ok',
        detail: 'account=1 messages=1,2',
      },
    ]);
    expect(db.stores.students.recent(5).map(({ id, lastVisitAt }) => [id, lastVisitAt])).toEqual([[1, t0]]);
  });

  it('gives one row for five presses of Save [faults 21, A46]', () => {
    const entry = clinic.entry(1);

    const kinds = Array.from({ length: 5 }, () => db.stores.assessments.save(entry));

    expect(kinds).toEqual([
      { kind: 'saved', messageIds: [1, 2] },
      ...Array.from({ length: 4 }, () => ({ kind: 'alreadySaved', messageIds: [1, 2] })),
    ]);
    expect([count('assessments'), count('messages')]).toEqual([1, 2]);
  });

  it('gives back what was entered, and nothing that was not', () => {
    const entry = clinic.entry(2, t0 + 5);
    db.stores.assessments.save(entry);

    expect(db.stores.assessments.history(2)).toEqual([
      {
        id: entry.assessment.id,
        versions: [],
        enteredInError: null,
        kind: 'annual',
        visitNumber: entry.visitNumber,
        visitStartedAt: t0 + 5,
        measuredAt: t0 + 5,
        savedAt: t0 + 5,
        savedBy: 'nurse',
        measurements: { heightCm: 132.5, weightKg: 30 },
        vision: { right: '6/6' },
        notes: entry.assessment.notes,
      },
    ]);
    expect(db.stores.assessments.history(1)).toEqual([]);
  });

  it('shows the record of a visit without the depression screening, and keeps it', () => {
    const entry = clinic.entry(2, t0 + 5);
    const screening = { smoking: 'never', depression: { result: 'abnormal', score: 14 } } as const;
    const record = { breakfast: false, screening };
    db.stores.assessments.save({ ...entry, assessment: { ...entry.assessment, record } });

    const [shown] = db.stores.assessments.history(2);
    const [id = 0] = db.stores.assessments.find(entry.assessment.id) ?? [];

    expect(shown?.record).toEqual({ breakfast: false, screening: { smoking: 'never' } });
    expect(id).toBeGreaterThan(0);
    expect(db.stores.assessments.visit(entry.assessment.id)?.assessment.record).toEqual(record);
  });

  it('leaves nothing behind when any part of it cannot be written', () => {
    const before = [count('assessments'), count('messages'), count('payloads'), count('audit')];
    const entry = clinic.entry(1);
    const homeless = { ...entry, messages: [clinic.a04(), clinic.oru({ destinationId: 'nowhere' })] };

    expect(() => db.stores.assessments.save(homeless)).toThrow(/FOREIGN KEY/);

    expect([count('assessments'), count('messages'), count('payloads'), count('audit')]).toEqual(before);
    expect(db.stores.assessments.find(entry.assessment.id)).toBeNull();
    expect(db.stores.assessments.save(entry).kind).toBe('saved');
  });

  it('says that the disk is full, keeps what was saved, and works again when there is room [faults 3, A6]', () => {
    clinic.visit(1);
    const { connection, assessments } = storeOf(db);
    connection.handle.pragma(`max_page_count = ${connection.handle.pragma('page_count', { simple: true })}`);
    const big = () => [clinic.a04({ bytes: new Uint8Array(20_000) })];

    expect(assessments.save(clinic.entry(1, t0, big()))).toEqual({ kind: 'diskFull' });
    expect(db.stores.queue.page({ status: 'all' }, 0, 5).total).toBe(2);

    connection.handle.pragma('max_page_count = 1000000');
    expect(assessments.save(clinic.entry(1, t0, big())).kind).toBe('saved');
  });

  it('looks the form up again on a fresh connection when the outcome of a commit is unknown', () => {
    const entry = clinic.entry(1);
    const committed = failingAfter(() => db.stores.assessments.save(entry));
    expect(committed.save(entry)).toEqual({ kind: 'saved', messageIds: [1, 2] });

    const lost = clinic.entry(2);
    const nothing = failingAfter(() => undefined);
    expect(nothing.save(lost)).toEqual({ kind: 'notSaved' });
    expect(nothing.save(lost)).toEqual({ kind: 'saved', messageIds: [3, 4] });
  });

  /** A store whose first commit reports an I/O error, after `happened` did what the disk may have done in spite of it. */
  function failingAfter(happened: () => void) {
    const { connection, assessments } = storeOf(db);
    const write = connection.write.bind(connection);
    let failed = false;
    connection.write = (work) => {
      if (failed) return write(work);
      failed = true;
      happened();
      throw new Database.SqliteError('disk I/O error', 'SQLITE_IOERR_FSYNC');
    };
    return assessments;
  }
});

/** A second assessment store on the same file, whose connection the test can reach. */
function storeOf(database: TestDatabase) {
  const connection = new Connection(database.raw(), () => ({ ok: true, database: database.raw() }));
  const audit = { append() {}, latest: () => [] };
  return { connection, assessments: createAssessmentStore(connection, audit) };
}

describe('visit numbers', () => {
  it('carry the day in Dubai and never repeat, saved or only handed out', () => {
    const lateEvening = Date.UTC(2026, 0, 5, 20, 30);
    const numbers = [1, 2].map(() => db.stores.assessments.nextVisitNumber(t0));
    const entry = clinic.entry(1);
    db.stores.assessments.save(entry);

    expect(numbers).toEqual(['V26010500001', 'V26010500002']);
    expect(entry.visitNumber).toBe('V26010500003');
    expect(db.stores.assessments.nextVisitNumber(lateEvening)).toBe('V26010600001');
    db.reopen();
    expect(db.stores.assessments.nextVisitNumber(t0)).toBe('V26010500004');
  });
});

describe('drafts', () => {
  it('keep every field as typed, newest first, for the person who typed', () => {
    const draft = {
      id: '11111111-1111-4111-8111-111111111111',
      studentId: null,
      fields: { heightCm: '1x' },
      updatedAt: t0,
    };
    const later = { ...draft, id: '22222222-2222-4222-8222-222222222222', updatedAt: t0 + 1 };
    db.stores.assessments.saveDraft(draft, 1);
    db.stores.assessments.saveDraft(later, 1);
    db.stores.assessments.saveDraft({ ...draft, fields: { heightCm: '12' }, updatedAt: t0 + 2 }, 1);

    expect(db.stores.assessments.getDraft(draft.id, 1)?.fields).toEqual({ heightCm: '12' });
    expect(db.stores.assessments.listDrafts(1).map(({ id }) => id)).toEqual([draft.id, later.id]);
    expect(db.stores.assessments.listDrafts(2)).toEqual([]);
    db.stores.assessments.discardDraft(draft.id, 1);
    expect(db.stores.assessments.getDraft(draft.id, 1)).toBeNull();
  });

  it('do not come back when the form was saved a moment before', () => {
    const entry = clinic.entry(1);
    db.stores.assessments.save(entry);

    db.stores.assessments.saveDraft(
      { id: entry.assessment.id, studentId: 1, fields: {}, updatedAt: t0 + 1 },
      1,
    );

    expect(db.stores.assessments.getDraft(entry.assessment.id, 1)).toBeNull();
  });
});

describe('messages that could not be built', () => {
  it('do not stop the save and are built in place when the cause is gone', () => {
    const unbuilt = clinic.a04({ built: false, problem: 'CONFIG', field: 'school.facilityLicence' });
    const entry = clinic.entry(1, t0, [unbuilt]);
    const saved = db.stores.assessments.save(entry);
    const [id = 0] = saved.kind === 'saved' ? saved.messageIds : [];

    expect(db.stores.queue.row(id)).toMatchObject({ state: 'failed', problem: 'CONFIG', controlId: null });
    expect(db.stores.assessments.unbuilt()).toMatchObject([
      {
        messageId: id,
        destinationId: clinic.destination.id,
        kind: 'ADT^A04',
        assessmentId: entry.assessment.id,
        bytes: null,
        storedKinds: ['ADT^A04'],
      },
    ]);

    expect(
      db.stores.assessments.complete(id, clinic.a04({ controlId: 'LATER1' }), [clinic.oru()], t0 + 9),
    ).toBe(true);

    expect(db.stores.queue.row(id)).toMatchObject({
      state: 'pending',
      dueAt: t0 + 9,
      controlId: 'LATER1',
      problem: null,
    });
    const added = db.stores.queue.rowsOfAssessment(entry.assessment.id)[1];
    expect(added).toMatchObject({ kind: 'ORU^R01', state: 'pending', blockedBy: id });
    expect(db.stores.assessments.unbuilt()).toEqual([]);
    expect(db.stores.assessments.complete(id, clinic.a04(), [], t0 + 10)).toBe(false);
  });

  it('note a new reason while they still cannot be built', () => {
    const unbuilt = clinic.a04({ built: false, problem: 'CONFIG', field: 'school' });
    const [id = 0] = clinic.visit(1, t0, [unbuilt]);
    const still = clinic.a04({ built: false, problem: 'LOCAL_BUILD', field: 'PID-5', profileVersion: 2 });

    expect(db.stores.assessments.complete(id, still, [], t0)).toBe(true);

    expect(db.stores.queue.row(id)).toMatchObject({
      state: 'failed',
      problem: 'LOCAL_BUILD',
      problemField: 'PID-5',
    });
  });
});
