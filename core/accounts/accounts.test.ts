import { beforeEach, describe, expect, it } from 'vitest';
import { defaultSettings } from '../contract/destination.ts';
import { type Crypto, silentLog } from '../host/ports.ts';
import type { AuditEntry, SettingsStore } from '../host/stores.ts';
import { createManualClock, type ManualClock } from '../transport/testing/manual-clock.ts';
import { accountHandlers } from './accounts.ts';
import { createCheckSecret } from './check-secret.ts';
import { createLockout } from './lockout.ts';
import { createPersonSession, type PersonSession } from './person-session.ts';
import type { AccountStore, StoredAccount } from './ports.ts';
import { signInHandlers } from './sign-in.ts';

const password = 'a long enough password';
let accounts: StoredAccount[];
let clock: ManualClock;
let audited: AuditEntry[];
/** The disk is. */
let full: boolean;
let session: PersonSession;
let handlers: ReturnType<typeof makeHandlers>;

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
  recordSignIn: (id, _use, _outcome, failures, lockedUntil) => set(id, { failures, lockedUntil }),
  endLock(id) {
    if (full) throw Object.assign(new Error('full'), { code: 'SQLITE_FULL' });
    set(id, { lockedUntil: null });
  },
  unlock: (id) => set(id, { failures: 0, lockedUntil: null }),
};

function set(id: number, change: Partial<StoredAccount>): void {
  accounts = accounts.map((account) => (account.id === id ? { ...account, ...change } : account));
}

function makeHandlers() {
  const audit = { append: (entry: AuditEntry) => void audited.push(entry), latest: () => [] };
  const parts = { accounts: store, audit, clock, crypto, log: silentLog };
  const lockout = createLockout(parts);
  return {
    ...signInHandlers(parts, createCheckSecret(parts, lockout)),
    ...accountHandlers(parts, lockout, () => {}),
  };
}

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
  audited = [];
  clock = createManualClock();
  full = false;
  handlers = makeHandlers();
  session = createPersonSession(
    {
      accounts: store,
      audit: { append() {}, latest: () => [] },
      clock,
      log: silentLog,
      settings: { get: () => defaultSettings } as SettingsStore,
    },
    { changed() {}, lockIn() {} },
  );
});

const save = (input: Parameters<(typeof handlers)['account.save']>[0]) =>
  handlers['account.save'](input, session);
const signIn = (name: string, secret: string) => handlers['session.signIn']({ name, secret }, session);

describe('first start', () => {
  it('has no account and asks for the administrator', () => {
    expect(handlers['session.current']({}, session)).toEqual({
      ok: true,
      value: { state: 'firstStart' },
    });
  });

  it('makes the administrator and signs them in', async () => {
    await save(admin);

    expect(session.signedIn).toMatchObject({ name: 'admin', role: 'admin' });
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
    session.become(null);
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

    clock.advance(60_001);
    expect(await signIn('huda', '000000')).toMatchObject({ error: { fields: [{ params: { minutes: 5 } }] } });
    clock.advance(5 * 60_001);
    expect(await signIn('huda', '000000')).toMatchObject({
      error: { fields: [{ params: { minutes: 15 } }] },
    });
    clock.advance(15 * 60_001);
    expect(await signIn('huda', '482913')).toMatchObject({ ok: true });
  });

  it('counts guesses that come side by side one after the other', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => signIn('huda', '000000')));

    const codes = answers.map((answer) => (answer.ok ? 'ok' : answer.error.code));
    expect(codes.filter((code) => code === 'WRONG_SECRET')).toHaveLength(4);
    expect(codes.slice(4)).toEqual(Array.from({ length: 16 }, () => 'LOCKED_OUT'));
  });

  it('ends a lock also while the database cannot be written, and lets nobody wait again for it', async () => {
    for (let tries = 0; tries < 5; tries += 1) await signIn('huda', '000000');
    full = true;

    clock.advance(60_001);

    expect(await signIn('huda', '482913')).toMatchObject({ ok: true });
  });

  it('writes down that a locked account was tried, once for each lock, and a name that nobody has', async () => {
    for (let tries = 0; tries < 9; tries += 1) await signIn('huda', '000000');
    await signIn('typed my PIN here 482913', '1');

    expect(audited.map(({ actor, outcome, detail }) => `${actor} ${outcome} ${detail}`)).toEqual([
      'account:2 refused lockedOut',
      'unknown refused unknownName',
    ]);
  });
});

describe('a locked session', () => {
  beforeEach(async () => {
    await save(admin);
    await save(nurse);
    await signIn('huda', '482913');
    session.lock('idle');
  });

  it('shows who worked and who may sign in instead, and lets the same person go on', async () => {
    expect(await handlers['session.current']({}, session)).toMatchObject({
      value: { state: 'locked', name: 'huda', why: 'idle', names: ['admin', 'huda'] },
    });
    expect(await signIn('huda', '482913')).toMatchObject({ value: { state: 'signedIn', name: 'huda' } });
  });

  it('lets another person begin, and stays locked for a wrong secret', async () => {
    expect(await signIn('huda', '000000')).toMatchObject({ error: { code: 'WRONG_SECRET' } });
    expect(session.locked?.who.name).toBe('huda');
    await signIn('admin', password);

    expect(session.signedIn?.name).toBe('admin');
  });

  it('counts wrong secrets with those of sign-in', async () => {
    for (let tries = 0; tries < 3; tries += 1) await signIn('huda', '000000');
    await signIn('admin', password);
    for (let tries = 0; tries < 2; tries += 1) await signIn('huda', '000000');

    expect(await signIn('huda', '482913')).toMatchObject({ error: { code: 'LOCKED_OUT' } });
  });
});

describe('the own secret once more', () => {
  it('confirms the session, and a wrong one counts like any other', async () => {
    await save(admin);
    clock.advance(6 * 60_000);
    expect(session.confirmed).toBe(false);
    const confirm = (secret: string) => handlers['session.confirm']({ secret }, session);

    expect(await confirm('not the password')).toMatchObject({ error: { code: 'WRONG_SECRET' } });
    expect([session.confirmed, accounts[0]?.failures]).toEqual([false, 1]);
    expect(await confirm(password)).toMatchObject({ ok: true });
    expect([session.confirmed, accounts[0]?.failures]).toEqual([true, 0]);
  });
});

describe('a lock after wrong secrets', () => {
  it('is lifted by another administrator, not by oneself', async () => {
    await save(admin);
    await save({ ...admin, name: 'second' });
    set(1, { failures: 5, lockedUntil: 60_000 });
    set(2, { failures: 5, lockedUntil: 60_000 });

    expect(await handlers['account.unlock']({ id: 1 }, session)).toMatchObject({
      error: { code: 'NOT_ALLOWED' },
    });
    expect(await handlers['account.unlock']({ id: 2 }, session)).toMatchObject({ ok: true });
    expect(accounts.map(({ failures }) => failures)).toEqual([5, 0]);
  });
});
