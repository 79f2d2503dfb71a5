import type { AppParts, Handlers, SignedIn } from '../app-parts.ts';
import { ok } from '../contract/result.ts';
import type { Session } from '../contract/session.ts';
import type { CheckSecret } from './check-secret.ts';
import type { Locked } from './person-session.ts';
import type { StoredAccount } from './ports.ts';

/** What the window needs to know about who is working. */
export function sessionView(
  accounts: AppParts['accounts'],
  who: SignedIn | null,
  locked: Locked | null = null,
): Session {
  if (who) return { state: 'signedIn', accountId: who.accountId, name: who.name, role: who.role };
  const names = accounts.list().flatMap((account) => (account.disabled ? [] : [account.name]));
  if (locked) {
    const { accountId, name, role } = locked.who;
    return { state: 'locked', accountId, name, role, why: locked.why, names };
  }
  return names.length === 0 ? { state: 'firstStart' } : { state: 'signedOut', names };
}

/**
 * Sign-in by name and secret, offline; sign-out, lock, and the own secret once more. On a locked session the same person goes
 * on where they were, and another begins a session of their own.
 */
export function signInHandlers(
  { accounts }: Pick<AppParts, 'accounts'>,
  checkSecret: CheckSecret,
): Pick<
  Handlers,
  | 'session.current'
  | 'session.signIn'
  | 'session.signOut'
  | 'session.lock'
  | 'session.active'
  | 'session.confirm'
> {
  return {
    'session.current': (_, session) => ok(sessionView(accounts, session.signedIn, session.locked)),

    'session.signIn': async ({ name, secret }, session) => {
      const own = session.locked !== null && accounts.byName(name)?.id === session.locked.who.accountId;
      const checked = await checkSecret(name, secret, own ? 'session.unlock' : 'session.signIn');
      if (!checked.ok) return checked;
      session.become(signedInAs(checked.value));
      return ok(sessionView(accounts, session.signedIn));
    },

    'session.signOut': (_, session) => {
      session.become(null);
      return ok(sessionView(accounts, null));
    },

    'session.lock': (_, session) => {
      session.lock('person');
      return ok(sessionView(accounts, null, session.locked));
    },

    'session.active': (_, session) => {
      session.active();
      return ok({});
    },

    'session.confirm': async ({ secret }, session) => {
      const name = accounts.byId(session.signedIn?.accountId ?? 0)?.name ?? '';
      const checked = await checkSecret(name, secret, 'session.confirm');
      if (!checked.ok) return checked;
      // Locked or left while the secret was being checked: another session is not confirmed by it.
      if (session.signedIn?.accountId === checked.value.id) session.confirm();
      return ok({});
    },
  };
}

/** The session of an account. */
export function signedInAs(account: StoredAccount): SignedIn {
  return { accountId: account.id, name: account.name, role: account.role };
}
