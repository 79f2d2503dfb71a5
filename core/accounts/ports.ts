import type { Role } from '../contract/session.ts';

export interface StoredAccount {
  readonly id: number;
  readonly name: string;
  readonly role: Role;
  readonly familyName: string;
  readonly givenName: string;
  readonly licence: string | null;
  readonly disabled: boolean;
  readonly hash: Uint8Array;
  readonly salt: Uint8Array;
  readonly failures: number;
  readonly lockedUntil: number | null;
}

export type AccountToStore = Omit<StoredAccount, 'id' | 'failures' | 'lockedUntil'> & {
  readonly id: number | null;
};

/** What a secret was asked for. */
export type SecretUse = 'session.signIn' | 'session.unlock' | 'session.confirm';

/** Accounts in the database; each change writes its audit row in the same transaction. */
export interface AccountStore {
  list(): readonly StoredAccount[];
  byName(name: string): StoredAccount | null;
  byId(id: number): StoredAccount | null;
  save(account: AccountToStore, actor: string, now: number): StoredAccount;
  /** Failure count and lock survive a restart; `use` is the action of the audit row. */
  recordSignIn(
    accountId: number,
    use: SecretUse,
    outcome: 'ok' | 'wrongSecret',
    failures: number,
    lockedUntil: number | null,
    now: number,
  ): void;
  /** The time of a lock is over; nothing happens where another lock has taken its place. The failures stay counted. */
  endLock(accountId: number, lockedUntil: number): void;
  /** An administrator lifts a lock and forgets the failures. */
  unlock(accountId: number, actor: string, now: number): void;
}
