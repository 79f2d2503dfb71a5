import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLockout, type Lockout } from '../core/accounts/lockout.ts';
import { silentLog } from '../core/host/ports.ts';
import { createManualClock } from '../core/transport/testing/manual-clock.ts';
import { type TestDatabase, testDatabase } from './fixture/test-database.ts';

const minute = 60_000;
const t0 = Date.UTC(2026, 0, 5, 8);

let db: TestDatabase;
let manual: ReturnType<typeof createManualClock>;
/** What the PC's clock shows more than the time that passed. */
let wallAheadMs: number;
let lockout: Lockout;

const clock = () => ({ ...manual, nowMs: () => t0 + manual.nowMs() + wallAheadMs });

/** The program starts again: its monotonic clock begins at nothing. */
function restart(): void {
  lockout.stop();
  db.reopen();
  manual = createManualClock();
  lockout = createLockout({ accounts: db.stores.accounts, clock: clock(), log: silentLog });
}

const leftMs = () => {
  const account = db.stores.accounts.byName('huda');
  return account ? lockout.leftMs(account) : -1;
};

/** The seventh wrong secret in a row: a quarter of an hour. */
function lock(): void {
  const until = clock().nowMs() + 15 * minute;
  db.stores.accounts.recordSignIn(1, 'session.signIn', 'wrongSecret', 7, until, clock().nowMs());
}

beforeEach(() => {
  db = testDatabase();
  manual = createManualClock();
  wallAheadMs = 0;
  db.stores.accounts.save(
    {
      id: null,
      name: 'huda',
      role: 'nurse',
      familyName: 'Al Ali',
      givenName: 'Huda',
      licence: null,
      disabled: false,
      hash: new Uint8Array(32),
      salt: new Uint8Array(16),
    },
    'test',
    t0,
  );
  lockout = createLockout({ accounts: db.stores.accounts, clock: clock(), log: silentLog });
});

afterEach(() => {
  lockout.stop();
  db.remove();
});

describe('a lock after wrong secrets [fault A51]', () => {
  it('lasts its time and is then gone from the database too; the failures stay counted', () => {
    lock();
    expect(leftMs()).toBe(15 * minute);
    manual.advance(15 * minute - 1);
    expect(leftMs()).toBe(1);
    manual.advance(1);

    expect(leftMs()).toBe(0);
    expect(db.stores.accounts.byId(1)).toMatchObject({ failures: 7, lockedUntil: null });
  });

  it.each([
    ['a day forward', 24 * 60 * minute],
    ['a day back', -24 * 60 * minute],
  ])('is neither ended nor prolonged by a clock that is set %s', (_, jumpMs) => {
    lock();
    leftMs();
    wallAheadMs = jumpMs;
    manual.advance(15 * minute - 1);
    expect(leftMs()).toBe(1);
    manual.advance(1);

    expect(leftMs()).toBe(0);
  });

  it.each([
    ['as it was', 0],
    ['a year forward', 365 * 24 * 60 * minute],
    ['a year back', -365 * 24 * 60 * minute],
  ])('survives a restart with the clock %s, for its time again and no longer', (_, jumpMs) => {
    lock();
    leftMs();
    manual.advance(10 * minute);
    wallAheadMs = jumpMs;
    restart();

    expect(leftMs()).toBe(15 * minute);
    manual.advance(15 * minute);
    expect(leftMs()).toBe(0);
  });

  it('that was over before a restart does not come back with it', () => {
    lock();
    leftMs();
    manual.advance(15 * minute);
    restart();

    expect(leftMs()).toBe(0);
  });

  it('that another process made counts from when it is first seen', () => {
    lock();
    manual.advance(3 * minute);

    expect(leftMs()).toBe(15 * minute);
  });

  it('is lifted by an administrator at once, and written down', () => {
    lock();
    leftMs();
    db.stores.accounts.unlock(1, '9', t0);

    expect(leftMs()).toBe(0);
    expect(db.stores.audit.latest(1)).toMatchObject([
      { action: 'account.unlock', actor: '9', subject: 'account:1' },
    ]);
  });
});
