import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  attemptOnce,
  type Clinic,
  drain,
  noAnswer,
  rejected,
  t0,
  testActor,
  testClinic,
} from './fixture/clinic.ts';
import { type TestDatabase, testDatabase } from './fixture/test-database.ts';

let db: TestDatabase;
let clinic: Clinic;

beforeEach(() => {
  db = testDatabase();
  clinic = testClinic(db.stores);
});

afterEach(() => {
  db.remove();
});

function blockedBy(id: number): number | null | undefined {
  return db.stores.queue.row(id)?.blockedBy;
}

let operations = 0;

function retry(...ids: number[]): void {
  db.stores.queue.retry(ids, testActor, `operation-${++operations}`, t0 + 1);
}

describe('order of delivery', () => {
  it('sends the A04 of a visit before its ORU, oldest visit first', () => {
    const first = clinic.visit(1);
    const second = clinic.visit(2);
    const third = clinic.visit(1);

    expect(drain(db.stores, clinic, t0)).toEqual([...first, ...second, ...third]);
  });

  it('stores the A04 first even where it is handed over last', () => {
    const ids = clinic.visit(1, t0, [clinic.oru(), clinic.a04()]);

    expect(db.stores.queue.row(ids[0] ?? 0)?.kind).toBe('ADT^A04');
    expect(blockedBy(ids[1] ?? 0)).toBe(ids[0]);
  });

  it('lets later visits pass where the A04 of one could not be built', () => {
    const unbuilt = { built: false, problem: 'LOCAL_BUILD', field: null } as const;
    const [a04 = 0, oru = 0] = clinic.visit(1, t0, [clinic.a04(unbuilt), clinic.oru()]);
    const later = clinic.visit(1);

    expect(blockedBy(oru)).toBe(a04);
    expect(drain(db.stores, clinic, t0)).toEqual(later);
  });

  it('lets other students pass while one waits', () => {
    const [a04 = 0] = clinic.visit(1);
    const other = clinic.visit(2);
    attemptOnce(db.stores, clinic, a04, noAnswer(t0 + 30_000), t0);

    expect(drain(db.stores, clinic, t0 + 1)).toEqual(other);
  });

  it('holds later visits of a student while an earlier message of the student waits', () => {
    const [a04 = 0, oru = 0] = clinic.visit(1);
    const [later = 0] = clinic.visit(1);
    attemptOnce(db.stores, clinic, a04, noAnswer(t0 + 30_000), t0);

    expect(blockedBy(oru)).toBe(a04);
    expect(blockedBy(later)).toBe(oru);
    expect(drain(db.stores, clinic, t0 + 1)).toEqual([]);
  });

  it('lets a failed A04 hold its own visit and nobody else', () => {
    const [a04 = 0, oru = 0] = clinic.visit(1);
    const later = clinic.visit(1);
    attemptOnce(db.stores, clinic, a04, rejected, t0);

    expect(blockedBy(oru)).toBe(a04);
    expect(drain(db.stores, clinic, t0 + 1)).toEqual(later);
    expect(db.stores.queue.row(oru)?.state).toBe('pending');
  });

  it('lets a failed follower hold nobody', () => {
    const [a04 = 0, first = 0, second = 0] = clinic.visit(1, t0, [clinic.a04(), clinic.oru(), clinic.oru()]);
    const claimed = db.stores.outbox.nextDue(clinic.lane, t0);
    expect(claimed?.id).toBe(a04);
    attemptOnce(db.stores, clinic, a04, { ...rejected, nextState: 'sent', problem: null }, t0);
    attemptOnce(db.stores, clinic, first, rejected, t0);

    expect(blockedBy(second)).toBeNull();
  });

  it('puts a retried A04 back before everything of its student that has not gone', () => {
    const [a04 = 0, oru = 0] = clinic.visit(1);
    const later = clinic.visit(1);
    attemptOnce(db.stores, clinic, a04, rejected, t0);
    expect(blockedBy(later[0] ?? 0)).toBeNull();

    retry(a04);

    expect(blockedBy(later[0] ?? 0)).toBe(oru);
    expect(drain(db.stores, clinic, t0 + 1)).toEqual([a04, oru, ...later]);
  });

  it('counts the replacement of a superseded A04, which takes its place in the order', () => {
    const [a04 = 0, oru = 0] = clinic.visit(1);
    const later = clinic.visit(1);
    attemptOnce(db.stores, clinic, a04, rejected, t0);

    const replacement = db.stores.assessments.replace(a04, clinic.a04(), testActor, t0 + 1) ?? 0;

    expect(blockedBy(oru)).toBe(replacement);
    expect(blockedBy(replacement)).toBeNull();
    expect(drain(db.stores, clinic, t0 + 1)).toEqual([replacement, oru, ...later]);
  });

  it('keeps destinations apart', () => {
    const other = db.stores.destinations.save(null, 'Other', {}, undefined, 'admin', t0);
    const [first = 0, elsewhere = 0] = clinic.visit(1, t0, [
      clinic.a04(),
      clinic.a04({ destinationId: other.id }),
    ]);
    attemptOnce(db.stores, clinic, first, rejected, t0);

    expect(blockedBy(elsewhere)).toBeNull();
    expect(db.stores.outbox.nextDue({ destinationId: other.id, interfaces: null }, t0)?.id).toBe(elsewhere);
  });
});

