import { afterEach, beforeEach, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from './fixture/test-database.ts';

const t0 = Date.UTC(2026, 0, 5, 8);

let db: TestDatabase;

beforeEach(() => {
  db = testDatabase();
  for (let index = 0; index < 7; index += 1) {
    db.stores.audit.append({
      at: t0 + index * 1000,
      actor: index % 2 === 0 ? '1' : 'account:2',
      action: index === 3 ? 'backup.restore' : 'assessment.save',
      subject: `a-${index}`,
      outcome: index === 3 ? 'failed' : 'ok',
      detail: '',
    });
  }
});

afterEach(() => db.remove());

const subjects = (
  filter: Parameters<TestDatabase['stores']['auditTrail']['page']>[0],
  offset = 0,
  limit = 50,
) => {
  const { rows, total } = db.stores.auditTrail.page(filter, offset, limit);
  return { subjects: rows.map(({ subject }) => subject), total };
};

it('pages from the newest on and counts all that fit', () => {
  expect(subjects({}, 0, 3)).toEqual({ subjects: ['a-6', 'a-5', 'a-4'], total: 7 });
  expect(subjects({}, 6, 3)).toEqual({ subjects: ['a-0'], total: 7 });
  expect(subjects({}, 7, 3)).toEqual({ subjects: [], total: 7 });
});

it('filters by time, actor, action and outcome together', () => {
  expect(subjects({ from: t0 + 2000, to: t0 + 5000 }).subjects).toEqual(['a-4', 'a-3', 'a-2']);
  expect(subjects({ actors: ['2', 'account:2'] }).subjects).toEqual(['a-5', 'a-3', 'a-1']);
  expect(subjects({ actors: ['account:2'], action: 'backup.restore', outcome: 'failed' }).subjects).toEqual([
    'a-3',
  ]);
  expect(subjects({ actors: [] })).toEqual({ subjects: [], total: 0 });
});

it('finds a row that somebody changed past the triggers', () => {
  expect(db.stores.auditTrail.verify().ok).toBe(true);
  const raw = db.raw();
  const triggers = raw.prepare(
    `SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'audit'`,
  );
  for (const { name } of triggers.all() as { name: string }[]) raw.exec(`DROP TRIGGER ${name}`);
  raw.exec(`UPDATE audit SET subject = 'a-9' WHERE subject = 'a-4'`);

  expect(db.stores.auditTrail.verify()).toMatchObject({ ok: false, fault: 'changed' });
});

it('finds a tail that was cut off, by the head that is kept outside of the database', () => {
  const raw = db.raw();
  const triggers = raw.prepare(
    `SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'audit'`,
  );
  for (const { name } of triggers.all() as { name: string }[]) raw.exec(`DROP TRIGGER ${name}`);
  raw.exec(`DELETE FROM audit WHERE subject IN ('a-5', 'a-6')`);

  expect(db.stores.auditTrail.verify()).toMatchObject({ ok: false, fault: 'tailMissing' });
});
