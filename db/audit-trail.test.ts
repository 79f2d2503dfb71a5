import { afterEach, beforeEach, expect, it } from 'vitest';
import { emptyChain } from '../core/audit/chain.ts';
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

const whole = (rows = 1000) => db.stores.auditTrail.verify(emptyChain, rows).check;

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
  expect(whole().ok).toBe(true);
  const raw = db.raw();
  const triggers = raw.prepare(
    `SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'audit'`,
  );
  for (const { name } of triggers.all() as { name: string }[]) raw.exec(`DROP TRIGGER ${name}`);
  raw.exec(`UPDATE audit SET subject = 'a-9' WHERE subject = 'a-4'`);

  expect(whole()).toMatchObject({ ok: false, fault: 'changed' });
});

it('finds a tail that was cut off, by the head that is kept outside of the database', () => {
  const raw = db.raw();
  const triggers = raw.prepare(
    `SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'audit'`,
  );
  for (const { name } of triggers.all() as { name: string }[]) raw.exec(`DROP TRIGGER ${name}`);
  raw.exec(`DELETE FROM audit WHERE subject IN ('a-5', 'a-6')`);

  expect(whole()).toMatchObject({ ok: false, fault: 'tailMissing' });
});

it('follows the chain in parts, each from where the one before ended', () => {
  const { auditTrail } = db.stores;
  const first = auditTrail.verify(emptyChain, 3);
  if (!first.check.ok) throw new Error(first.check.fault);
  expect([first.more, first.check.head.seq]).toEqual([true, 3]);
  const second = auditTrail.verify(first.check.head, 3);
  if (!second.check.ok) throw new Error(second.check.fault);
  const last = auditTrail.verify(second.check.head, 3);

  expect(last).toMatchObject({ more: false, check: { ok: true, head: { seq: 7 } } });
  expect(auditTrail.verify({ seq: 3, mac: 'not of row 3' }, 3).check).toEqual({
    ok: false,
    seq: 4,
    fault: 'link',
  });
});
