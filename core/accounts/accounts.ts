import type { AppParts, Handlers } from '../app-parts.ts';
import { fail, ok, type Result } from '../contract/result.ts';
import type { AccountInput, AccountView, Role } from '../contract/session.ts';
import type { Lockout } from './lockout.ts';
import type { StoredAccount } from './ports.ts';
import { signedInAs } from './sign-in.ts';

/** Accounts: the first start makes the administrator, admins make the rest. There is no default and no shared account. */
export function accountHandlers(
  { accounts, clock, crypto }: Pick<AppParts, 'accounts' | 'clock' | 'crypto'>,
  lockout: Lockout,
  afterChange: () => void,
): Pick<Handlers, 'account.list' | 'account.save' | 'account.unlock'> {
  /** The lock as people see it: by the wall clock as it stands now. */
  const view = (account: StoredAccount): AccountView => {
    const { id, name, role, licence, familyName, givenName, disabled } = account;
    const leftMs = lockout.leftMs(account);
    const lockedUntil = leftMs === 0 ? null : clock.nowMs() + Math.round(leftMs);
    return { id, name, role, licence, familyName, givenName, disabled, lockedUntil };
  };
  return {
    'account.list': () => ok(accounts.list().map(view)),

    'account.save': async (input, caller) => {
      const all = accounts.list();
      const first = all.length === 0;
      if (!first && caller.signedIn?.role !== 'admin') {
        return fail('NOT_ALLOWED', 'Only an administrator may change accounts.');
      }
      const old = input.id === undefined ? undefined : all.find(({ id }) => id === input.id);
      const refusal = refuse(input, all, old, first);
      if (refusal) return refusal;

      const credentials = input.secret === undefined ? old : await freshCredentials(crypto, input.secret);
      if (!credentials)
        return fail('SECRET_TOO_WEAK', 'Choose a PIN or password.', [{ path: 'secret', rule: 'missing' }]);
      // Another window may have made the first account while the secret was being hashed.
      if (first && accounts.list().length > 0)
        return fail('NOT_ALLOWED', 'The administrator exists already. Sign in.');
      const stored = accounts.save(
        {
          id: old?.id ?? null,
          name: input.name,
          role: input.role,
          familyName: input.familyName,
          givenName: input.givenName,
          licence: input.licence === '' ? null : input.licence,
          disabled: input.disabled,
          hash: credentials.hash,
          salt: credentials.salt,
        },
        String(caller.signedIn?.accountId ?? 0),
        clock.nowMs(),
      );
      if (first) caller.become(signedInAs(stored));
      afterChange();
      return ok(view(stored));
    },

    'account.unlock': ({ id }, caller) => {
      if (!accounts.byId(id)) return fail('NOT_FOUND', 'This account does not exist.');
      if (caller.signedIn?.accountId === id)
        return fail('NOT_ALLOWED', 'Another administrator must unlock your account.');
      accounts.unlock(id, String(caller.signedIn?.accountId ?? 0), clock.nowMs());
      return ok({});
    },
  };
}

/** A nurse's PIN has 6 digits or more, an admin's password 12 characters or more (security decision 5). */
export function secretIsStrong(role: Role, secret: string): boolean {
  return role === 'admin' ? secret.length >= 12 : /^\d{6,}$/.test(secret) || secret.length >= 12;
}

function refuse(
  input: AccountInput,
  all: readonly StoredAccount[],
  old: StoredAccount | undefined,
  first: boolean,
): Result<AccountView> | null {
  if (input.id !== undefined && !old) return fail('NOT_FOUND', 'This account does not exist.');
  if (first && input.role !== 'admin') {
    return fail('BAD_INPUT', 'The first account must be an administrator.', [
      { path: 'role', rule: 'firstIsAdmin' },
    ]);
  }
  const sameName = all.find(({ name }) => name.toLowerCase() === input.name.toLowerCase());
  if (sameName && sameName.id !== input.id) {
    return fail('NAME_TAKEN', 'Another account has this name. Choose another.', [
      { path: 'name', rule: 'taken' },
    ]);
  }
  const needsSecret = input.secret !== undefined || !old || old.role !== input.role;
  if (needsSecret && !secretIsStrong(input.role, input.secret ?? '')) {
    const rule = input.role === 'admin' ? 'adminPassword' : 'nursePin';
    const sentence =
      input.role === 'admin'
        ? 'An administrator needs a password of 12 characters or more.'
        : 'A nurse needs a PIN of 6 digits or more.';
    return fail('SECRET_TOO_WEAK', sentence, [{ path: 'secret', rule }]);
  }
  const admins = all.filter(({ role, disabled }) => role === 'admin' && !disabled);
  const losesAdmin =
    old?.role === 'admin' && !old.disabled && (input.role !== 'admin' || input.disabled === true);
  if (losesAdmin && admins.length === 1) {
    return fail('LAST_ADMIN', 'This is the only administrator. Make another one first.', [
      { path: 'role', rule: 'lastAdmin' },
    ]);
  }
  return null;
}

async function freshCredentials(crypto: AppParts['crypto'], secret: string) {
  const salt = crypto.randomBytes(16);
  return { salt, hash: await crypto.scrypt(secret, salt) };
}
