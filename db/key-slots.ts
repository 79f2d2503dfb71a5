import {
  constants,
  createHash,
  createPrivateKey,
  createPublicKey,
  type KeyObject,
  privateDecrypt,
  publicEncrypt,
} from 'node:crypto';
import { z } from 'zod';

/**
 * The ways in which a data key may be wrapped, like the slots of an encrypted disk. Each slot holds the same key, wrapped
 * by something else; one that opens is enough.
 *
 * - `dpapi-machine`: Windows' protection of this machine (DPAPI, LocalMachine). The normal start.
 * - `recovery`: IT's RSA public key (OAEP, SHA-256); the private half lies with IT, never on the PC.
 * - `dev`: the key in clear, for development and tests; an installed application neither reads nor makes one.
 */
export const slotKinds = ['dpapi-machine', 'recovery', 'dev'] as const;

export type SlotKind = (typeof slotKinds)[number];

/**
 * A slot as it stands in the file. `key` is base64, wrapped as its kind says; `fingerprint` names IT's key, so that a changed
 * one is noticed. What a later version writes beside them is kept.
 */
export const keySlotSchema = z.looseObject({
  kind: z.string(),
  key: z.string().optional(),
  fingerprint: z.string().optional(),
});

export type KeySlot = z.infer<typeof keySlotSchema>;

/** What the operating system wraps a key with for this machine alone. Both throw where it cannot be done. */
export interface MachineProtection {
  protect(plain: Uint8Array): Uint8Array;
  unprotect(wrapped: Uint8Array): Uint8Array;
}

/** What this start may wrap and unwrap a data key with. */
export interface KeyProtection {
  /** True in development and tests alone. */
  readonly dev: boolean;
  /** Null where the operating system has none. */
  readonly machine: MachineProtection | null;
  /** IT's public key from the managed configuration; null until there is one. */
  readonly recovery: RecoveryKey | null;
}

/** IT's public key: RSA of at least 3072 bits. */
export interface RecoveryKey {
  readonly key: KeyObject;
  /** SHA-256 of the public key in SPKI form, in hex. */
  readonly fingerprint: string;
}

/** For development and tests: the key in clear, nothing of the machine's. */
export const devProtection: KeyProtection = { dev: true, machine: null, recovery: null };

const minimumRsaBits = 3072;

/**
 * Reads a public key from PEM, or from its base64 on one line, as a registry value has it; null for anything but RSA of at
 * least 3072 bits, or where a private key was given by mistake.
 */
export function readRecoveryKey(pem: string): RecoveryKey | null {
  if (pem.includes('PRIVATE KEY')) return null;
  try {
    const key = createPublicKey(
      pem.includes('-----') ? pem : `-----BEGIN PUBLIC KEY-----\n${pem}\n-----END PUBLIC KEY-----`,
    );
    const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
    return key.asymmetricKeyType === 'rsa' && bits >= minimumRsaBits
      ? { key, fingerprint: fingerprintOf(key) }
      : null;
  } catch {
    return null;
  }
}

/** The slots that this start makes for a data key, in the order in which a start tries them. Empty where it may make none. */
export function wrapAll(dek: Uint8Array, protection: KeyProtection): readonly KeySlot[] {
  const slots: KeySlot[] = [];
  if (protection.machine) slots.push(wrapForMachine(dek, protection.machine));
  if (protection.recovery) slots.push(wrapForRecovery(dek, protection.recovery));
  if (protection.dev) slots.push({ kind: 'dev', key: base64(dek) });
  return slots;
}

/** A slot that the machine's protection opens again: it is tried before anybody relies on it. Throws where it is not so. */
function wrapForMachine(dek: Uint8Array, machine: MachineProtection): KeySlot {
  const wrapped = machine.protect(dek);
  if (!Buffer.from(machine.unprotect(wrapped)).equals(Buffer.from(dek))) {
    throw new Error('the machine gave back another key than it was given');
  }
  return { kind: 'dpapi-machine', key: base64(wrapped) };
}

/** A slot that only the holder of IT's private key opens. */
export function wrapForRecovery(dek: Uint8Array, { key, fingerprint }: RecoveryKey): KeySlot {
  return { kind: 'recovery', key: base64(publicEncrypt({ key, ...oaep }, dek)), fingerprint };
}

/** The key of a slot that this start may open without a person; null where it may not or cannot. */
export function unwrap(slot: KeySlot, protection: KeyProtection): Uint8Array | null {
  const wrapped = Buffer.from(slot.key ?? '', 'base64');
  if (slot.kind === 'dev') return protection.dev ? wrapped : null;
  if (slot.kind === 'dpapi-machine') return protection.machine && patiently(protection.machine, wrapped);
  return null;
}

/** The key of a recovery slot, opened with IT's private key (PEM); null where that key does not fit or is no key. */
export function unwrapRecovery(slot: KeySlot, privateKeyPem: string): Uint8Array | null {
  if (slot.kind !== 'recovery') return null;
  try {
    const key = createPrivateKey(privateKeyPem);
    return privateDecrypt({ key, ...oaep }, Buffer.from(slot.key ?? '', 'base64'));
  } catch {
    return null;
  }
}

const oaep = { padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' };

/** Windows may answer "not now" while it starts: asked three times before the slot counts as one that does not open. */
function patiently(machine: MachineProtection, wrapped: Uint8Array): Uint8Array | null {
  for (let tries = 1; ; tries += 1) {
    try {
      return machine.unprotect(wrapped);
    } catch {
      if (tries === 3) return null;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100 * tries);
    }
  }
}

function fingerprintOf(key: KeyObject): string {
  return createHash('sha256')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest('hex');
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}
