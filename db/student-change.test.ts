import { afterEach, beforeEach, expect, it } from 'vitest';
import { t0, testClinic } from './fixture/clinic.ts';
import { type TestDatabase, testDatabase } from './fixture/test-database.ts';

let db: TestDatabase;

beforeEach(() => {
  db = testDatabase();
});

afterEach(() => db.remove());

const milk = { kind: 'FA', text: 'Milk' } as const;

it('writes what a visit changes on the student with the visit, and keeps what was there before', () => {
  const clinic = testClinic(db.stores, 1);
  const entry = clinic.entry(1, t0);

  db.stores.assessments.save({
    ...entry,
    assessment: {
      ...entry.assessment,
      studentChange: { allergies: [milk], noCardReason: 'residentWithoutCard' },
    },
  });

  expect(db.stores.students.get(1)).toMatchObject({
    allergies: [milk],
    noCardReason: 'residentWithoutCard',
    grade: '4',
  });
  const [kept] = db.raw().prepare('SELECT id, studentId, change, detail FROM student_changes').all() as {
    detail: string;
  }[];
  expect(kept).toMatchObject({ id: entry.assessment.id, studentId: 1, change: 'changed' });
  expect(JSON.parse(kept?.detail ?? '')).toMatchObject({ studentNumber: '1001', allergies: [] });
  expect(db.stores.audit.latest(2).map(({ action }) => action)).toContain('student.save');
});

it('writes it once, however often the form is saved, and nothing for a visit that changes nothing', () => {
  const clinic = testClinic(db.stores, 2);
  const entry = clinic.entry(1, t0);
  const changed = { ...entry, assessment: { ...entry.assessment, studentChange: { allergies: [milk] } } };

  db.stores.assessments.save(changed);
  db.stores.assessments.save(changed);
  clinic.visit(2, t0);

  expect(db.raw().prepare('SELECT count(*) AS n FROM student_changes').get()).toEqual({ n: 1 });
});
