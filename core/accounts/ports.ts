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

/** Accounts in the database; each change writes its audit row in the same transaction. */
export interface AccountStore {
  list(): readonly StoredAccount[];
  byName(name: string): StoredAccount | null;
  byId(id: number): StoredAccount | null;
  save(account: AccountToStore, actor: string, now: number): StoredAccount;
  /** Failure count and lock survive a restart. */
  recordSignIn(
    accountId: number,
    outcome: 'ok' | 'wrongSecret',
    failures: number,
    lockedUntil: number | null,
    now: number,
  ): void;
}
