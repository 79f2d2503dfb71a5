import type { AppParts } from '../app-parts.ts';
import { fail, type Result } from '../contract/result.ts';
import { codeOf } from '../host/error-code.ts';
import { type Cancel, logCode } from '../host/ports.ts';
import type { StoredAccount } from './ports.ts';

const minute = 60_000;

/** Wrong secrets in a row and how long the account is locked after each, from the fifth on: 1, 5, then 15 minutes. */
export function lockAfter(failures: number): number | null {
  if (failures < 5) return null;
  if (failures === 5) return minute;
  return failures === 6 ? 5 * minute : 15 * minute;
}

/** What is said while an account is locked, in minutes. */
export function lockedOut(leftMs: number): Result<never> {
  const minutes = Math.ceil(leftMs / 60_000);
  return fail('LOCKED_OUT', `Too many wrong tries. Wait ${minutes} min and try again.`, [
    { path: 'secret', rule: 'lockedOut', params: { minutes } },
  ]);
}

type Counted = Pick<StoredAccount, 'id' | 'failures' | 'lockedUntil'>;

/** How long accounts stay locked after wrong secrets. */
export interface Lockout {
  /** Milliseconds until the account may be tried again; 0 where it may. */
  leftMs(account: Counted): number;
  stop(): void;
}

/**
 * A lock is counted on the monotonic clock: setting the PC's clock forward does not end it and setting it back does not
 * prolong it. That clock does not survive a restart, so a lock that an earlier start left behind begins anew, for the time
 * that its count of failures gives it; once it is over it is taken out of the database.
 */
export function createLockout({
  accounts,
  clock,
  log,
}: Pick<AppParts, 'accounts' | 'clock' | 'log'>): Lockout {
  const known = new Map<
    number,
    { readonly lockedUntil: number; readonly endsAtMs: number; readonly cancel: Cancel }
  >();

  /** A disk that is full must not end the program or prolong the lock: it is over, and is taken out when that can be written. */
  function release(accountId: number, lockedUntil: number): void {
    known.get(accountId)?.cancel();
    try {
      accounts.endLock(accountId, lockedUntil);
      known.delete(accountId);
    } catch (error) {
      log.warn('lockout.notEnded', { code: logCode(codeOf(error)) });
    }
  }

  function leftMs({ id, failures, lockedUntil }: Counted): number {
    if (lockedUntil === null) {
      known.get(id)?.cancel();
      known.delete(id);
      return 0;
    }
    let lock = known.get(id);
    if (lock?.lockedUntil !== lockedUntil) {
      lock?.cancel();
      const lastsMs = lockAfter(failures) ?? 0;
      const cancel = clock.after(lastsMs, () => leftMs({ id, failures, lockedUntil }));
      lock = { lockedUntil, endsAtMs: clock.monotonicMs() + lastsMs, cancel };
      known.set(id, lock);
    }
    const left = lock.endsAtMs - clock.monotonicMs();
    if (left > 0) return left;
    release(id, lockedUntil);
    return 0;
  }

  for (const account of accounts.list()) leftMs(account);
  return {
    leftMs,
    stop() {
      for (const { cancel } of known.values()) cancel();
      known.clear();
    },
  };
}
