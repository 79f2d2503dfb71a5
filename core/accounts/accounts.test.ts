import { beforeEach, describe, expect, it } from 'vitest';
import type { Caller, SignedIn } from '../app-parts.ts';
import type { Crypto } from '../host/ports.ts';
import { accountHandlers } from './accounts.ts';
import type { AccountStore, StoredAccount } from './ports.ts';
import { signInHandlers } from './sign-in.ts';

const password = 'a long enough password';
let accounts: StoredAccount[];
let now: number;
let who: SignedIn | null;

/** Hashes by reversing: what is tested here is who may do what, not scrypt. */
const crypto: Crypto = {
  randomUuid: () => 'uuid',
  randomBytes: (count) => new Uint8Array(count),
  scrypt: async (secret) => new TextEncoder().encode([...secret].reverse().join('')),
  equal: (a, b) => a.length === b.length && a.every((byte, index) => byte === b[index]),
  hmacSha256: () => new Uint8Array(32),
  sha256: () => new Uint8Array(32),
};

const store: AccountStore = {
  list: () => accounts,
  byName: (name) => accounts.find((account) => account.name.toLowerCase() === name.toLowerCase()) ?? null,
  byId: (id) => accounts.find((account) => account.id === id) ?? null,
  save(account) {
    const saved = { ...account, id: account.id ?? accounts.length + 1, failures: 0, lockedUntil: null };
    accounts = [...accounts.filter(({ id }) => id !== saved.id), saved];
    return saved;
  },
  recordSignIn(id, _outcome, failures, lockedUntil) {
    accounts = accounts.map((account) =>
      account.id === id ? { ...account, failures, lockedUntil } : account,
    );
  },
};

function parts() {
  const clock = { nowMs: () => now, monotonicMs: () => now, after: () => () => {} };
  return { accounts: store, audit: { append() {}, latest: () => [] }, clock, crypto };
}

const caller: Caller = {
  get signedIn() {
    return who;
  },
  become(next) {
    who = next;
  },
};

const admin = {
  name: 'admin',
  role: 'admin' as const,
  familyName: 'Hassan',
  givenName: 'Mariam',
  licence: null,
  secret: password,
  disabled: false,
};
const nurse = { ...admin, name: 'huda', role: 'nurse' as const, licence: 'GN99999', secret: '482913' };

beforeEach(() => {
  accounts = [];
  now = 1_000_000;
  who = null;
});

const save = (input: Parameters<ReturnType<typeof accountHandlers>['account.save']>[0]) =>
  accountHandlers(parts(), () => {})['account.save'](input, caller);
const signIn = (name: string, secret: string) =>
  signInHandlers(parts())['session.signIn']({ name, secret }, caller);

describe('first start', () => {
  it('has no account and asks for the administrator', () => {
    expect(signInHandlers(parts())['session.current']({}, caller)).toEqual({
      ok: true,
      value: { state: 'firstStart' },
    });
  });

  it('makes the administrator and signs them in', async () => {
    await save(admin);

    expect(who).toMatchObject({ name: 'admin', role: 'admin' });
  });

  it('refuses a nurse as the first account', async () => {
    expect(await save(nurse)).toMatchObject({ ok: false, error: { fields: [{ path: 'role' }] } });
  });

  it('refuses a short password and names the field', async () => {
    expect(await save({ ...admin, secret: 'short' })).toMatchObject({
      ok: false,
      error: { code: 'SECRET_TOO_WEAK', fields: [{ path: 'secret', rule: 'adminPassword' }] },
    });
  });
});

describe('accounts after the first start', () => {
  beforeEach(async () => {
    await save(admin);
    await save(nurse);
  });

  it('are changed by admins alone', async () => {
    await signIn('huda', '482913');

    expect(await save({ ...nurse, name: 'other' })).toMatchObject({
      ok: false,
      error: { code: 'NOT_ALLOWED' },
    });
  });

  it('keep one administrator', async () => {
    expect(await save({ ...admin, id: 1, role: 'nurse', secret: '123456' })).toMatchObject({
      ok: false,
      error: { code: 'LAST_ADMIN' },
    });
  });

  it('need a PIN of six digits for a nurse', async () => {
    expect(await save({ ...nurse, name: 'new', secret: '12345' })).toMatchObject({
      ok: false,
      error: { code: 'SECRET_TOO_WEAK' },
    });
  });
});

describe('sign-in', () => {
  beforeEach(async () => {
    await save(admin);
    await save(nurse);
    who = null;
  });

  it('accepts the right secret and tells the role', async () => {
    expect(await signIn('Huda', '482913')).toMatchObject({
      ok: true,
      value: { state: 'signedIn', role: 'nurse' },
    });
  });

  it('says the same for an unknown name and a wrong secret', async () => {
    expect(await signIn('nobody', '482913')).toEqual(await signIn('huda', '000000'));
  });

  it('locks after five wrong tries for 1, 5 and then 15 minutes, even with the right secret', async () => {
    for (let tries = 0; tries < 5; tries += 1) await signIn('huda', '000000');
    expect(await signIn('huda', '482913')).toMatchObject({ ok: false, error: { code: 'LOCKED_OUT' } });

    now += 60_001;
    expect(await signIn('huda', '000000')).toMatchObject({ error: { fields: [{ params: { minutes: 5 } }] } });
    now += 5 * 60_001;
    expect(await signIn('huda', '000000')).toMatchObject({
      error: { fields: [{ params: { minutes: 15 } }] },
    });
    now += 15 * 60_001;
    expect(await signIn('huda', '482913')).toMatchObject({ ok: true });
  });
});
