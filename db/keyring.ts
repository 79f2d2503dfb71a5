import { hkdfSync, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import {
  type KeyProtection,
  type KeySlot,
  keySlotSchema,
  unwrap,
  unwrapRecovery,
  wrapAll,
  wrapForRecovery,
} from './key-slots.ts';
import { createSmallFile, readSmallFile, replaceSmallFile } from './small-file.ts';

/**
 * `keyring.json`: one random data key, wrapped once for each slot (key-slots.ts), and what proves that an unwrapped key is
 * the right one. It holds nothing about people.
 */
const keyringSchema = z.object({
  v: z.literal(1),
  dbId: z.uuid(),
  dekId: z.uuid(),
  kcv: z.string().regex(/^[0-9a-f]{32}$/),
  slots: z.array(keySlotSchema),
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
  | {
      readonly ok: true;
      readonly keys: Keys;
      /**
       * For after the start has opened: adds IT's recovery slot where it is missing or was made for an older key, and takes
       * out slots of this machine's that did not open, now that another one is known to. Returns whether the file changed.
       */
      tend(): boolean;
    }
  | { readonly ok: false; readonly code: KeyringFault };

/**
 * NONE: there is no file. NO_SLOT: no slot that this start may use at all. LOCKED: the slot of this machine does not open
 * (another PC, an image that was put back); the recovery key does. WRONG_KEY: it opens, but the check value differs.
 */
export type KeyringFault = 'NONE' | 'KEYRING_DAMAGED' | 'NO_SLOT' | 'LOCKED' | 'WRONG_KEY';

interface Found {
  readonly keyring: Keyring;
  readonly dek: Uint8Array;
  /** The slot that gave the key. */
  readonly slot: KeySlot;
}

/** Where the keyring of a data folder lies. */
export function keyringPath(dataDir: string): string {
  return join(dataDir, 'keyring.json');
}

/** Makes a keyring in memory with every slot that this start can make; `writeKeyring` puts it on disk. */
export function newKeyring(protection: KeyProtection): { readonly keyring: Keyring; readonly keys: Keys } {
  const dek = randomBytes(32);
  const dbId = randomUUID();
  const slots = [...wrapAll(dek, protection)];
  const keyring: Keyring = { v: 1, dbId, dekId: randomUUID(), kcv: checkValue(dek, dbId), slots };
  return { keyring, keys: keysFrom(dek, dbId) };
}

/** Whether this start can make a keyring that it can open again. */
export function canMakeKeyring({ dev, machine }: KeyProtection): boolean {
  return dev || machine !== null;
}

/** Writes the keyring so that a power cut leaves the old or the new one; the old stays as `.bak`. */
export function writeKeyring(dataDir: string, keyring: Keyring): void {
  replaceSmallFile(keyringPath(dataDir), textOf(keyring));
}

/** Writes the first keyring of a folder; false where another process was first, whose keyring then stands. */
export function writeFirstKeyring(dataDir: string, keyring: Keyring): boolean {
  return createSmallFile(keyringPath(dataDir), textOf(keyring));
}

function textOf(keyring: Keyring): string {
  return `${JSON.stringify(keyring, null, 2)}\n`;
}

/** Reads the keyring, or its `.bak` when the file itself is damaged, and unwraps the key. */
export function readKeyring(dataDir: string, protection: KeyProtection): KeyringRead {
  const found = find(dataDir, (keyring) => openSlots(keyring, protection));
  return 'code' in found
    ? { ok: false, code: found.code }
    : {
        ok: true,
        keys: keysFrom(found.dek, found.keyring.dbId),
        tend: () => tendSlots(dataDir, protection, found),
      };
}

function tendSlots(dataDir: string, protection: KeyProtection, found: Found): boolean {
  const { keyring, dek, slot } = found;
  const { recovery } = protection;
  const proven = keyring.slots.filter(({ kind, key }) => kind !== slot.kind || key === slot.key);
  const current = recovery && proven.some(({ fingerprint }) => fingerprint === recovery.fingerprint);
  const slots =
    recovery && !current
      ? [...proven.filter(({ kind }) => kind !== 'recovery'), wrapForRecovery(dek, recovery)]
      : proven;
  if (slots.length === keyring.slots.length && current !== false) return false;
  writeKeyring(dataDir, { ...keyring, slots });
  return true;
}

/** Whether the keyring, or its `.bak`, has a slot for IT's recovery key. */
export function hasRecoverySlot(dataDir: string): boolean {
  return readAll(dataDir).some((keyring) => keyring?.slots.some(({ kind }) => kind === 'recovery'));
}

/**
 * Opens the recovery slot with IT's private key and wraps the data key for this machine. The slot that did not open stays
 * until a later start has opened with the new one (`tend`): a key that was never proven must not be the only one.
 * False where the private key does not fit; then nothing was changed.
 */
export function recoverKeyring(dataDir: string, protection: KeyProtection, privateKeyPem: string): boolean {
  const found = find(dataDir, (keyring) => ({ ...openRecovery(keyring, privateKeyPem), fault: 'LOCKED' }));
  if ('code' in found || !canMakeKeyring(protection)) return false;
  const { keyring, dek } = found;
  // The slot that IT's key opened stays as it is.
  const own = wrapAll(dek, { ...protection, recovery: null });
  writeKeyring(dataDir, { ...keyring, slots: [...own, ...keyring.slots] });
  return true;
}

/** The keys as IT's private key (PEM) gives them, for looking alone: nothing is wrapped or written. Null where it does not fit. */
export function readByRecovery(dataDir: string, privateKeyPem: string): Keys | null {
  const found = find(dataDir, (keyring) => ({ ...openRecovery(keyring, privateKeyPem), fault: 'LOCKED' }));
  return 'code' in found ? null : keysFrom(found.dek, found.keyring.dbId);
}

interface Tried {
  readonly dek?: Uint8Array | undefined;
  readonly slot?: KeySlot | undefined;
  /** What to answer where there is no key. */
  readonly fault: KeyringFault;
}

/** The first keyring of file and copy that gives a key which its check value proves; else what is wrong with the file. */
function find(dataDir: string, open: (keyring: Keyring) => Tried): Found | { readonly code: KeyringFault } {
  const keyrings = readAll(dataDir);
  if (keyrings.length === 0) return { code: 'NONE' };
  const faults: KeyringFault[] = [];
  for (const keyring of keyrings) {
    const tried: Tried = keyring ? open(keyring) : { fault: 'KEYRING_DAMAGED' };
    if (keyring && tried.dek && tried.slot) return { keyring, dek: tried.dek, slot: tried.slot };
    faults.push(tried.fault);
  }
  return { code: faults[0] ?? 'NONE' };
}

function readAll(dataDir: string): readonly (Keyring | null)[] {
  const path = keyringPath(dataDir);
  return [readSmallFile(path), readSmallFile(`${path}.bak`)].filter((text) => text !== null).map(parse);
}

function openSlots(keyring: Keyring, protection: KeyProtection): Tried {
  const usable = keyring.slots.filter(({ kind }) =>
    kind === 'dev' ? protection.dev : kind === 'dpapi-machine' && protection.machine !== null,
  );
  let fault: KeyringFault = usable.length === 0 ? 'NO_SLOT' : 'LOCKED';
  for (const slot of usable) {
    const dek = unwrap(slot, protection);
    if (!dek) continue;
    if (proves(keyring, dek)) return { dek, slot, fault };
    fault = 'WRONG_KEY';
  }
  return { fault };
}

function openRecovery(keyring: Keyring, privateKeyPem: string): Omit<Tried, 'fault'> {
  for (const slot of keyring.slots) {
    const dek = unwrapRecovery(slot, privateKeyPem);
    if (dek && proves(keyring, dek)) return { dek, slot };
  }
  return {};
}

function proves(keyring: Keyring, dek: Uint8Array): boolean {
  const expected = Buffer.from(keyring.kcv, 'hex');
  const actual = Buffer.from(checkValue(dek, keyring.dbId), 'hex');
  return dek.length === 32 && timingSafeEqual(actual, expected);
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
