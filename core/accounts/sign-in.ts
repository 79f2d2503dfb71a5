import type { AppParts, Handlers, SignedIn } from '../app-parts.ts';
import { fail, ok } from '../contract/result.ts';
import type { Session } from '../contract/session.ts';
import type { StoredAccount } from './ports.ts';

const minute = 60_000;

/** Wrong secrets in a row and how long the account is locked after each, from the fifth on: 1, 5, then 15 minutes. */
export function lockAfter(failures: number): number | null {
  if (failures < 5) return null;
  if (failures === 5) return minute;
  return failures === 6 ? 5 * minute : 15 * minute;
}

/** What the window needs to know about who is working. */
export function sessionView(accounts: AppParts['accounts'], who: SignedIn | null): Session {
  if (who) return { state: 'signedIn', accountId: who.accountId, name: who.name, role: who.role };
  const names = accounts.list().flatMap((account) => (account.disabled ? [] : [account.name]));
  return names.length === 0 ? { state: 'firstStart' } : { state: 'signedOut', names };
}

/** Sign-in by name and secret, offline, with a lock that survives a restart; sign-out. */
export function signInHandlers({
  accounts,
  clock,
  crypto,
}: Pick<AppParts, 'accounts' | 'clock' | 'crypto'>): Pick<
  Handlers,
  'session.current' | 'session.signIn' | 'session.signOut'
> {
  return {
    'session.current': (_, caller) => ok(sessionView(accounts, caller.signedIn)),

    'session.signIn': async ({ name, secret }, caller) => {
      const account = accounts.byName(name.trim());
      if (!account || account.disabled) {
        // Takes as long as a real check, so that names cannot be found by timing.
        await crypto.scrypt(secret, new Uint8Array(16));
        return fail('WRONG_SECRET', 'The name or the PIN is not right. Try again.');
      }
      const lockedUntil = account.lockedUntil ?? 0;
      if (lockedUntil > clock.nowMs()) return lockedOut(lockedUntil, clock.nowMs());

      const right = crypto.equal(await crypto.scrypt(secret, account.salt), account.hash);
      const failures = right ? 0 : account.failures + 1;
      const lockMs = lockAfter(failures);
      const until = lockMs === null ? null : clock.nowMs() + lockMs;
      accounts.recordSignIn(account.id, right ? 'ok' : 'wrongSecret', failures, until, clock.nowMs());
      if (!right) {
        return until === null
          ? fail('WRONG_SECRET', 'The name or the PIN is not right. Try again.')
          : lockedOut(until, clock.nowMs());
      }
      caller.become(signedInAs(account));
      return ok(sessionView(accounts, signedInAs(account)));
    },

    'session.signOut': (_, caller) => {
      caller.become(null);
      return ok(sessionView(accounts, null));
    },
  };
}

/** The session of an account. */
export function signedInAs(account: StoredAccount): SignedIn {
  return { accountId: account.id, name: account.name, role: account.role };
}

function lockedOut(until: number, now: number) {
  const minutes = Math.ceil((until - now) / minute);
  return fail('LOCKED_OUT', `Too many wrong tries. Wait ${minutes} min and try again.`, [
    { path: 'secret', rule: 'lockedOut', params: { minutes } },
  ]);
}
