import { generateKeyPairSync } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readManagedConfig } from './managed-config.ts';
import { parsePolicy } from './policy.ts';

let folder: string;
let policy: Record<string, unknown> | null;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'clinic-outbox-managed-'));
  mkdirSync(join(folder, 'config'));
  mkdirSync(join(folder, 'data'));
  policy = {};
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

const write = (text: string) => writeFileSync(join(folder, 'config', 'config.json'), text);
const read = () => {
  const { values, problems } = readManagedConfig({
    configDir: join(folder, 'config'),
    dataDir: join(folder, 'data'),
    policy: () => policy,
  });
  return { values, problems };
};

describe('the managed configuration', () => {
  it('is nothing, and writes nothing, where IT fixed nothing', () => {
    expect(read()).toEqual({ values: {}, problems: [] });
    expect(readdirSync(join(folder, 'data'))).toEqual([]);
  });

  it('takes a policy before the file, key by key', () => {
    write('\ufeff{"language": "en", "retryBy": "admin"}');
    policy = { language: 'ar' };

    expect(read()).toEqual({ values: { language: 'ar', retryBy: 'admin' }, problems: [] });
  });

  it('keeps the last good value of a key that became invalid, and names the key [fault A55]', () => {
    write('{"language": "ar", "retryBy": "admin"}');
    read();
    write('{"language": "Arabic", "retryBy": "everyone"}');

    expect(read()).toEqual({
      values: { language: 'ar', retryBy: 'everyone' },
      problems: [{ source: 'file', key: 'language', rule: 'invalid' }],
    });
    expect(read().values.language).toBe('ar');
  });

  it.each([
    ['is no JSON', '{"language": "ar"'],
    ['is a list', '["ar"]'],
    ['is empty', ''],
  ])('keeps all that a file said before it %s [fault A55]', (_, text) => {
    write('{"language": "ar"}');
    read();
    write(text);

    expect(read()).toEqual({
      values: { language: 'ar' },
      problems: [{ source: 'file', key: '', rule: 'unreadable' }],
    });
  });

  it('keeps what a policy said while the registry cannot be read', () => {
    policy = { retryBy: 'admin' };
    read();
    policy = null;

    expect(read()).toEqual({
      values: { retryBy: 'admin' },
      problems: [{ source: 'policy', key: '', rule: 'unreadable' }],
    });
  });

  it('forgets a key that IT took out', () => {
    write('{"language": "ar"}');
    read();
    write('{}');

    expect(read()).toEqual({ values: {}, problems: [] });
  });

  it('reports a key that it does not know, and repeats nothing that is no name [fault A55]', () => {
    write('{"langauge": "ar", "an invented name": 1, "retryBy": 3}');

    expect(read()).toEqual({
      values: {},
      problems: [
        { source: 'file', key: 'langauge', rule: 'unknownKey' },
        { source: 'file', key: '?', rule: 'unknownKey' },
        { source: 'file', key: 'retryBy', rule: 'invalid' },
      ],
    });
  });

  it('takes a recovery key as PEM or on one line, and refuses one that is too short or private', () => {
    const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 3072 });
    const pem = String(publicKey.export({ type: 'spki', format: 'pem' }));
    const oneLine = publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
    const short = generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey;

    for (const good of [pem, oneLine]) {
      policy = { recoveryPublicKey: good };
      expect(read()).toMatchObject({ values: { recoveryPublicKey: good }, problems: [] });
    }
    rmSync(join(folder, 'data'), { recursive: true });
    mkdirSync(join(folder, 'data'));
    for (const bad of [
      String(short.export({ type: 'spki', format: 'pem' })),
      String(privateKey.export({ type: 'pkcs8', format: 'pem' })),
    ]) {
      policy = { recoveryPublicKey: bad };
      expect(read().problems).toEqual([{ source: 'policy', key: 'recoveryPublicKey', rule: 'invalid' }]);
    }
  });
});

it('takes a proxy as one word or as host and port, and no credentials with it', () => {
  const proxyOf = (proxy: string) => {
    policy = { proxy };
    rmSync(join(folder, 'data'), { recursive: true });
    mkdirSync(join(folder, 'data'));
    return read().values.proxy ?? null;
  };

  for (const good of ['system', 'none', 'http://proxy.school.example:8080', 'http://[2001:db8::1]:3128'])
    expect(proxyOf(good)).toBe(good);
  for (const bad of [
    'http://user:secret@proxy.school.example:8080',
    'socks5://10.0.0.1:1080',
    'proxy:8080',
    '',
  ])
    expect(proxyOf(bad)).toBeNull();
});

it('reads what reg.exe prints, text values alone', () => {
  const printed = [
    '',
    'HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Clinic Outbox',
    '    language    REG_SZ    ar',
    '    profileFile    REG_SZ    C:\\ProgramData\\Clinic Outbox\\config\\profile of today.json',
    '    retryBy    REG_DWORD    0x1',
    '',
  ].join('\r\n');

  expect(parsePolicy(printed)).toEqual({
    language: 'ar',
    profileFile: 'C:\\ProgramData\\Clinic Outbox\\config\\profile of today.json',
    retryBy: null,
  });
});
