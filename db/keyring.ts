import { hkdfSync, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import { readSmallFile, replaceSmallFile } from './small-file.ts';

/**
 * `keyring.json`: one random data key, wrapped once for each slot, and what proves that an unwrapped key is the right one.
 * It holds nothing about people. The `dev` slot holds the key in clear in a file of mode 0600: for development and tests,
 * refused when the application is packaged.
 */
const keyringSchema = z.object({
  v: z.literal(1),
  dbId: z.uuid(),
  dekId: z.uuid(),
  kcv: z.string().regex(/^[0-9a-f]{32}$/),
  slots: z.array(z.looseObject({ kind: z.string() })),
});

export type Keyring = z.infer<typeof keyringSchema>;

/** The keys of one database, derived from the data key by HKDF-SHA-256 (RFC 5869) with the database's id as salt. */
export interface Keys {
  readonly dbId: string;
  /** 32 bytes for SQLCipher's raw form. */
  readonly database: Uint8Array;
  /** 32 bytes for the audit chain. */
  readonly audit: Uint8Array;
}

export type KeyringRead =
  | { readonly ok: true; readonly keys: Keys }
  | { readonly ok: false; readonly code: 'NONE' | 'KEYRING_DAMAGED' | 'NO_SLOT' | 'WRONG_KEY' };

/** Where the keyring of a data folder lies. */
export function keyringPath(dataDir: string): string {
  return join(dataDir, 'keyring.json');
}

/** Makes a keyring with a `dev` slot in memory; `writeKeyring` puts it on disk. */
export function newKeyring(): { readonly keyring: Keyring; readonly keys: Keys } {
  const dek = randomBytes(32);
  const dbId = randomUUID();
  const keyring: Keyring = {
    v: 1,
    dbId,
    dekId: randomUUID(),
    kcv: checkValue(dek, dbId),
    slots: [{ kind: 'dev', key: dek.toString('base64') }],
  };
  return { keyring, keys: keysFrom(dek, dbId) };
}

/** Writes the keyring so that a power cut leaves the old or the new one; the old stays as `.bak`. */
export function writeKeyring(dataDir: string, keyring: Keyring): void {
  replaceSmallFile(keyringPath(dataDir), `${JSON.stringify(keyring, null, 2)}\n`, 0o600);
}

/**
 * Reads the keyring, or its `.bak` when the file itself is damaged, and unwraps the key. NONE: neither file exists. NO_SLOT:
 * no slot that this start may use (a `dev` slot when packaged). WRONG_KEY: unwrapped, but the key-check value differs.
 */
export function readKeyring(dataDir: string, packaged: boolean): KeyringRead {
  const path = keyringPath(dataDir);
  const texts = [readSmallFile(path), readSmallFile(`${path}.bak`)].filter((text) => text !== null);
  if (texts.length === 0) return { ok: false, code: 'NONE' };
  const reads = texts.map((text) => unwrap(text, packaged));
  return reads.find((read) => read.ok) ?? (reads[0] as KeyringRead);
}

function unwrap(text: string, packaged: boolean): KeyringRead {
  const keyring = parse(text);
  if (!keyring) return { ok: false, code: 'KEYRING_DAMAGED' };
  const slot = keyring.slots.find((candidate) => candidate.kind === 'dev');
  if (!slot || packaged) return { ok: false, code: 'NO_SLOT' };
  const dek = Buffer.from(typeof slot.key === 'string' ? slot.key : '', 'base64');
  const expected = Buffer.from(keyring.kcv, 'hex');
  const actual = Buffer.from(checkValue(dek, keyring.dbId), 'hex');
  if (dek.length !== 32 || !timingSafeEqual(actual, expected)) return { ok: false, code: 'WRONG_KEY' };
  return { ok: true, keys: keysFrom(dek, keyring.dbId) };
}

function parse(text: string): Keyring | null {
  try {
    const parsed = keyringSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

function keysFrom(dek: Uint8Array, dbId: string): Keys {
  return { dbId, database: derive(dek, dbId, 'database', 32), audit: derive(dek, dbId, 'audit', 32) };
}

function checkValue(dek: Uint8Array, dbId: string): string {
  return Buffer.from(derive(dek, dbId, 'key-check', 16)).toString('hex');
}

function derive(dek: Uint8Array, dbId: string, purpose: string, length: number): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', dek, dbId, `clinic-outbox/v1/${purpose}`, length));
}
