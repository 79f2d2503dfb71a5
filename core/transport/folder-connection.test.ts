import { execFileSync } from 'node:child_process';
import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Connection } from '../delivery/ports.ts';
import { testConnection } from './doctor.ts';
import { createNodeTransport } from './node-transport.ts';
import { systemClock } from './system-clock.ts';
import { createManualClock } from './testing/manual-clock.ts';
import { sampleA04 } from './testing/sample-messages.ts';

const timeouts = { connectMs: 5000, ackMs: 5000, idleCloseMs: 5000 };
const message = sampleA04('C1');
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'clinic-outbox-folder-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const open = (at = folder) => createNodeTransport(systemClock).open({ kind: 'folder', folder: at }, timeouts);

async function connected(): Promise<Connection> {
  const opened = await open();
  if (!opened.ok) throw new Error(opened.fault.code);
  return opened.connection;
}

/** Runs the writer where the folder is a mount of its own: read-only, or with little room. */
function inMount(mount: string, copies = 1): string {
  const writer = join(import.meta.dirname, 'testing', 'folder-writer.ts');
  const script = `${mount} && exec "$@"`;
  const command = ['--user', '--map-root-user', '--mount', 'sh', '-c', script, folder];
  return execFileSync('unshare', [...command, process.execPath, writer, folder, String(copies)], {
    encoding: 'utf8',
  }).trim();
}

describe('a message in a folder', () => {
  it('is one whole file named by its control id, readable for its owner and group alone, and leaves nothing else', async () => {
    const reply = await (await connected()).send(message, 'C1');

    expect(reply).toMatchObject({ kind: 'file', result: 'written' });
    expect(readdirSync(folder)).toEqual(['C1.hl7']);
    expect(new Uint8Array(readFileSync(join(folder, 'C1.hl7')))).toEqual(message);
    expect(statSync(join(folder, 'C1.hl7')).mode & 0o007).toBe(0);
  });

  it('is there once when the same bytes come again, as after a crash before the commit', async () => {
    const connection = await connected();
    await connection.send(message, 'C1');
    const first = statSync(join(folder, 'C1.hl7'));

    expect(await connection.send(message, 'C1')).toMatchObject({ kind: 'file', result: 'alreadyThere' });
    expect(readdirSync(folder)).toEqual(['C1.hl7']);
    expect(statSync(join(folder, 'C1.hl7')).ino).toBe(first.ino);
  });

  it('never replaces another file of its name, nor writes through a link', async () => {
    writeFileSync(join(folder, 'C1.hl7'), 'of somebody else');
    symlinkSync('/dev/null', join(folder, 'C2.hl7'));
    const connection = await connected();

    expect(await connection.send(message, 'C1')).toMatchObject({ result: 'taken' });
    expect(await connection.send(message, 'C2')).toMatchObject({ result: 'taken' });
    expect(readFileSync(join(folder, 'C1.hl7'), 'utf8')).toBe('of somebody else');
  });

  it('takes the place of a half-written temporary file that a killed process left', async () => {
    writeFileSync(join(folder, '.C1.hl7.tmp'), 'half of somethi');

    expect(await (await connected()).send(message, 'C1')).toMatchObject({ result: 'written' });
    expect(readdirSync(folder)).toEqual(['C1.hl7']);
  });

  it('does not become a path of another place', async () => {
    expect(await (await connected()).send(message, '../C1')).toMatchObject({ result: 'taken' });
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe('a folder that cannot take files', () => {
  it('is missing, or no folder at all', async () => {
    expect(await open(join(folder, 'gone'))).toEqual({
      ok: false,
      fault: { kind: 'folderMissing', code: 'ENOENT' },
    });
    writeFileSync(join(folder, 'file'), '');
    expect(await open(join(folder, 'file'))).toMatchObject({ fault: { kind: 'folderMissing' } });
  });

  it('goes away between two messages: the second did not leave, and the connection ends', async () => {
    const connection = await connected();
    rmSync(folder, { recursive: true });

    expect(await connection.send(message, 'C1')).toMatchObject({ result: 'missing', code: 'ENOENT' });
    expect(connection.usable).toBe(false);
  });

  it('may be read alone', () => {
    expect(inMount('mount --bind "$0" "$0" && mount -o remount,ro,bind "$0"')).toBe(
      'open folderDenied EROFS',
    );
  });

  it('has no room at all, or none for this message: no half file stays', () => {
    const filled = 'mount -t tmpfs -o size=16k none "$0" && head -c 16384 /dev/zero > "$0/other"';
    expect(inMount(filled)).toBe('open folderFull ENOSPC');
    expect(inMount('mount -t tmpfs -o size=16k none "$0" && trap "ls -A $0" EXIT', 100)).toBe(
      'send full false',
    );
  });

  it('hangs: nobody waits longer than the profile says, and the file may still come', async () => {
    const clock = createManualClock();
    const opening = createNodeTransport(clock).open({ kind: 'folder', folder }, timeouts);
    const opened = await opening;
    if (!opened.ok) throw new Error(opened.fault.code);
    const sending = opened.connection.send(message, 'C1');
    clock.advance(5000);

    expect(await sending).toMatchObject({ kind: 'file', result: 'uncertain', code: 'ETIMEDOUT' });
    expect(opened.connection.usable).toBe(false);
  });
});

describe('the connection test of a folder', () => {
  const test = (at: string) => testConnection({ kind: 'folder', folder: at }, timeouts);

  it('finds it, writes a file and takes it away again', async () => {
    const steps = await test(folder);

    expect(steps.map(({ step, ok }) => [step, ok])).toEqual([
      ['folder', true],
      ['write', true],
    ]);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('stops where it is not there', async () => {
    expect(await test(join(folder, 'gone'))).toMatchObject([
      { step: 'folder', ok: false, problem: 'FOLDER_MISSING', detail: 'ENOENT' },
    ]);
  });
});
