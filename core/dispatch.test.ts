import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Caller, Handlers, SignedIn } from './app-parts.ts';
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

function ask(channel: string, who: SignedIn | null, input: unknown = {}) {
  const caller: Caller = { signedIn: who, become() {} };
  return dispatch(parts, handlers, caller, channel, input);
}

const withAccess = (access: string) => channelNames.filter((name) => channels[name].access === access);

describe('who may ask', () => {
  it.each(withAccess('admin'))('%s is refused to a nurse, and the refusal is audited', async (name) => {
    expect(await ask(name, nurse)).toMatchObject({ ok: false, error: { code: 'NOT_ALLOWED' } });
    expect(called).toEqual([]);
    expect(audited).toMatchObject([{ actor: '2', action: name, outcome: 'refused' }]);
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
