import type { Crypto } from '../host/ports.ts';
import type { AuditEntry } from '../host/stores.ts';

/** What the database adds to an entry when it writes it. */
export interface AuditRow extends Omit<AuditEntry, 'action'> {
  /** A code of this version or of another one. */
  readonly action: string;
  readonly seq: number;
  readonly tzOffsetMinutes: number;
  readonly machine: string;
}

/** A row with its place in the chain: `prev` is the `mac` of the row before it, both in lower-case hexadecimal. */
export interface ChainedRow extends AuditRow {
  readonly prev: string;
  readonly mac: string;
}

/** Where the chain stands: copied outside the database, because a cut tail cannot be seen from inside. */
export interface ChainHead {
  readonly seq: number;
  readonly mac: string;
}

/** The chain before its first row. */
export const emptyChain: ChainHead = { seq: 0, mac: '' };

export type ChainCheck =
  | { readonly ok: true; readonly head: ChainHead }
  | { readonly ok: false; readonly seq: number; readonly fault: 'gap' | 'link' | 'changed' | 'tailMissing' };

const formatVersion = 1;

/**
 * The row as text, the same on every machine: a JSON array, whose strings are escaped, so that no two rows can share one
 * text. Fields are added at the end only, with a new version in front.
 */
export function canonicalRow(row: AuditRow, prev: string): string {
  return JSON.stringify([
    formatVersion,
    row.seq,
    row.at,
    row.tzOffsetMinutes,
    row.actor,
    row.machine,
    row.action,
    row.subject,
    row.outcome,
    row.detail,
    prev,
  ]);
}

/** Puts a row behind `head`: its number, its link and HMAC-SHA-256 under the audit key (docs/security.md, audit). */
export function chainRow(
  crypto: Pick<Crypto, 'hmacSha256'>,
  key: Uint8Array,
  head: ChainHead,
  row: Omit<AuditRow, 'seq'>,
): ChainedRow {
  const numbered = { ...row, seq: head.seq + 1 };
  return { ...numbered, prev: head.mac, mac: macOf(crypto, key, numbered, head.mac) };
}

/**
 * Follows rows in order from `from` and names the first that does not fit. `outsideHead` is the head as last copied out of
 * the database: a chain that ends before it has lost its tail.
 */
export function verifyChain(
  crypto: Pick<Crypto, 'hmacSha256'>,
  key: Uint8Array,
  rows: Iterable<ChainedRow>,
  outsideHead: ChainHead = emptyChain,
  from: ChainHead = emptyChain,
): ChainCheck {
  let head = from;
  for (const row of rows) {
    if (row.seq !== head.seq + 1) return { ok: false, seq: head.seq + 1, fault: 'gap' };
    if (row.prev !== head.mac) return { ok: false, seq: row.seq, fault: 'link' };
    if (row.mac !== macOf(crypto, key, row, row.prev)) return { ok: false, seq: row.seq, fault: 'changed' };
    if (row.seq === outsideHead.seq && row.mac !== outsideHead.mac) {
      return { ok: false, seq: row.seq, fault: 'changed' };
    }
    head = { seq: row.seq, mac: row.mac };
  }
  if (head.seq < outsideHead.seq) return { ok: false, seq: head.seq + 1, fault: 'tailMissing' };
  return { ok: true, head };
}

function macOf(crypto: Pick<Crypto, 'hmacSha256'>, key: Uint8Array, row: AuditRow, prev: string): string {
  const mac = crypto.hmacSha256(key, canonicalRow(row, prev));
  return Array.from(mac, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
