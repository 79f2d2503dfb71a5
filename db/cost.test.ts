import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Connection } from './connection.ts';
import { type Clinic, delivered, t0, testClinic } from './fixture/clinic.ts';
import { type TestDatabase, testDatabase } from './fixture/test-database.ts';

let db: TestDatabase;
let clinic: Clinic;

beforeEach(() => {
  db = testDatabase();
  clinic = testClinic(db.stores, 40);
  // Tables that have grown a level, as in life.
  for (let visit = 0; visit < 60; visit += 1) clinic.visit(1 + (visit % 40), t0 + visit, fullSize());
});

afterEach(() => {
  vi.restoreAllMocks();
  db.remove();
});

/** The two messages of a visit in the size that they have. */
function fullSize() {
  const bytes = (length: number) => ({ bytes: new Uint8Array(length).fill(0x41) });
  return [clinic.a04(bytes(600)), clinic.oru(bytes(1200))];
}

/** Pages that were written to the log: each is encrypted whole, and that is what a commit costs beside its sync. */
function pagesWritten(work: () => void): number {
  const frames = () =>
    (db.raw().pragma('wal_checkpoint(PASSIVE)') as { readonly log: number }[])[0]?.log ?? 0;
  // All that is in the log is in the file now, so the next commit begins it anew.
  frames();
  work();
  return frames();
}

function statements(work: () => void): number {
  const spies = (['get', 'all', 'run'] as const).map((name) => vi.spyOn(Connection.prototype, name));
  work();
  return spies.reduce((sum, spy) => sum + spy.mock.calls.length, 0);
}

describe('what is counted of a save with two messages', () => {
  it('writes 13 pages: two messages, their bytes, assessment, audit row, counters and indexes', () => {
    const pages = pagesWritten(() => {
      for (let visit = 0; visit < 40; visit += 1) clinic.visit(1 + visit, t0 + 100 + visit, fullSize());
    });

    expect(pages / 40).toBeLessThanOrEqual(13);
  });

  it('asks the database 15 times, the visit number and the mark outside of it counted', () => {
    expect(statements(() => clinic.visit(7, t0 + 100, fullSize()))).toBe(15);
  });
});

describe('what is counted of a message that is sent', () => {
  it('writes 10 pages, the claim of the next one counted', () => {
    const { outbox } = db.stores;
    let claim = outbox.claim(clinic.sender(), 1, t0 + 1000);
    let sent = 0;
    const pages = pagesWritten(() => {
      for (; claim && sent < 40; sent += 1)
        claim = outbox.finish(claim, delivered, t0 + 1000, clinic.lane).next;
    });

    expect(sent).toBe(40);
    expect(pages / sent).toBeLessThanOrEqual(10);
  });

  it('asks the database 13 times, the next claim and the mark outside of it counted', () => {
    const { outbox } = db.stores;
    const claim = outbox.claim(clinic.sender(), 1, t0 + 1000);
    if (!claim) throw new Error('not claimed');

    expect(statements(() => outbox.finish(claim, delivered, t0 + 1000, clinic.lane))).toBe(13);
  });
});
