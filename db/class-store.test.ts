import { afterEach, beforeEach, expect, it } from 'vitest';
import { dayOf } from '../core/classes/classes.ts';
import { classesSql, membersSql } from './class-store.ts';
import { t0, testActor, testClinic, testStudent } from './fixture/clinic.ts';
import { type TestDatabase, testDatabase } from './fixture/test-database.ts';

let db: TestDatabase;
const today = dayOf(t0);
const fourB = { schoolId: 1, grade: '4', className: 'B' };

beforeEach(() => {
  db = testDatabase();
});

afterEach(() => db.remove());

const states = () => db.stores.classes.members(fourB, today).map(({ state }) => state);

it('counts who was screened today in each class', () => {
  const clinic = testClinic(db.stores, 3);
  const elsewhere = testStudent('2001', { grade: '5', className: 'A' });
  db.stores.students.applyRoster([{ id: null, schoolName: 'Al Nahda', student: elsewhere }], 'admin', t0);
  clinic.visit(1, t0);

  expect(db.stores.classes.list(today)).toEqual([
    { ...fourB, schoolName: 'Al Nahda', students: 3, done: 1 },
    { schoolId: 1, schoolName: 'Al Nahda', grade: '5', className: 'A', students: 1, done: 0 },
  ]);
});

it('shows where each student of a class stands, and by whom', () => {
  const clinic = testClinic(db.stores, 4);
  clinic.visit(1, t0);
  db.stores.classes.mark(2, today, 'absent', testActor, t0);
  db.stores.classes.mark(3, today, 'refused', testActor, t0 + 1);

  const members = db.stores.classes.members(fourB, today);

  expect(members.map(({ student, state, at, by }) => [student.id, state, at, by])).toEqual([
    [1, 'done', t0, 'nurse'],
    [2, 'absent', t0, 'nurse'],
    [3, 'refused', t0 + 1, 'nurse'],
    [4, 'notYet', null, null],
  ]);
});

it('takes a mark back and keeps both acts in the audit trail', () => {
  testClinic(db.stores, 1);
  db.stores.classes.mark(1, today, 'absent', testActor, t0);

  expect(db.stores.classes.mark(1, today, null, testActor, t0 + 5)).toBe(true);

  expect(states()).toEqual(['notYet']);
  expect(db.stores.audit.latest(2)).toMatchObject([
    { action: 'class.markTakenBack', subject: 'student:1', at: t0 + 5 },
    { action: 'class.mark', subject: 'student:1', detail: expect.stringContaining('mark=absent') },
  ]);
});

it('lets a screening count before a mark, and forgets both on the next day', () => {
  const clinic = testClinic(db.stores, 2);
  db.stores.classes.mark(1, today, 'absent', testActor, t0);
  clinic.visit(1, t0);
  db.stores.classes.mark(2, today, 'absent', testActor, t0);

  expect(states()).toEqual(['done', 'absent']);
  const tomorrow = dayOf(t0 + 86_400_000);
  expect(db.stores.classes.members(fourB, tomorrow).map(({ state }) => state)).toEqual(['notYet', 'notYet']);
});

it('knows no mark for a student who is not there', () => {
  expect(db.stores.classes.mark(99, today, 'absent', testActor, t0)).toBe(false);
});

it('does not count a clinic visit, nor a screening that was noted for an earlier day', () => {
  const clinic = testClinic(db.stores, 2);
  const clinicVisit = clinic.entry(1, t0);
  db.stores.assessments.save({
    ...clinicVisit,
    assessment: { ...clinicVisit.assessment, kind: 'clinic' },
  });
  const earlier = clinic.entry(2, t0);
  db.stores.assessments.save({
    ...earlier,
    assessment: { ...earlier.assessment, measuredAt: t0 - 86_400_000, visitStartedAt: t0 - 86_400_000 },
  });

  expect(states()).toEqual(['notYet', 'notYet']);
});

it('finds a class by its index and groups without sorting every student', () => {
  const named = {
    schoolId: 1,
    grade: '4',
    className: 'B',
    day: '',
    firstVisit: 1,
    lastVisit: 2,
    startsAt: 1,
  };
  const plan = (sql: string) =>
    (db.raw().prepare(`EXPLAIN QUERY PLAN ${sql}`).all(named) as { detail: string }[])
      .map(({ detail }) => detail)
      .join('\n');

  expect(plan(membersSql)).toMatch(
    /students USING (COVERING )?INDEX students_by_class \(schoolId=\? AND <expr>=\? AND <expr>=\?\)/,
  );
  expect(plan(classesSql)).toContain('students USING INDEX students_by_class');
  expect(plan(classesSql)).toContain('assessments USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)');
  expect(plan(classesSql)).not.toContain('TEMP B-TREE FOR ORDER BY');
});
