import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { asPkcs12, makeCertificates } from '../../core/transport/testing/certificates.ts';
import { openTestStores, rawDatabase } from '../../db/fixture/test-database.ts';
import { type CommandRun, runProcess } from '../fixture/command.ts';
import { version } from '../version.ts';

const roster = join(import.meta.dirname, '..', '..', 'samples', 'roster.csv');

// Each command is a process of its own, which takes its time to load on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

let folder: string;
let dataDir: string;
let configDir: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'clinic-outbox-command-line-'));
  dataDir = join(folder, 'data');
  configDir = join(folder, 'config');
  mkdirSync(configDir);
});

afterEach(() => rmSync(folder, { recursive: true }));

const run = (flags: readonly string[], input = ''): Promise<CommandRun> =>
  runProcess([...flags, '--data-dir', dataDir, '--config-dir', configDir], input);

const writeConfig = (text: string) => writeFileSync(join(configDir, 'config.json'), text);

function writeProfile(extra: Readonly<Record<string, unknown>> = {}): string {
  const file = join(configDir, 'profile.json');
  const profile = {
    name: 'Receiver of IT',
    kind: 'practice',
    transport: 'http',
    address: { url: 'http://127.0.0.1:1/hl7' },
    systemCode: 'TSTSYS',
    processingId: 'T',
    authStyle: 'bearer',
    ...extra,
  };
  writeFileSync(file, JSON.stringify(profile));
  return file;
}

describe('the command line', () => {
  it('says its version and its commands', async () => {
    expect(await run(['--version'])).toMatchObject({ exitCode: 0, text: `Clinic Outbox ${version}\n` });
    const help = await run(['--help']);
    expect(help.exitCode).toBe(0);
    expect(help.text).toContain('--drain');
  });

  it('writes its result into a file, whole, and nothing to the console', async () => {
    const output = join(folder, 'result.json');
    const { exitCode, text } = await run(['--version', '--output', output]);

    expect({ exitCode, text }).toEqual({ exitCode: 0, text: '' });
    expect(JSON.parse(readFileSync(output, 'utf8'))).toMatchObject({ ok: true, exitCode: 0, version });
    expect(readdirSync(folder).sort()).toEqual(['config', 'result.json']);
  });

  it('does nothing where its result could not be told', async () => {
    const { exitCode } = await run(['--import-roster', roster, '--output', join(folder, 'none', 'r.json')]);

    expect(exitCode).toBe(11);
    expect(existsSync(dataDir)).toBe(false);
  });

  it.each([['--status'], ['--drain'], ['--test-connection']])(
    '%s finds no database on a new PC, and makes none',
    async (flag) => {
      expect(await run([flag])).toMatchObject({
        exitCode: 4,
        result: { reason: 'DATA_CLOSED', code: 'NONE' },
      });
      expect(existsSync(dataDir)).toBe(false);
    },
  );
});

describe('a roster', () => {
  it('is imported before anybody ever started the application, and once is enough', async () => {
    const first = await run(['--import-roster', roster]);
    const again = await run(['--import-roster', roster]);

    expect(first).toMatchObject({ exitCode: 0, result: { added: 60, changed: 0, leftOut: [] } });
    expect(again).toMatchObject({ exitCode: 0, result: { added: 0, changed: 0, counts: { unchanged: 60 } } });
    const stores = openTestStores(dataDir);
    expect(stores.audit.latest(5)).toEqual([
      expect.objectContaining({ actor: 'it', action: 'roster.import', detail: 'added=60 changed=0' }),
    ]);
    stores.close();
  });

  it('tells rows that it leaves out by line and rule, without a name', async () => {
    const [header = '', first = '', second = ''] = readFileSync(roster, 'utf8').split(/\r?\n/);
    const file = join(folder, 'roster.csv');
    writeFileSync(file, [header, first, second, first].join('\n'));

    const { exitCode, text, result } = await run(['--import-roster', file]);

    expect(exitCode).toBe(0);
    expect(result).toMatchObject({ added: 2, leftOut: [{ line: 4, rules: ['studentNumber:twiceInFile'] }] });
    const [, familyName = '?'] = first.split(',');
    expect(text).not.toContain(familyName);
  });

  it.each([
    ['is missing', null],
    ['holds no row that can be imported', 'Student number,Given name\nS1,\n'],
  ])('that %s is refused, and nothing is imported', async (_, content) => {
    const file = join(folder, 'bad.csv');
    if (content !== null) writeFileSync(file, content);

    expect(await run(['--import-roster', file])).toMatchObject({ exitCode: 3, result: { ok: false } });
    if (!existsSync(dataDir)) return;
    const stores = openTestStores(dataDir);
    expect(stores.students.allByNumber().size).toBe(0);
    stores.close();
  });
});

