import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { QueueFilter } from '../core/contract/queue.ts';
import { Connection } from './connection.ts';
import { attemptOnce, type Clinic, rejected, t0, testClinic, testStudent } from './fixture/clinic.ts';
import { type TestDatabase, testDatabase } from './fixture/test-database.ts';
import { searchBound, searchQuery } from './queue-search.ts';

/** 60 students of one family and one of another, each with two visits of nine messages. */
const students = 60;
const visits = 2;
const messages = 9;
let db: TestDatabase;
let clinic: Clinic;
let common: readonly number[];
let rare: readonly number[];

beforeAll(() => {
  db = testDatabase();
  clinic = testClinic(db.stores, 0);
  const roster = Array.from({ length: students + 1 }, (_, index) => ({
    id: null,
    schoolName: 'Al Nahda',
    student: testStudent(String(2001 + index), {
      familyName: index < students ? 'Common' : 'Seldom',
      givenName: `Given${index}x`,
    }),
  }));
  db.stores.students.applyRoster(roster, 'admin', t0);
  const of = new Map<boolean, number[]>([
    [true, []],
    [false, []],
  ]);
  for (let visit = 0; visit < visits; visit += 1) {
    for (let student = 1; student <= students + 1; student += 1) {
      const bulk = [clinic.a04(), ...Array.from({ length: messages - 1 }, () => clinic.oru())];
      of.get(student <= students)?.push(...clinic.visit(student, t0 + visit, bulk));
    }
  }
  common = (of.get(true) ?? []).toReversed();
  rare = (of.get(false) ?? []).toReversed();
});

afterAll(() => {
  db.remove();
});

function page(filter: Partial<QueueFilter>, offset = 0, limit = 50) {
  const { rows, ...rest } = db.stores.queue.page({ status: 'all', ...filter }, offset, limit);
  return { ids: rows.map(({ id }) => id), ...rest };
}

describe('a search', () => {
  it('counts and lists the newest of what a family name finds that nearly all share, and says that there are more', () => {
    expect(common.length).toBeGreaterThan(searchBound);

    expect(page({ text: 'common' })).toEqual({ ids: common.slice(0, 50), total: searchBound, more: true });
    expect(page({ text: 'common' }, 980).ids).toEqual(common.slice(980, searchBound));
    expect(page({ text: 'common' }, searchBound)).toEqual({ ids: [], total: searchBound, more: true });
  });

  it('finds all messages of the few that match, however many share a word of it', () => {
    expect(page({ text: 'seldom' })).toEqual({ ids: rare, total: rare.length });
    expect(page({ text: 'common given7x' })).toMatchObject({ total: visits * messages });
    expect(page({ text: 'common seldom' })).toEqual({ ids: [], total: 0 });
  });

  it('counts a student once whose words match in two ways', () => {
    // The number and the start of the given name are words of the same student.
    expect(page({ text: 'given60' })).toEqual({ ids: rare, total: rare.length });
    expect(page({ text: '2061' })).toEqual({ ids: rare, total: rare.length });
  });

  it('keeps the other filters, for many students and for few', () => {
    const [failed = 0] = common.toReversed();
    attemptOnce(db.stores, clinic, failed, rejected, t0);

    expect(page({ text: 'common', status: 'failed' })).toEqual({ ids: [failed], total: 1 });
    expect(page({ text: 'given0x', status: 'failed' })).toEqual({ ids: [failed], total: 1 });
    expect(page({ text: 'common', status: 'pending', schoolId: 2 })).toEqual({ ids: [], total: 0 });
    expect(page({ text: 'common', problem: 'NACK_REQUIRED' })).toEqual({ ids: [failed], total: 1 });
    expect(page({ text: 'common', from: t0 + visits - 1 })).toMatchObject({ total: students * messages });
  });

  it('reads the newest messages in order for many students, and nothing but theirs for few', () => {
    const raw = db.raw();
    const connection = new Connection(raw, () => ({ ok: true, database: raw }));
    const plan = (text: string) => {
      const { sql, bound } = searchQuery(connection, text, {
        sql: [],
        bound: [],
        from: 'messages AS m NOT INDEXED',
      });
      const steps = raw.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...bound) as { detail: string }[];
      return steps.map(({ detail }) => detail).join('\n');
    };

    expect(plan('common')).toMatch(/SCAN m$/m);
    expect(plan('seldom')).not.toMatch(/SCAN (m|a|alone)\b/);
    expect(plan('seldom')).toContain('assessments_by_student (studentId=?)');
  });
});
