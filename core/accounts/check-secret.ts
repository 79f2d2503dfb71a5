import type { AppParts } from '../app-parts.ts';
import { fail, ok, type Result } from '../contract/result.ts';
import { type Lockout, lockAfter, lockedOut } from './lockout.ts';
import { oneAtATime } from './one-at-a-time.ts';
import type { SecretUse, StoredAccount } from './ports.ts';

type Parts = Pick<AppParts, 'accounts' | 'audit' | 'clock' | 'crypto'>;

/** Whether a secret belongs to an account; what it is for goes into the audit trail with the outcome. */
export type CheckSecret = (name: string, secret: string, use: SecretUse) => Promise<Result<StoredAccount>>;

/**
 * Makes the check that sign-in, unlocking and confirming share: wrong secrets are counted together, whichever of them was
 * asked.
 */
export function createCheckSecret(parts: Parts, lockout: Lockout): CheckSecret {
  let toldLock: string | null = null;

  async function check(name: string, secret: string, use: SecretUse): Promise<Result<StoredAccount>> {
    const { accounts, clock, crypto } = parts;
    const account = accounts.byName(name.trim());
    if (!account || account.disabled) {
      // Takes as long as a real check, so that names cannot be found by timing.
      await crypto.scrypt(secret, new Uint8Array(16));
      note('unknown', use, account ? 'disabled' : 'unknownName');
      return wrong();
    }
    const leftMs = lockout.leftMs(account);
    if (leftMs > 0) {
      // Once for each lock: a key that is held down must not fill the trail.
      const lock = `${account.id}:${account.lockedUntil}`;
      if (toldLock !== lock) note(`account:${account.id}`, use, 'lockedOut');
      toldLock = lock;
      return lockedOut(leftMs);
    }
    const right = crypto.equal(await crypto.scrypt(secret, account.salt), account.hash);
    // Another process may have counted meanwhile.
    const failures = right ? 0 : (accounts.byId(account.id) ?? account).failures + 1;
    const lockMs = lockAfter(failures);
    const until = lockMs === null ? null : clock.nowMs() + lockMs;
    accounts.recordSignIn(account.id, use, right ? 'ok' : 'wrongSecret', failures, until, clock.nowMs());
    if (right) return ok(account);
    if (lockMs === null) return wrong();
    lockout.leftMs({ ...account, failures, lockedUntil: until });
    return lockedOut(lockMs);
  }

  function note(subject: string, action: SecretUse, detail: string): void {
    parts.audit.append({
      at: parts.clock.nowMs(),
      actor: subject,
      action,
      subject,
      outcome: 'refused',
      detail,
    });
  }

  return oneAtATime(check);
}

function wrong(): Result<StoredAccount> {
  return fail('WRONG_SECRET', 'The name, the PIN or the password is not right. Try again.');
}
