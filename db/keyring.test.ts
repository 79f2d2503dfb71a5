import { createCipheriv, createDecipheriv, generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { testFolder } from './fixture/test-database.ts';
import { devProtection, type KeyProtection, type MachineProtection, readRecoveryKey } from './key-slots.ts';
import {
  hasRecoverySlot,
  keyringPath,
  newKeyring,
  readKeyring,
  recoverKeyring,
  writeKeyring,
} from './keyring.ts';

let folder: string;

beforeEach(() => {
  folder = testFolder();
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('the keyring', () => {
  it('gives back the keys it was made with, different ones for each purpose', () => {
    const { keyring, keys } = newKeyring(devProtection);
    writeKeyring(folder, keyring);

    expect(readKeyring(folder, devProtection)).toMatchObject({ ok: true, keys });
    expect(keys.database).toHaveLength(32);
    expect(Buffer.from(keys.database).equals(Buffer.from(keys.audit))).toBe(false);
  });

  it('is readable by its owner alone', () => {
    writeKeyring(folder, newKeyring(devProtection).keyring);

    expect(statSync(keyringPath(folder)).mode & 0o777).toBe(0o600);
  });

  it('uses the copy when the file was torn [fault A13]', () => {
    const { keyring, keys } = newKeyring(devProtection);
    writeKeyring(folder, keyring);
    writeKeyring(folder, keyring);
    const whole = readFileSync(keyringPath(folder), 'utf8');

    for (const torn of ['', '{', whole.slice(0, whole.length / 2)]) {
      writeFileSync(keyringPath(folder), torn);
      expect(readKeyring(folder, devProtection)).toMatchObject({ ok: true, keys });
    }
    rmSync(keyringPath(folder));
    expect(readKeyring(folder, devProtection)).toMatchObject({ ok: true, keys });
  });

  it('says what is wrong without its copy', () => {
    expect(readKeyring(folder, devProtection)).toEqual({ ok: false, code: 'NONE' });

    writeFileSync(keyringPath(folder), '{"v":1}');
    expect(readKeyring(folder, devProtection)).toEqual({ ok: false, code: 'KEYRING_DAMAGED' });

    const { keyring } = newKeyring(devProtection);
    writeFileSync(keyringPath(folder), JSON.stringify({ ...keyring, slots: [{ kind: 'dpapi-machine' }] }));
    expect(readKeyring(folder, devProtection)).toEqual({ ok: false, code: 'NO_SLOT' });

    writeFileSync(keyringPath(folder), JSON.stringify({ ...keyring, kcv: '00'.repeat(16) }));
    expect(readKeyring(folder, devProtection)).toEqual({ ok: false, code: 'WRONG_KEY' });
  });

  it('keeps the old file when writing the new one fails [fault A13]', () => {
    const { keyring, keys } = newKeyring(devProtection);
    writeKeyring(folder, keyring);
    mkdirSync(`${keyringPath(folder)}.new`);

    expect(() => writeKeyring(folder, newKeyring(devProtection).keyring)).toThrow();
    expect(readKeyring(folder, devProtection)).toMatchObject({ ok: true, keys });
  });
});

/** A machine that opens only what it wrapped itself, and answers "not now" as often as it is told to. */
function machine(): MachineProtection & { notNow: number } {
  const secret = randomBytes(32);
  return {
    notNow: 0,
    protect(plain) {
      const iv = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', secret, iv);
      return Buffer.concat([iv, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
    },
    unprotect(wrapped) {
      if (this.notNow > 0) {
        this.notNow -= 1;
        throw new Error('Encryption/Decryption failed. Error code: 1722');
      }
      const bytes = Buffer.from(wrapped);
      const decipher = createDecipheriv('aes-256-gcm', secret, bytes.subarray(0, 12));
      decipher.setAuthTag(bytes.subarray(-16));
      return Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()]);
    },
  };
}

function rsa(bits = 3072): { readonly publicPem: string; readonly privatePem: string } {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: bits });
  return {
    publicPem: String(publicKey.export({ type: 'spki', format: 'pem' })),
    privatePem: String(privateKey.export({ type: 'pkcs8', format: 'pem' })),
  };
}

const it1 = rsa();

function installed(of: MachineProtection | null, recoveryPem = it1.publicPem): KeyProtection {
  return { dev: false, machine: of, recovery: readRecoveryKey(recoveryPem) };
}

/** What a start does with the slots once the database has opened. */
function tend(dataDir: string, protection: KeyProtection): boolean {
  const read = readKeyring(dataDir, protection);
  return read.ok && read.tend();
}

function slotsOnDisk(): readonly string[] {
  return JSON.parse(readFileSync(keyringPath(folder), 'utf8')).slots.map(
    (slot: { kind: string }) => slot.kind,
  );
}

describe('the slots of an installed application', () => {
  it('open on their machine and nowhere in clear', () => {
    const here = installed(machine());
    const { keyring, keys } = newKeyring(here);
    writeKeyring(folder, keyring);

    expect(readKeyring(folder, here)).toMatchObject({ ok: true, keys });
    expect(slotsOnDisk()).toEqual(['dpapi-machine', 'recovery']);
    expect(readKeyring(folder, { ...here, machine: null })).toEqual({ ok: false, code: 'NO_SLOT' });
  });

  it('refuse a key that lies there in clear', () => {
    writeKeyring(folder, newKeyring(devProtection).keyring);

    expect(readKeyring(folder, installed(machine()))).toEqual({ ok: false, code: 'NO_SLOT' });
  });

  it('wait for a machine that cannot answer yet, and never take that for a lost key [fault A15]', () => {
    const slow = machine();
    const { keyring, keys } = newKeyring(installed(slow));
    writeKeyring(folder, keyring);

    slow.notNow = 2;
    expect(readKeyring(folder, installed(slow))).toMatchObject({ ok: true, keys });

    const before = readFileSync(keyringPath(folder), 'utf8');
    slow.notNow = 3;
    expect(readKeyring(folder, installed(slow))).toEqual({ ok: false, code: 'LOCKED' });
    expect(tend(folder, { ...installed(slow), machine: machine() })).toBe(false);
    expect(readFileSync(keyringPath(folder), 'utf8')).toBe(before);
    expect(readKeyring(folder, installed(slow))).toMatchObject({ ok: true, keys });
  });

  it('open with the recovery key on another machine, and keep the old slot until the new one has proven itself [fault A14]', () => {
    const { keyring, keys } = newKeyring(installed(machine()));
    writeKeyring(folder, keyring);
    const moved = installed(machine());
    expect(readKeyring(folder, moved)).toEqual({ ok: false, code: 'LOCKED' });
    expect(hasRecoverySlot(folder)).toBe(true);

    expect(recoverKeyring(folder, moved, rsa().privatePem)).toBe(false);
    expect(recoverKeyring(folder, moved, 'no key at all')).toBe(false);
    expect(readKeyring(folder, moved)).toEqual({ ok: false, code: 'LOCKED' });
    expect(recoverKeyring(folder, moved, it1.privatePem)).toBe(true);

    expect(readKeyring(folder, moved)).toMatchObject({ ok: true, keys });
    expect(slotsOnDisk()).toEqual(['dpapi-machine', 'dpapi-machine', 'recovery']);
    expect(tend(folder, moved)).toBe(true);
    expect(slotsOnDisk()).toEqual(['dpapi-machine', 'recovery']);
    expect(readKeyring(folder, moved)).toMatchObject({ ok: true, keys });
    expect(tend(folder, moved)).toBe(false);
  });

  it('get a recovery slot as soon as IT names a key, and a new one when IT names another', () => {
    const of = machine();
    const without = { ...installed(of), recovery: null };
    const { keyring, keys } = newKeyring(without);
    writeKeyring(folder, keyring);
    expect(hasRecoverySlot(folder)).toBe(false);
    expect(tend(folder, without)).toBe(false);

    expect(tend(folder, installed(of))).toBe(true);
    const other = rsa();
    expect(tend(folder, installed(of, other.publicPem))).toBe(true);

    expect(slotsOnDisk()).toEqual(['dpapi-machine', 'recovery']);
    const moved = installed(machine(), other.publicPem);
    expect(recoverKeyring(folder, moved, other.privatePem)).toBe(true);
    expect(readKeyring(folder, moved)).toMatchObject({ ok: true, keys });
  });

  it('are not made by a machine that does not give back what it was given', () => {
    const broken: MachineProtection = { protect: (plain) => plain, unprotect: () => new Uint8Array(32) };

    expect(() => newKeyring(installed(broken))).toThrow();
  });
});

describe("IT's recovery key", () => {
  it('is an RSA public key of at least 3072 bits and never the private half', () => {
    expect(readRecoveryKey(it1.publicPem)?.fingerprint).toMatch(/^[0-9a-f]{64}$/);
    for (const wrong of [rsa(2048).publicPem, it1.privatePem, 'text', '']) {
      expect(readRecoveryKey(wrong)).toBeNull();
    }
  });
});
