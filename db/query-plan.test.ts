import type { Database } from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { t0, testClinic } from './fixture/clinic.ts';
import { type TestDatabase, testDatabase } from './fixture/test-database.ts';
import { dependentsSql, nextHolderSql, placeOfSql } from './order.ts';
import {
  acknowledgedOtherSql,
  claimableSql,
  claimSql,
  clampSql,
  finishSql,
  interruptedSql,
  nextDueAtSql,
  nextDueSql,
  nextSeqSql,
  waitingIdsSql,
} from './outbox-sql.ts';
import { failedIdsSql } from './queue-matching.ts';
import { tabPageSql, waitingPageSql } from './queue-page.ts';
import {
  firstRetrySql,
  lastManualRetrySql,
  oldestElsewhereSql,
  oldestOfInterfaceSql,
} from './queue-store.ts';
import { refusalsSql } from './report-store.ts';

let db: TestDatabase;
let raw: Database;

beforeAll(() => {
  db = testDatabase();
  testClinic(db.stores).visit(1, t0);
  raw = db.raw();
});

afterAll(() => {
  db.remove();
});

function plan(sql: string): string {
  const names = [...new Set(sql.match(/@\w+/g))].map((name) => [name.slice(1), 1]);
  const bound = sql.includes('@')
    ? [Object.fromEntries(names)]
    : Array.from({ length: sql.split('?').length - 1 }, () => 1);
  const steps = raw.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...bound) as { detail: string }[];
  return steps.map((step) => step.detail).join('\n');
}

describe('the planner', () => {
  it.each([
    ['next due', nextDueSql, 'messages_ready (destinationId=? AND interface=?)'],
    ['next due at', nextDueAtSql, 'messages_due (destinationId=? AND interface=? AND dueAt>?)'],
    ['first retry', firstRetrySql, 'messages_due (destinationId=? AND interface=?)'],
    ['interrupted', interruptedSql, 'messages_sending'],
    ['acknowledged other', acknowledgedOtherSql, 'attempts_acknowledged (destinationId=? AND finishedAt>?)'],
    ['claim', claimSql, 'INTEGER PRIMARY KEY (rowid=?)'],
    ['clamp', clampSql, 'messages_waits (dueAt>?)'],
    ['finish', finishSql, 'INTEGER PRIMARY KEY (rowid=?)'],
    ['refusals of a span', refusalsSql, 'attempts_rejected (startedAt>? AND startedAt<?)'],
    ['dependents', dependentsSql, 'messages_holding (studentId=? AND destinationId=? AND position>?)'],
    ['next holder', nextHolderSql, 'messages_holding (studentId=? AND destinationId=? AND position>?)'],
    ['place', placeOfSql, 'messages_holding (studentId=? AND destinationId=? AND position<?)'],
    ['pending tab with few', waitingPageSql, 'messages_holding'],
    ['failed tab', tabPageSql('failed'), 'messages_failed'],
    ['sent tab', tabPageSql('sent'), 'messages_sent'],
    ['waiting ids', waitingIdsSql, 'messages_stopped'],
    ['claimable', claimableSql, 'INTEGER PRIMARY KEY (rowid=?)'],
    ['open attempt', nextSeqSql, 'PRIMARY KEY (name=?)'],
    ['failed ids', failedIdsSql, 'messages_failed'],
    ['oldest of an interface', oldestOfInterfaceSql, 'messages_ready (destinationId=? AND interface=?)'],
    ['oldest elsewhere', oldestElsewhereSql, 'messages_sending'],
    ['last manual retry', lastManualRetrySql, 'manual_retries_at'],
  ])('answers "%s" from its index, without sorting what waits', (name, sql, index) => {
    const detail = plan(sql);

    expect(detail).toContain(index);
    // The page of at most 200 ids is put in order again after the join.
    if (!name.includes('tab') && name !== 'dependents') expect(detail).not.toContain('TEMP B-TREE');
  });

  it('scans no table of messages, attempts or payloads for any of them', () => {
    for (const sql of [
      nextDueSql,
      nextDueAtSql,
      claimSql,
      clampSql,
      finishSql,
      acknowledgedOtherSql,
      placeOfSql,
      nextHolderSql,
    ]) {
      expect(plan(sql)).not.toMatch(/SCAN (messages|m|attempts|own|payloads|other|holder|next)\b/);
    }
  });
});
