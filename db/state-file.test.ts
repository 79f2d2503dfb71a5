import { readFileSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { attemptOnce, type Clinic, delivered, t0, testClinic } from './fixture/clinic.ts';
import { type TestDatabase, testDatabase } from './fixture/test-database.ts';
import { statePath } from './state-file.ts';

let db: TestDatabase;
let clinic: Clinic;

beforeEach(() => {
  db = testDatabase();
  clinic = testClinic(db.stores);
});

afterEach(() => {
  db.remove();
});

/** As the uninstaller reads it: the line that begins at byte 1024. */
const unsentLine = () => readFileSync(statePath(db.dataDir)).subarray(1024).toString('ascii');

describe('the state file for those who cannot open the database', () => {
  it('says from the first start how many messages wait, at a fixed place in a line of fixed length', () => {
    expect(unsentLine()).toBe(`${'unsent 0'.padEnd(31)}\n`);

    const [first = 0] = clinic.visit(1);
    expect(unsentLine()).toBe(`${'unsent 2'.padEnd(31)}\n`);

    attemptOnce(db.stores, clinic, first, delivered, t0);
    expect(unsentLine().trimEnd()).toBe('unsent 1');
  });

  it('says it anew at each start, also where the line was lost', () => {
    clinic.visit(1);
    db.stores.close();
    const bytes = readFileSync(statePath(db.dataDir)).subarray(0, 1024);
    writeFileSync(statePath(db.dataDir), bytes);

    db.reopen();

    expect(unsentLine().trimEnd()).toBe('unsent 2');
    expect(db.stores.incident).toBeNull();
  });
});
