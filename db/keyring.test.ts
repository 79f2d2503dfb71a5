import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { testFolder } from './fixture/test-database.ts';
import { keyringPath, newKeyring, readKeyring, writeKeyring } from './keyring.ts';

let folder: string;

beforeEach(() => {
  folder = testFolder();
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('the keyring', () => {
  it('gives back the keys it was made with, different ones for each purpose', () => {
    const { keyring, keys } = newKeyring();
    writeKeyring(folder, keyring);

    expect(readKeyring(folder, false)).toEqual({ ok: true, keys });
    expect(keys.database).toHaveLength(32);
    expect(Buffer.from(keys.database).equals(Buffer.from(keys.audit))).toBe(false);
  });

  it('is readable by its owner alone', () => {
    writeKeyring(folder, newKeyring().keyring);

    expect(statSync(keyringPath(folder)).mode & 0o777).toBe(0o600);
  });

  it('uses the copy when the file was torn [fault A13]', () => {
    const { keyring, keys } = newKeyring();
    writeKeyring(folder, keyring);
    writeKeyring(folder, keyring);
    const whole = readFileSync(keyringPath(folder), 'utf8');

    for (const torn of ['', '{', whole.slice(0, whole.length / 2)]) {
      writeFileSync(keyringPath(folder), torn);
      expect(readKeyring(folder, false)).toEqual({ ok: true, keys });
    }
    rmSync(keyringPath(folder));
    expect(readKeyring(folder, false)).toEqual({ ok: true, keys });
  });

  it('says what is wrong without its copy', () => {
    expect(readKeyring(folder, false)).toEqual({ ok: false, code: 'NONE' });

    writeFileSync(keyringPath(folder), '{"v":1}');
    expect(readKeyring(folder, false)).toEqual({ ok: false, code: 'KEYRING_DAMAGED' });

    const { keyring } = newKeyring();
    writeFileSync(keyringPath(folder), JSON.stringify({ ...keyring, slots: [{ kind: 'dpapi-machine' }] }));
    expect(readKeyring(folder, false)).toEqual({ ok: false, code: 'NO_SLOT' });

    writeFileSync(keyringPath(folder), JSON.stringify({ ...keyring, kcv: '00'.repeat(16) }));
    expect(readKeyring(folder, false)).toEqual({ ok: false, code: 'WRONG_KEY' });
  });

  it('keeps the old file when writing the new one fails [fault A13]', () => {
    const { keyring, keys } = newKeyring();
    writeKeyring(folder, keyring);
    mkdirSync(`${keyringPath(folder)}.new`);

    expect(() => writeKeyring(folder, newKeyring().keyring)).toThrow();
    expect(readKeyring(folder, false)).toEqual({ ok: true, keys });
  });
});
