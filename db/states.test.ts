import type { Database } from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { messageStates } from '../core/contract/message.ts';
import { attemptOnce, delivered, rejected, t0, testClinic } from './fixture/clinic.ts';
import { type TestDatabase, testDatabase } from './fixture/test-database.ts';

let db: TestDatabase;
let raw: Database;

beforeEach(() => {
  db = testDatabase();
  raw = db.raw();
});

afterEach(() => {
  db.remove();
});

function set(id: number, assignments: string): () => void {
  return () => void raw.prepare(`UPDATE messages SET ${assignments} WHERE id = ?`).run(id);
}

describe('the messages table', () => {
  it('refuses a state that is not in the list', () => {
    const [id = 0] = testClinic(db.stores).visit(1);

    expect(set(id, `state = 'lost', dueAt = NULL, holds = 0`)).toThrow(/messages_state/);
  });

  it('has a lease exactly while sending', () => {
    const [id = 0] = testClinic(db.stores).visit(1);

    expect(set(id, `state = 'sending', dueAt = NULL`)).toThrow(/messages_lease/);
    expect(set(id, `lease = 'x', leaseGeneration = 1`)).toThrow(/messages_lease/);
    expect(set(id, `state = 'sending', dueAt = NULL, lease = 'x'`)).toThrow(/messages_lease/);
  });

  it('has an end exactly when final, and a time of the next try exactly while pending', () => {
    const [id = 0] = testClinic(db.stores).visit(1);

    expect(set(id, `state = 'sent', dueAt = NULL, holds = 0`)).toThrow(/messages_finished/);
    expect(set(id, 'finishedAt = 1')).toThrow(/messages_finished/);
    expect(set(id, 'dueAt = NULL')).toThrow(/messages_due_at/);
    expect(set(id, `state = 'failed', holds = 0, problem = 'AUTH'`)).toThrow(/messages_due_at/);
  });

  it('never fails without a reason and is never superseded by nothing', () => {
    const [id = 0] = testClinic(db.stores).visit(1);

    expect(set(id, `state = 'failed', dueAt = NULL, holds = 0`)).toThrow(/messages_failed_reason/);
    expect(set(id, `state = 'superseded', dueAt = NULL, holds = 0, finishedAt = 1`)).toThrow(
      /messages_superseded_by/,
    );
  });

  it('has bytes and a control id unless it failed without them', () => {
    const clinic = testClinic(db.stores);
    const unbuilt = clinic.a04({ built: false, problem: 'CONFIG', field: null });
    const [id = 0] = clinic.visit(1, t0, [unbuilt as never]);

    expect(set(id, `state = 'pending', dueAt = 1`)).toThrow(/messages_built/);
    expect(set(id, `controlId = 'X'`)).toThrow(/messages_built/);
  });

  it('refuses a control id twice or longer than 199 characters', () => {
    const clinic = testClinic(db.stores);
    clinic.visit(1, t0, [clinic.a04({ controlId: 'SAME' })]);

    const again = clinic.entry(2, t0, [clinic.a04({ controlId: 'SAME' })]);
    expect(db.stores.assessments.save(again).kind).toBe('notSaved');
    const long = clinic.entry(2, t0, [clinic.a04({ controlId: 'L'.repeat(200) })]);
    expect(() => db.stores.assessments.save(long)).toThrow(/messages_control_id_length/);
    expect(clinic.visit(2, t0, [clinic.a04({ controlId: 'L'.repeat(199) })])).toHaveLength(1);
  });

  it('never leaves a final state', () => {
    const clinic = testClinic(db.stores);
    const [id = 0] = clinic.visit(1);
    attemptOnce(db.stores, clinic, id, delivered, t0);

    for (const state of messageStates.filter((name) => name !== 'sent')) {
      expect(set(id, `state = '${state}', finishedAt = NULL, dueAt = 1, problem = 'AUTH'`)).toThrow();
    }
  });

  it('keeps messages, bytes, attempts, assessments and audit rows from change and removal', () => {
    const clinic = testClinic(db.stores);
    const [id = 0] = clinic.visit(1);
    attemptOnce(db.stores, clinic, id, rejected, t0);

    for (const sql of [
      'DELETE FROM messages',
      'DELETE FROM payloads',
      `UPDATE payloads SET bytes = x'00'`,
      'UPDATE messages SET payloadId = 2 WHERE id = 1',
      `UPDATE messages SET controlId = 'OTHER' WHERE id = 1`,
      'DELETE FROM attempts',
      `UPDATE attempts SET code = 'x'`,
      'DELETE FROM assessments',
      'DELETE FROM audit',
      `UPDATE audit SET actor = 'x'`,
      // REPLACE deletes by the way: refused because recursive_triggers is on.
      `INSERT OR REPLACE INTO audit SELECT * FROM audit WHERE seq = 1`,
      `INSERT OR REPLACE INTO payloads (id, bytes) VALUES (1, x'00')`,
    ]) {
      expect(() => raw.exec(sql), sql).toThrow();
    }
  });
});
