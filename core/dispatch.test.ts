import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { fixedSession } from './accounts/fixed-session.ts';
import type { PersonSession } from './accounts/person-session.ts';
import type { Handlers, SignedIn } from './app-parts.ts';
import { channelNames } from './contract/channel-names.ts';
import { channels } from './contract/channels.ts';
import { ok } from './contract/result.ts';
import { dispatch } from './dispatch.ts';
import type { AuditEntry } from './host/stores.ts';

const nurse: SignedIn = { accountId: 2, name: 'Huda', role: 'nurse' };
const admin: SignedIn = { accountId: 1, name: 'Mariam', role: 'admin' };

let called: string[];
let audited: AuditEntry[];
let logged: string[];
let breaks: Error | null;

beforeEach(() => {
  called = [];
  audited = [];
  logged = [];
  breaks = null;
});

const parts = {
  audit: { append: (entry: AuditEntry) => void audited.push(entry), latest: () => [] },
  clock: { nowMs: () => 5, monotonicMs: () => 5, after: () => () => {} },
  views: { answered() {} },
  log: {
    info() {},
    warn() {},
    error: (event: string, values?: unknown) => void logged.push(`${event} ${JSON.stringify(values)}`),
  },
};

const handlers = Object.fromEntries(
  channelNames.map((name) => [
    name,
    () => {
      called.push(name);
      if (breaks) throw breaks;
      return ok({});
    },
  ]),
) as unknown as Handlers;

function ask(
  channel: string,
  who: SignedIn | null,
  input: unknown = {},
  session: Partial<PersonSession> = {},
) {
  return dispatch(parts, handlers, { ...fixedSession(who), ...session }, channel, input);
}

const withAccess = (access: string) => channelNames.filter((name) => channels[name].access === access);

describe('who may ask', () => {
  it.each(withAccess('admin'))('%s is refused to a nurse, and the refusal is audited', async (name) => {
    expect(await ask(name, nurse)).toMatchObject({ ok: false, error: { code: 'NOT_ALLOWED' } });
    expect(called).toEqual([]);
    expect(audited).toMatchObject([
      { actor: '2', action: 'request.refused', subject: name, outcome: 'refused' },
    ]);
  });

  it.each([...withAccess('admin'), ...withAccess('nurse')])(
    '%s is refused while nobody is signed in',
    async (name) => {
      expect(await ask(name, null)).toMatchObject({ ok: false, error: { code: 'SIGNED_OUT' } });
      expect(called).toEqual([]);
    },
  );

  it('is asked before the input is even looked at', async () => {
    expect(await ask('destination.save', nurse, 'not an input')).toMatchObject({
      error: { code: 'NOT_ALLOWED' },
    });
  });

  it('lets an admin do what a nurse may', async () => {
    expect(await ask('queue.counts', admin)).toMatchObject({ ok: true });
    expect(await ask('queue.counts', nurse)).toMatchObject({ ok: true });
  });
});

describe('a locked session', () => {
  const away = { locked: { who: nurse, why: 'idle' } } as const;

  it.each([...withAccess('admin'), ...withAccess('nurse')])('%s is answered with LOCKED', async (name) => {
    expect(await ask(name, null, {}, away)).toMatchObject({ ok: false, error: { code: 'LOCKED' } });
    expect(called).toEqual([]);
  });

  it('still takes the draft of whoever was typing when it was locked, and nothing else', async () => {
    const draft = { id: '7d8a9f0e-3b1c-4f5d-9a2b-1c3d5e7f9a0b', studentId: 3, fields: { height: '1' } };
    const late = { ...away, justLocked: nurse };

    expect(await ask('draft.save', null, draft, late)).toMatchObject({ ok: true });
    expect(await ask('draft.save', null, draft, away)).toMatchObject({ error: { code: 'LOCKED' } });
    expect(await ask('draft.list', null, {}, late)).toMatchObject({ error: { code: 'LOCKED' } });
    expect(called).toEqual(['draft.save']);
  });
});

