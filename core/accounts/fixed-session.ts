import type { SignedIn } from '../app-parts.ts';
import type { PersonSession } from './person-session.ts';

/** A session that stays as it is: nobody's where the data is closed, somebody's in a test. */
export function fixedSession(signedIn: SignedIn | null, confirmed = signedIn !== null): PersonSession {
  return {
    signedIn,
    locked: null,
    justLocked: null,
    confirmed,
    become() {},
    confirm() {},
    confirmationUsed() {},
    lock() {},
    active() {},
    recheck() {},
    close() {},
  };
}
