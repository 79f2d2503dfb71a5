import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Caller } from '../app-parts.ts';
import type { ReceiverNumberView } from '../contract/receiver-number.ts';
import { receiverHint } from '../malaffi/receiver-hints.ts';
import { growthHandlers } from './growth-handlers.ts';
import { knownNumbers, receiverNumberHandlers } from './receiver-number-handlers.ts';

const admin: Caller = { signedIn: { accountId: 1, name: 'Mariam', role: 'admin' }, become() {} };

let values: Map<string, string>;
let audited: { action: string; detail: string }[];
const parts = {
  settings: {
    value: (key: string) => values.get(key) ?? null,
    setAudited(key: string, value: string | null, entry: { action: string; detail: string }) {
      if (value === null) values.delete(key);
      else values.set(key, value);
      audited.push(entry);
    },
  },
  clock: { nowMs: () => 7 },
  crypto: { sha256: (bytes: Uint8Array) => new Uint8Array(createHash('sha256').update(bytes).digest()) },
} as never;

beforeEach(() => {
  values = new Map();
  audited = [];
});

describe("the receiver's numbers", () => {
  const { 'receiverNumber.list': list, 'receiverNumber.save': save } = receiverNumberHandlers(parts);
  const rows = async () => {
    const listed = await list({}, admin);
    if (!listed.ok) throw new Error('not listed');
    return listed.value;
  };
  const bare = ({ origin: _origin, ...row }: ReceiverNumberView) => row;

  it('take the words that IT gives them, keep those of the product, and go back to them', async () => {
    const before = (await rows()).map(bare);
    const changed = before.map((row) =>
      row.code === '1061' ? { ...row, english: 'Wrong class.', arabic: 'فئة خاطئة.' } : row,
    );
    const own = {
      system: 'malaffi',
      code: '2042',
      english: 'Ask for it.',
      arabic: 'اطلبه.',
      path: null,
    } as const;

    await save({ rows: [...changed, own] }, admin);

    expect((await rows()).filter(({ origin }) => origin !== 'product').map(({ code }) => code)).toEqual([
      '1061',
      '2042',
    ]);
    const complaint = { code: '999', applicationCode: '2042', location: null, text: 'E2042' };
    expect(receiverHint(complaint, knownNumbers((parts as { settings: never }).settings))?.english).toBe(
      'Ask for it.',
    );
    expect(receiverHint(complaint)?.english).toBe('E2042');
    await save({ rows: before }, admin);
    expect((await rows()).every(({ origin }) => origin === 'product')).toBe(true);
    expect(audited.map(({ detail }) => detail)).toEqual(['own=2', 'own=0']);
  });

  it('refuse a number that stands twice, and a field that only one language names', async () => {
    const [first] = (await rows()).map(bare);
    if (!first) throw new Error('no numbers');

    expect(await save({ rows: [first, { ...first, arabic: 'بلا حقل.' }] }, admin)).toMatchObject({
      ok: false,
      error: {
        fields: [
          { path: 'rows.1.code', rule: 'twice' },
          { path: 'rows.1.arabic', rule: 'fieldInBoth' },
        ],
      },
    });
    expect(audited).toEqual([]);
  });

  it('lead to a field of their own where the receiver names no place', () => {
    const complaint = { code: '103', applicationCode: '1014', location: null, text: null };

    expect(receiverHint(complaint)).toMatchObject({
      path: 'clinician.licence',
      english: expect.stringContaining("the clinician's licence"),
    });
  });
});

describe('the growth reference', () => {
  const growth = growthHandlers(parts);
  const rows = (sex: number) =>
    Array.from({ length: 169 }, (_, index) => `${sex}\t${60 + index}\t-0.7\t15.2\t0.083`);
  const text = ['sex\tage\tl\tm\ts', ...rows(1), ...rows(2)].join('\n');
  const install = (content: string, version = 'Test table') =>
    growth['growth.install']({ fileName: 'bfa.txt', version, text: content }, admin);

  it('is handed to the form with its name, version and checksum, until it is removed', async () => {
    expect(await growth['growth.reference']({}, admin)).toEqual({ ok: true, value: null });

    expect(await install(text)).toMatchObject({ ok: true });

    expect(await growth['growth.reference']({}, admin)).toMatchObject({
      ok: true,
      value: {
        fileName: 'bfa.txt',
        version: 'Test table',
        sha256: createHash('sha256').update(text).digest('hex'),
        recognized: false,
        installedAt: 7,
        installedBy: 'Mariam',
        fromMonths: 60,
        toMonths: 228,
        reference: {
          M: expect.arrayContaining([{ age: 60, l: -0.7, m: 15.2, s: 0.083 }]),
          F: expect.any(Array),
        },
      },
    });
    expect(await growth['growth.remove']({}, admin)).toMatchObject({ ok: true });
    expect(await growth['growth.reference']({}, admin)).toEqual({ ok: true, value: null });
    expect(audited.map(({ action }) => action)).toEqual(['growth.install', 'growth.remove']);
  });

  it('names the row of a file that is not right, and keeps the one before', async () => {
    await install(text);

    expect(await install(text.replace('2\t61', '2\t63'))).toMatchObject({
      ok: false,
      error: { fields: [{ path: 'text', rule: 'reference_gap', params: { line: 172 } }] },
    });
    expect(await install('no table')).toMatchObject({ error: { fields: [{ rule: 'reference_header' }] } });
    expect(await install(text, '')).toMatchObject({
      error: { fields: [{ path: 'version', rule: 'missing' }] },
    });
    expect(await growth['growth.reference']({}, admin)).toMatchObject({ value: { version: 'Test table' } });
  });
});
