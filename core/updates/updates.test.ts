import { beforeEach, describe, expect, it } from 'vitest';
import { checkEveryMs, createUpdateCheck, type FeedAnswer, jitterMs } from './update-check.ts';
import { isNewer, versionIn } from './versions.ts';

describe('versions', () => {
  it('are ordered as semver says', () => {
    const order = ['1.0.0-alpha', '1.0.0-alpha.1', '1.0.0-beta.2', '1.0.0-beta.11', '1.0.0-rc.1', '1.0.0'];
    const more = [...order, '1.0.1', '1.9.0', '1.10.0', '2.0.0'];
    for (const [at, version] of more.entries())
      for (const [other, than] of more.entries())
        expect({ version, than, newer: isNewer(version, than) }).toEqual({
          version,
          than,
          newer: at > other,
        });
  });

  it.each([
    ['{ "version": "1.2.3" }', '1.2.3'],
    ['{"notes": "x", "version":"v2.0.0-rc.1"}', '2.0.0-rc.1'],
    ['version: 1.2.3\nfiles:\n  - url: Setup.exe\n    version: 9.9.9\n', '1.2.3'],
    ["path: x\r\nversion: '1.4.0'\r\n", '1.4.0'],
    ['<html>version: soon</html>', null],
    ['{"version": "latest"}', null],
    ['', null],
  ])('%j names %j', (feed, version) => {
    expect(versionIn(feed)).toBe(version);
  });
});

type Parts = Parameters<typeof createUpdateCheck>[0];

let now: number;
let waits: { readonly delayMs: number; readonly run: () => void }[];
let stored: Map<string, string>;
let answer: FeedAnswer;
let asked: number;
let found: number;
let logged: string[];
let unreadable: boolean;

beforeEach(() => {
  now = 1_800_000_000_000;
  waits = [];
  stored = new Map();
  answer = { ok: true, text: '{"version": "1.3.0"}' };
  asked = 0;
  found = 0;
  logged = [];
  unreadable = false;
});

function readable(): true {
  if (unreadable) throw Object.assign(new Error('busy'), { code: 'SQLITE_BUSY' });
  return true;
}

function make(feed = true) {
  const log = (event: string, values: object = {}) => logged.push(`${event} ${JSON.stringify(values)}`);
  const parts = {
    settings: {
      value: (key: string) => readable() && (stored.get(key) ?? null),
      setValue: (key: string, value: string) => readable() && stored.set(key, value),
    },
    clock: {
      nowMs: () => now,
      after(delayMs: number, run: () => void) {
        waits.push({ delayMs, run });
        return () => {};
      },
    },
    random: () => 0.5,
    log: { info: log, warn: log, error: log },
    version: '1.2.3',
    readFeed: feed
      ? async () => {
          asked += 1;
          return answer;
        }
      : null,
  } as unknown as Parts;
  return createUpdateCheck(parts, () => {
    found += 1;
  });
}

/** Lets the planned check happen, and what it awaits. */
async function pass(): Promise<number> {
  const next = waits.shift();
  if (!next) throw new Error('nothing planned');
  now += next.delayMs;
  next.run();
  await new Promise(setImmediate);
  return next.delayMs;
}

describe('the update check', () => {
  it('asks once a day with jitter, and tells a newer version', async () => {
    const updates = make();
    updates.start();
    expect(await pass()).toBe(60_000 + jitterMs / 2);
    expect({ asked, found, newer: updates.newer() }).toEqual({ asked: 1, found: 1, newer: '1.3.0' });
    expect(await pass()).toBe(checkEveryMs + jitterMs / 2);

    // A start in between does not ask again before its day is over.
    now += 3_600_000;
    waits = [];
    make().start();
    expect(waits[0]?.delayMs).toBe(checkEveryMs - 3_600_000 + jitterMs / 2);
  });

  it('says nothing of the version that is installed, or of an older one', async () => {
    for (const version of ['1.2.3', '1.2.2', '1.2.3-rc.1']) {
      answer = { ok: true, text: `version: ${version}\n` };
      const updates = make();
      updates.start();
      await pass();
      expect({ version, found, newer: updates.newer() }).toEqual({ version, found: 0, newer: null });
      waits = [];
      stored = new Map();
    }
  });

  it('keeps what it knows when the feed cannot be read, says why by code, and asks again the next day', async () => {
    const updates = make();
    updates.start();
    await pass();
    answer = { ok: false, code: 'HTTP_302' };
    await pass();
    answer = { ok: true, text: '<html>an invented page</html>' };
    await pass();

    expect(updates.newer()).toBe('1.3.0');
    expect(logged.slice(1)).toEqual([
      'update.notChecked {"code":"HTTP_302"}',
      'update.notChecked {"code":"NO_VERSION"}',
    ]);
    expect(waits).toHaveLength(1);
  });

  it('survives a database that cannot be read for a moment, and asks again the next day', async () => {
    const updates = make();
    updates.start();
    unreadable = true;
    await pass();

    expect(logged).toEqual([
      'update.notChecked {"code":"SQLITE_BUSY"}',
      'update.notPlanned {"code":"SQLITE_BUSY"}',
    ]);
    unreadable = false;
    expect(await pass()).toBe(checkEveryMs);
    expect(asked).toBe(1);
  });

  it('is off where IT named no feed, also for what an earlier feed said', () => {
    stored.set('updateNewest', '9.0.0');
    const updates = make(false);
    updates.start();

    expect({ waits, newer: updates.newer() }).toEqual({ waits: [], newer: null });
  });
});
