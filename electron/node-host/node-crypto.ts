import {
  createHash,
  createHmac,
  createSecretKey,
  type KeyObject,
  randomBytes,
  randomUUID,
  scrypt,
  timingSafeEqual,
} from 'node:crypto';
import type { Crypto } from '../../core/host/ports.ts';

/** OWASP's parameters for scrypt. Node refuses them with its default memory limit, so the limit is raised. */
const cost = { N: 2 ** 17, r: 8, p: 1, maxmem: 256 * 1024 * 1024 } as const;

/** Cryptography from Node's own module; scrypt runs on the thread pool. */
export const nodeCrypto: Crypto = {
  randomUuid: randomUUID,
  randomBytes: (count) => new Uint8Array(randomBytes(count)),
  scrypt: (secret, salt) =>
    new Promise((resolve, reject) => {
      scrypt(secret.normalize('NFKC'), salt, 32, cost, (error, key) => {
        if (error) reject(error);
        else resolve(new Uint8Array(key));
      });
    }),
  equal: (a, b) => a.length === b.length && timingSafeEqual(a, b),
  sha256: (bytes) => new Uint8Array(createHash('sha256').update(bytes).digest()),
  hmacSha256: (key, text) =>
    new Uint8Array(createHmac('sha256', keyObjectOf(key)).update(text, 'utf8').digest()),
};

/** Importing a key costs five times what the HMAC does, and every save makes one under the same key. */
const keyObjects = new WeakMap<Uint8Array, KeyObject>();

function keyObjectOf(key: Uint8Array): KeyObject {
  const known = keyObjects.get(key);
  if (known) return known;
  const imported = createSecretKey(key);
  keyObjects.set(key, imported);
  return imported;
}
