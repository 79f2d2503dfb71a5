import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../core/app.ts';
import type { App, Client } from '../core/app-parts.ts';
import { type ChannelName, channelNames } from '../core/contract/channel-names.ts';
import { channels } from '../core/contract/channels.ts';
import { createManualClock, type ManualClock } from '../core/transport/testing/manual-clock.ts';
import { rawDatabase } from '../db/fixture/test-database.ts';
import { anyInput, mutatedInput } from './fixture/any-input.ts';
import { quickCrypto } from './fixture/quick-crypto.ts';
import { type Host, openHost } from './parts.ts';
import { must } from './preview/demo-school.ts';

type State = 'admin' | 'nurse' | 'signedOut' | 'locked';

const password = 'an invented password';
const pin = '482913';

let folder: string;
let host: Host;
let app: App;
let clock: ManualClock;
let raw: Database;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'clinic-outbox-requests-'));
  const opened = await openHost({
    dataDir: join(folder, 'data'),
    packaged: false,
    testOnly: true,
    crypto: quickCrypto,
  });
  if (!opened.ok) throw new Error(opened.message);
  host = opened.host;
  clock = createManualClock();
  app = createApp({
    ...host.parts,
    clock: { ...clock, after },
    testConnection: async () => [],
  });
  const client = app.connect();
  const person = { familyName: 'Hassan', givenName: 'Mariam', licence: null } as const;
  await must(client, 'account.save', { ...person, name: 'Mariam', role: 'admin', secret: password });
  await must(client, 'account.save', { ...person, name: 'Huda', role: 'nurse', secret: pin });
  client.close();
  raw = rawDatabase(join(folder, 'data'));
});

afterAll(async () => {
  raw.close();
  await app.stop();
  await host.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Time passes by hand; what only lets others have their turn, as the check of a long trail does, needs none. */
function after(ms: number, run: () => void): () => void {
  if (ms > 0) return clock.after(ms, run);
  const turn = setImmediate(run);
  return () => clearImmediate(turn);
}

/** A window in one of the states that a session can be in. */
async function windowOf(state: State): Promise<Client> {
  clock.advance(3_600_000);
  const client = app.connect();
  if (state === 'signedOut') return client;
  const nurse = state !== 'admin';
  await must(client, 'session.signIn', { name: nurse ? 'Huda' : 'Mariam', secret: nurse ? pin : password });
  if (state === 'locked') await must(client, 'session.lock', {});
  // The last letters of a draft are taken for two seconds more.
  if (state === 'locked') clock.advance(5000);
  return client;
}

/** Every row of every table but the audit trail, as text. */
function dump(): string {
  const tables = raw
    .prepare(
      `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT IN ('audit', 'sqlite_sequence')`,
    )
    .pluck()
    .all() as string[];
  return JSON.stringify(tables.map((name) => [name, raw.prepare(`SELECT * FROM "${name}"`).all()]));
}

const version = () => raw.pragma('data_version', { simple: true });

/** Ending the session or proving a secret is what these are for: they change accounts also when they refuse. */
const ofSession: ReadonlySet<ChannelName> = new Set(['session.signIn', 'session.confirm']);

async function tryInputs(state: State, name: ChannelName, inputs: fc.Arbitrary<unknown>, numRuns: number) {
  const seen = new Set<string>();
  await fc.assert(
    fc.asyncProperty(inputs, async (input) => {
      const client = await windowOf(state);
      const valid = channels[name].input.safeParse(input).success;
      const [before, versionBefore] = [dump(), version()];
      const result = await client.call(name, input);
      expect(typeof result.ok).toBe('boolean');
      const code = result.ok ? 'ok' : result.error.code;
      seen.add(code);
      if (code === 'BAD_INPUT' && !valid) expect(version()).toBe(versionBefore);
      if (!result.ok && !ofSession.has(name)) expect(dump()).toBe(before);
      client.close();
    }),
    { numRuns, endOnFailure: true },
  );
  return seen;
}

/** Takes the longer the more the requests before it have written to the trail: it goes first, while that is short. */
const ofWholeTrail: readonly ChannelName[] = ['audit.verify'];

const inOrder = [...ofWholeTrail, ...channelNames.filter((name) => !ofWholeTrail.includes(name))];

const closed = channelNames.filter((name) => channels[name].access !== 'open');

describe('every request, whatever comes with it [fault A48]', () => {
  it.each(inOrder)('%s throws nothing and changes nothing when it refuses', async (name) => {
    const { input } = channels[name];
    for (const state of ['admin', 'nurse'] as const) {
      const seen = await tryInputs(state, name, fc.oneof(anyInput(input), mutatedInput(input)), 12);
      expect(seen.has('INTERNAL') ? `${name} ${state}` : '').toBe('');
    }
  });
});

describe('every request, whoever asks [fault A50]', () => {
  it.each(closed)('%s is refused while nobody is signed in or the window is locked', async (name) => {
    const input = anyInput(channels[name].input);
    expect([...(await tryInputs('signedOut', name, input, 2))]).toEqual(['SIGNED_OUT']);
    expect([...(await tryInputs('locked', name, input, 2))]).toEqual(['LOCKED']);
  });

  it.each(closed.filter((name) => channels[name].access === 'admin'))(
    '%s is refused to a nurse',
    async (name) => {
      expect([...(await tryInputs('nurse', name, anyInput(channels[name].input), 2))]).toEqual([
        'NOT_ALLOWED',
      ]);
    },
  );

  it('is a request of the list: no other name reaches anything', async () => {
    const client = await windowOf('admin');
    for (const name of ['session', 'queue.drop', '__proto__', '']) {
      expect(await client.call(name, {})).toMatchObject({ error: { code: 'UNKNOWN_CHANNEL' } });
    }
  });
});
