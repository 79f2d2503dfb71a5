import {
  constants,
  createCipheriv,
  createDecipheriv,
  createPrivateKey,
  privateDecrypt,
  publicEncrypt,
  randomBytes,
} from 'node:crypto';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { z } from 'zod';
import type { Crypto } from '../../core/host/ports.ts';
import type { RescueFault, RescueKey } from '../../core/rescue/ports.ts';
import type { RecoveryKey } from '../key-slots.ts';

/*
 * The rescue file (docs/decisions/0023): JSON whose content is gzip under AES-256-GCM with a random key, which is wrapped once
 * for each slot, as the keyring is. What is in clear says nothing about people and is authenticated with the content.
 */

const format = 'clinic-outbox-rescue';
const version = 1;

const oaep = { padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' };

/** Crockford's alphabet: nothing in it is taken for anything else when it is read from paper. */
const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const passphraseGroups = 6;
const groupLength = 4;

// Megabytes: what is no base64 shows when its tag does not fit.
const base64 = z.string();
const sealedSchema = z.object({ iv: base64, tag: base64, data: base64 });
const headSchema = z.object({ format: z.literal(format), v: z.number().int().min(1) });
const fileSchema = z.object({
  format: z.literal(format),
  v: z.literal(version),
  slots: z.array(
    z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('passphrase'), salt: base64, key: sealedSchema }),
      z.object({ kind: z.literal('recovery'), fingerprint: z.string(), key: base64 }),
    ]),
  ),
  content: sealedSchema,
});

type Sealed = z.infer<typeof sealedSchema>;

export type OpenedEnvelope =
  | { readonly ok: true; readonly content: unknown }
  | { readonly ok: false; readonly fault: RescueFault };

/** A passphrase of 120 bits in groups that a person can copy from paper: `7K2M-...`, 24 characters. */
export function newPassphrase(): string {
  const characters = [...randomBytes(passphraseGroups * groupLength)].map((byte) => letters[byte % 32]);
  return Array.from({ length: passphraseGroups }, (_, group) =>
    characters.slice(group * groupLength, (group + 1) * groupLength).join(''),
  ).join('-');
}

/** What stretches a passphrase into a key. */
type Stretch = Pick<Crypto, 'scrypt'>;

/** Seals a value that JSON can hold, for the passphrase and, where IT named one, for its recovery key. */
export async function seal(
  content: unknown,
  passphrase: string,
  recovery: RecoveryKey | null,
  crypto: Stretch,
): Promise<string> {
  const key = randomBytes(32);
  const salt = randomBytes(16);
  const packed = await promisify(gzip)(JSON.stringify(content));
  return `${JSON.stringify({
    format,
    v: version,
    slots: [
      {
        kind: 'passphrase',
        salt: salt.toString('base64'),
        key: encrypt(key, await keyOf(passphrase, salt, crypto), 'slot'),
      },
      ...(recovery
        ? [
            {
              kind: 'recovery',
              fingerprint: recovery.fingerprint,
              key: publicEncrypt({ key: recovery.key, ...oaep }, key).toString('base64'),
            },
          ]
        : []),
    ],
    content: encrypt(packed, key, 'content'),
  })}\n`;
}

/** Opens a sealed file. A file that was cut off or changed is TORN, whatever the key; nothing of it is used then. */
export async function unseal(text: string, with_: RescueKey, crypto: Stretch): Promise<OpenedEnvelope> {
  const parsed = parse(text);
  const head = headSchema.safeParse(parsed);
  if (!head.success) return { ok: false, fault: 'TORN' };
  if (head.data.v > version) return { ok: false, fault: 'NEWER' };
  const file = fileSchema.safeParse(parsed);
  if (!file.success) return { ok: false, fault: 'TORN' };
  const key = await openSlot(file.data.slots, with_, crypto);
  if (!key) return { ok: false, fault: 'WRONG_KEY' };
  const packed = decrypt(file.data.content, key, 'content');
  const content = packed && parse(String(await promisify(gunzip)(packed)));
  return content ? { ok: true, content } : { ok: false, fault: 'TORN' };
}

async function openSlot(
  slots: z.infer<typeof fileSchema>['slots'],
  with_: RescueKey,
  crypto: Stretch,
): Promise<Buffer | null> {
  for (const slot of slots) {
    if (slot.kind === 'passphrase' && 'passphrase' in with_) {
      const wrapping = await keyOf(with_.passphrase, Buffer.from(slot.salt, 'base64'), crypto);
      const key = decrypt(slot.key, wrapping, 'slot');
      if (key) return key;
    }
    if (slot.kind === 'recovery' && 'privateKey' in with_) {
      const key = unwrap(slot.key, with_.privateKey);
      if (key) return key;
    }
  }
  return null;
}

function unwrap(wrapped: string, privateKeyPem: string): Buffer | null {
  try {
    return privateDecrypt({ key: createPrivateKey(privateKeyPem), ...oaep }, Buffer.from(wrapped, 'base64'));
  } catch {
    return null;
  }
}

/** What is read as something else from paper is taken for what was written: O for 0, I and L for 1; blanks and dashes are none. */
function normalized(passphrase: string): string {
  return passphrase
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
}

function keyOf(passphrase: string, salt: Uint8Array, crypto: Stretch): Promise<Uint8Array> {
  return crypto.scrypt(normalized(passphrase), salt);
}

/** `purpose` is authenticated along, so that a slot can never stand for a content. */
function encrypt(plain: Uint8Array, key: Uint8Array, purpose: string): Sealed {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(
    Buffer.from(`${format}/${version}/${purpose}`),
  );
  const data = Buffer.concat([cipher.update(plain), cipher.final()]);
  return {
    iv: iv.toString('base64'),
    tag: cipher.getAuthTag().toString('base64'),
    data: data.toString('base64'),
  };
}

function decrypt(sealed: Sealed, key: Uint8Array, purpose: string): Buffer | null {
  try {
    const iv = Buffer.from(sealed.iv, 'base64');
    const decipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: 16 })
      .setAAD(Buffer.from(`${format}/${version}/${purpose}`))
      .setAuthTag(Buffer.from(sealed.tag, 'base64'));
    return Buffer.concat([decipher.update(Buffer.from(sealed.data, 'base64')), decipher.final()]);
  } catch {
    return null;
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