describe('what asks again', () => {
  const unconfirmed = { confirmed: false };
  const cancel = { ids: [1], reason: 'a test' };

  it.each([
    ['rescue.export', {}],
    ['rescue.import', { text: 'a file', key: { passphrase: 'AAAA' } }],
    ['rescue.takeBack', { exportId: '7d8a9f0e-3b1c-4f5d-9a2b-1c3d5e7f9a0b' }],
    ['backup.folder', { folder: null }],
    ['backup.restore', { backup: 'a backup', name: 'Mariam', secret: 'a password' }],
  ])('includes the way of the data to another disk or PC: %s', async (name, input) => {
    expect(await ask(name, admin, input, unconfirmed)).toMatchObject({ error: { code: 'CONFIRM_PERSON' } });
    expect(called).toEqual([]);
    expect(await ask(name, admin, input)).toMatchObject({ ok: true });
  });

  it('asks nobody where the data does not open: there the password is a part of the request', async () => {
    const input = { backup: 'a backup', name: 'Mariam', secret: 'a password' };
    expect(await ask('backup.restore', null, input, unconfirmed)).toMatchObject({ ok: true });
  });

  it('is refused to an administrator who has not given the password lately, before anything happens', async () => {
    expect(await ask('message.cancel', admin, cancel, unconfirmed)).toMatchObject({
      error: { code: 'CONFIRM_PERSON' },
    });
    expect(called).toEqual([]);
    expect(await ask('message.cancel', admin, cancel)).toMatchObject({ ok: true });
  });

  it('judges the input first: what is not valid asks for no password', async () => {
    expect(await ask('message.cancel', admin, {}, unconfirmed)).toMatchObject({
      error: { code: 'BAD_INPUT' },
    });
  });

  it('depends on what is asked: hidden details need none, unmasked ones do', async () => {
    const fields = (unmask: boolean) => ask('message.fields', admin, { id: 1, unmask }, unconfirmed);

    expect(await fields(false)).toMatchObject({ ok: true });
    expect(await fields(true)).toMatchObject({ error: { code: 'CONFIRM_PERSON' } });
    expect(await ask('settings.save', admin, { theme: 'dark' }, unconfirmed)).toMatchObject({ ok: true });
    expect(await ask('settings.save', admin, { idleLockMinutes: '5' }, unconfirmed)).toMatchObject({
      error: { code: 'CONFIRM_PERSON' },
    });
  });
});

describe('what shows that somebody is there', () => {
  it('is what a person asks, and not what the window asks by itself', async () => {
    let seen = 0;
    const session = {
      active() {
        seen += 1;
      },
    };
    for (const name of ['queue.counts', 'queue.query', 'health.get', 'session.current'])
      await ask(name, nurse, name === 'queue.query' ? { filter: {}, offset: 0, limit: 1 } : {}, session);
    expect(seen).toBe(0);

    await ask('student.recent', nurse, {}, session);
    expect(seen).toBe(1);
  });
});

describe('what is asked', () => {
  it.each(['', 'queue', 'constructor', '__proto__', 'toString', 'queue.counts '])(
    '%j is no channel',
    async (name) => {
      expect(await ask(name, admin)).toMatchObject({ ok: false, error: { code: 'UNKNOWN_CHANNEL' } });
    },
  );

  it('is refused with path and rule, never with the value or an unknown name', async () => {
    const result = await ask('student.search', nurse, { text: 7, Fatima: 'Al Mansoori' });

    expect(result).toMatchObject({ ok: false, error: { code: 'BAD_INPUT' } });
    expect(JSON.stringify(result)).not.toMatch(/Fatima|Mansoori/);
    expect(called).toEqual([]);
  });

  it('tells the limits that a value broke', async () => {
    const result = await ask('student.search', nurse, { text: 'x', limit: 900 });

    expect(result).toMatchObject({
      error: { fields: [{ path: 'limit', rule: 'too_big', params: { max: 50 } }] },
    });
  });

  it('never throws past here, whatever it is', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...channelNames), fc.anything(), async (name, input) => {
        const result = await ask(name, admin, input);
        expect(typeof result.ok).toBe('boolean');
      }),
    );
  });
});

describe('a handler that breaks', () => {
  it('becomes INTERNAL; its text reaches neither the window nor the log', async () => {
    breaks = Object.assign(new Error('constraint failed: Salem Al Mansoori'), { code: 'SQLITE_CONSTRAINT' });

    const result = await ask('queue.counts', nurse);

    expect(result).toMatchObject({ ok: false, error: { code: 'INTERNAL' } });
    expect(JSON.stringify(result)).not.toContain('Salem');
    expect(logged).toEqual(['request.failed {"channel":"queue.counts","code":"SQLITE_CONSTRAINT"}']);
  });
});
