import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ChainedRow, canonicalRow, chainRow, emptyChain, verifyChain } from './chain.ts';

const crypto = {
  hmacSha256: (key: Uint8Array, text: string) =>
    new Uint8Array(createHmac('sha256', key).update(text).digest()),
};
const key = new Uint8Array(32).fill(7);

function chain(length: number): ChainedRow[] {
  const rows: ChainedRow[] = [];
  for (let index = 0; index < length; index++) {
    const last = rows.at(-1);
    const head = last ? { seq: last.seq, mac: last.mac } : emptyChain;
    rows.push(
      chainRow(crypto, key, head, {
        at: 1000 + index,
        tzOffsetMinutes: 240,
        actor: 'nurse',
        machine: 'PC1',
        action: 'assessment.save',
        subject: `id-${index}`,
        outcome: 'ok',
        detail: '',
      }),
    );
  }
  return rows;
}

describe('the audit chain [fault A53]', () => {
  it('holds for untouched rows and gives its head', () => {
    const rows = chain(5);

    expect(verifyChain(crypto, key, rows)).toEqual({ ok: true, head: { seq: 5, mac: rows[4]?.mac } });
  });

  it('finds an edited row, whichever field was edited', () => {
    const edits: Partial<ChainedRow>[] = [
      { at: 1 },
      { tzOffsetMinutes: 0 },
      { actor: 'admin' },
      { machine: 'PC2' },
      { action: 'x' },
      { subject: 'y' },
      { outcome: 'failed' },
      { detail: 'z' },
    ];
    for (const edit of edits) {
      const rows = chain(4).map((row) => (row.seq === 2 ? { ...row, ...edit } : row));

      expect(verifyChain(crypto, key, rows)).toEqual({ ok: false, seq: 2, fault: 'changed' });
    }
  });

  it('finds a row taken out, and one put in the place of another', () => {
    const rows = chain(4);

    expect(verifyChain(crypto, key, rows.toSpliced(1, 1))).toEqual({ ok: false, seq: 2, fault: 'gap' });
    const other = chainRow(crypto, key, emptyChain, { ...rows[1], seq: 0 } as ChainedRow);
    expect(verifyChain(crypto, key, rows.with(1, { ...other, seq: 2 }))).toMatchObject({ ok: false, seq: 2 });
  });

  it('finds a cut tail only with the head that was kept outside', () => {
    const rows = chain(4);
    const last = rows[3] as ChainedRow;
    const outside = { seq: 4, mac: last.mac };

    expect(verifyChain(crypto, key, rows.slice(0, 2)).ok).toBe(true);
    expect(verifyChain(crypto, key, rows.slice(0, 2), outside)).toEqual({
      ok: false,
      seq: 3,
      fault: 'tailMissing',
    });
    expect(verifyChain(crypto, key, rows, outside).ok).toBe(true);
  });

  it('does not hold under another key', () => {
    expect(verifyChain(crypto, new Uint8Array(32), chain(1))).toEqual({
      ok: false,
      seq: 1,
      fault: 'changed',
    });
  });

  it('gives different rows different texts, also when text moves from one field to the next', () => {
    const field = fc.string({ unit: 'grapheme' });
    fc.assert(
      fc.property(field, field, field, (a, b, c) => {
        const row = { seq: 1, at: 1, tzOffsetMinutes: 0, machine: '', subject: '', outcome: 'ok' as const };
        const one = canonicalRow({ ...row, actor: a, action: b + c, detail: '' }, '');
        const two = canonicalRow({ ...row, actor: a + b, action: c, detail: '' }, '');

        expect(one === two).toBe(b === '');
      }),
    );
  });
});