describe('a secret', () => {
  it('goes from standard input into the database of a PC that IT prepares, and nowhere else', async () => {
    writeConfig(JSON.stringify({ profileFile: writeProfile() }));
    const secret = 'an invented key of sixteen and more';

    const { exitCode, text, result } = await run(['--import-secret', 'Receiver of IT'], `${secret}\r\n`);

    expect(exitCode).toBe(0);
    expect(result).toMatchObject({ used: true, destination: { name: 'Receiver of IT' } });
    expect(text).not.toContain(secret);
    const stores = openTestStores(dataDir);
    const [destination] = stores.destinations.list();
    expect(stores.destinations.secret(destination?.id ?? '')).toBe(secret);
    expect(stores.audit.latest(1)).toEqual([
      expect.objectContaining({ actor: 'it', action: 'destination.change', subject: destination?.id }),
    ]);
    stores.close();
    const kept = readdirSync(dataDir, { recursive: true, withFileTypes: true }).filter((entry) =>
      entry.isFile(),
    );
    for (const { parentPath, name } of kept)
      expect(readFileSync(join(parentPath, name)).includes(secret), name).toBe(false);
  });

  it('for a profile that uses none is kept, and the result says so', async () => {
    writeConfig(JSON.stringify({ profileFile: writeProfile({ authStyle: 'none' }) }));

    expect(await run(['--import-secret'], 'key')).toMatchObject({ exitCode: 0, result: { used: false } });
  });

  it('that is empty, of two lines, in UTF-16 or a whole file is refused before anything is opened', async () => {
    const inputs = ['', 'one\ntwo\n', 'k\0e\0y\0', 'k'.repeat(20_000)];

    for (const ran of await Promise.all(inputs.map((input) => run(['--import-secret'], input))))
      expect(ran).toMatchObject({ exitCode: 3, result: { reason: 'BAD_INPUT' } });
    expect(existsSync(dataDir)).toBe(false);
  });

  it('for a destination that does not exist is refused, and those that do are named', async () => {
    writeConfig(JSON.stringify({ profileFile: writeProfile() }));

    expect(await run(['--import-secret', 'Malafi'], 'key')).toMatchObject({
      exitCode: 3,
      result: { destinations: [{ name: 'Receiver of IT' }] },
    });
  });
});

describe('the configuration', () => {
  it('that is valid, or missing, is no problem', async () => {
    expect(await run(['--check-config'])).toMatchObject({ exitCode: 0, result: { keys: [] } });
    writeConfig(JSON.stringify({ language: 'ar', profileFile: writeProfile() }));
    expect(await run(['--check-config'])).toMatchObject({
      exitCode: 0,
      result: { keys: ['language', 'profileFile'], problems: [] },
    });
    expect(existsSync(dataDir)).toBe(false);
  });

  it('has each of its problems named by key, with what the key takes', async () => {
    writeConfig(
      JSON.stringify({ language: 'Arabic', langauge: 'ar', profileFile: join(folder, 'none.json') }),
    );

    const { exitCode, result } = await run(['--check-config']);

    expect(exitCode).toBe(6);
    expect(result.problems).toEqual([
      { source: 'file', key: 'language', rule: 'invalid', message: expect.stringContaining('"en", "ar"') },
      { source: 'file', key: 'langauge', rule: 'unknownKey', message: expect.stringContaining('"langauge"') },
      { source: 'file', key: 'profileFile', rule: 'invalid', message: expect.stringContaining('ENOENT') },
    ]);
  });

  it('that is no JSON is told as a whole', async () => {
    writeConfig('{"language": "ar"');

    expect(await run(['--check-config'])).toMatchObject({
      exitCode: 6,
      result: { problems: [{ key: '', rule: 'unreadable' }] },
    });
  });

  it('whose client certificate does not open is told with the reason', async () => {
    const { client } = makeCertificates();
    const files = {
      clientCertificateFile: join(folder, 'clinic.p12'),
      clientCertificatePassphraseFile: join(folder, 'passphrase.txt'),
    };
    writeConfig(JSON.stringify(files));
    const rules = async () => {
      const { exitCode, result } = await run(['--check-config']);
      return [exitCode, ...(result.problems as { key: string; rule: string }[]).map(({ rule }) => rule)];
    };

    expect(await rules()).toEqual([6, 'fileUnreadable']);
    writeFileSync(files.clientCertificateFile, Buffer.from(asPkcs12(client, 'invented'), 'base64'));
    expect(await rules()).toEqual([6, 'passphraseUnreadable']);
    writeFileSync(files.clientCertificatePassphraseFile, 'another');
    expect(await rules()).toEqual([6, 'wrongPassphrase']);
    writeFileSync(files.clientCertificatePassphraseFile, 'invented\r\n');
    expect(await rules()).toEqual([0]);
  });

  it('whose profile lacks a field is told with the field', async () => {
    writeConfig(JSON.stringify({ profileFile: writeProfile({ systemCode: undefined }) }));

    const { exitCode, text } = await run(['--check-config']);

    expect({ exitCode, named: text.includes('systemCode') }).toEqual({ exitCode: 6, named: true });
  });
});

describe('a database that cannot be used', () => {
  it('is left as it is by every command, and the code says so', async () => {
    await run(['--import-roster', roster]);
    const path = join(dataDir, 'outbox.db');
    const bytes = readFileSync(path);
    bytes.fill(0x5a, 512, 1024);
    writeFileSync(path, bytes);

    const all = [['--status'], ['--drain'], ['--test-connection'], ['--import-secret']];
    const ran = await Promise.all([...all, ['--import-roster', roster]].map((flags) => run(flags, 'key')));

    for (const each of ran) expect(each).toMatchObject({ exitCode: 4, result: { reason: 'DATA_CLOSED' } });
    expect(readFileSync(path).equals(bytes)).toBe(true);
  });

  it('is asked for again later where somebody else writes for too long', async () => {
    await run(['--import-roster', roster]);
    const other = rawDatabase(dataDir);
    other.exec('BEGIN IMMEDIATE');
    const [header = '', first = ''] = readFileSync(roster, 'utf8').split(/\r?\n/);
    const file = join(folder, 'one.csv');
    writeFileSync(file, [header, first.replace('S1042', 'S9042')].join('\n'));

    const ran = await run(['--import-roster', file]);
    other.exec('ROLLBACK');
    other.close();

    expect(ran).toMatchObject({ exitCode: 10, result: { reason: 'BUSY' } });
    expect(await run(['--import-roster', file])).toMatchObject({ exitCode: 0, result: { added: 1 } });
  });
});