/** The rules read from docs/delivery.md, with no index and no stored place. */
function placesByRule(rows: readonly Row[]): Map<number, number | null> {
  const opener = (m: Row) => {
    const openers = rows.filter((o) => o.visit === m.visit && o.opensVisit === 1);
    if (m.opensVisit === 1 || openers.some((o) => o.state === 'sent')) return null;
    return openers.filter((o) => o.state !== 'superseded').at(-1) ?? null;
  };
  const holds = (m: Row) => {
    const before = opener(m);
    return m.state === 'sending' || (m.state === 'pending' && before?.state !== 'failed');
  };
  return new Map(
    rows.map((m) => {
      const earlier = rows.filter((o) => o.studentId === m.studentId && o.position < m.position && holds(o));
      const blocker = opener(m)?.id ?? earlier.sort((a, b) => a.position - b.position).at(-1)?.id ?? null;
      return [m.id, m.state === 'pending' ? blocker : null];
    }),
  );
}

interface Row {
  readonly id: number;
  readonly state: string;
  readonly studentId: number;
  readonly visit: number;
  readonly opensVisit: number;
  readonly position: number;
  readonly blockedBy: number | null;
}

describe('the stored order', () => {
  it('is what the rules say after any history, and never stops everything', () => {
    const step = fc.oneof(
      fc.record({ do: fc.constant('visit' as const), student: fc.integer({ min: 1, max: 2 }) }),
      fc.record({
        do: fc.constantFrom('send', 'refuse', 'noAnswer', 'retryOne', 'retryAll', 'expire', 'replace'),
      }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const own = testDatabase();
        try {
          const ownClinic = testClinic(own.stores, 2);
          const look = own.raw();
          const all = look.prepare('SELECT * FROM messages ORDER BY id');
          let at = t0;
          for (const action of steps) {
            at += 1000;
            if (action.do === 'visit') ownClinic.visit(action.student, at);
            else act(own, ownClinic, action.do, at);

            const rows = all.all() as Row[];
            const stored = new Map(rows.map((row) => [row.id, row.blockedBy]));
            expect(stored).toEqual(placesByRule(rows));
            const waiting = rows.filter(({ state }) => state === 'pending');
            const needsPerson = new Set(rows.filter(({ state }) => state === 'failed').map(({ id }) => id));
            const stuck = waiting.every(({ blockedBy: by }) => by !== null && !needsPerson.has(by));
            expect(waiting.length > 0 && stuck).toBe(false);
          }
        } finally {
          own.remove();
        }
      }),
      { numRuns: 60 },
    );
  });

  function act(own: TestDatabase, ownClinic: Clinic, what: string, at: number): void {
    const { outbox, queue } = own.stores;
    const due = outbox.nextDue(ownClinic.lane, at + 999_999_999);
    const failed = queue.idsInState('failed', at);
    if (what === 'retryOne' && failed[0]) queue.retry([failed[0]], testActor, `one-${at}`, at);
    if (what === 'retryAll') queue.retry(failed, testActor, `all-${at}`, at);
    if (what === 'expire') outbox.expireOlderThan(ownClinic.destination.id, at - 5000, at);
    if (what === 'replace' && failed[0]) replace(own, ownClinic, failed[0], at);
    if (!due) return;
    if (what === 'send') attemptOnce(own.stores, ownClinic, due.id, { ...rejected, nextState: 'sent' }, at);
    if (what === 'refuse') attemptOnce(own.stores, ownClinic, due.id, rejected, at);
    if (what === 'noAnswer') attemptOnce(own.stores, ownClinic, due.id, noAnswer(at + 500), at);
  }

  function replace(own: TestDatabase, ownClinic: Clinic, id: number, at: number): void {
    const opens = own.stores.queue.row(id)?.kind === 'ADT^A04';
    own.stores.assessments.replace(id, opens ? ownClinic.a04() : ownClinic.oru(), testActor, at);
  }
});
