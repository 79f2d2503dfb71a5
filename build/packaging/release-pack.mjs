// The pack as it is shipped, around a real Electron: read, and started as a user without rights. Nothing can attach to it, so
// what it did is read from its processes, its exit codes and its folder.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  cpSync,
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
import { extractFile } from '@electron/asar';
import { testPackFuses } from './linux-packs.mjs';
import { check } from './outcome.mjs';
import { packs } from './pack-paths.mjs';
import { checkFuses, checkPackedFiles, filesBelow } from './packed-files.mjs';

/** `nobody` of Debian: the tests may run as root, the program must not need it. */
const nobody = 65534;
/** What the test pack alone prints (electron/test-pack.ts). */
const testPackMark = 'as packed for tests';
const startMs = 60_000;

export async function checkReleasePack() {
  const asar = join(packs.release, 'resources', 'app.asar');
  await checkPackedFiles(asar, 'linux');
  await checkFuses(join(packs.release, packs.executable), 'linux');
  await checkFuses(join(packs.test, packs.executable), 'test pack', testPackFuses);
  await check('nothing that the test pack may do is in the release pack', () => {
    const holdsMark = (pack) =>
      extractFile(join(pack, 'resources', 'app.asar'), 'out/main/main.cjs').includes(testPackMark);
    return holdsMark(packs.test) && !holdsMark(packs.release);
  });
  const folder = mkdtempSync(join(tmpdir(), 'clinic-outbox-pack-'));
  try {
    await checkStarts(layOut(folder), folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A copy where anybody may read it, with the sandbox's helper as an installer would set it; the executable in it. */
function layOut(folder) {
  chmodSync(folder, 0o755);
  const program = join(folder, 'program');
  cpSync(packs.release, program, { recursive: true });
  chmodSync(join(program, 'chrome-sandbox'), 0o4755);
  const home = join(folder, 'home');
  mkdirSync(home);
  if (process.getuid() === 0) chownSync(home, nobody, nobody);
  return join(program, packs.executable);
}

async function checkStarts(executable, folder) {
  const home = join(folder, 'home');
  const data = join(home, 'Clinic Outbox', 'data');
  const options = (more) => ({
    // The process itself, without a login around it: a signal must reach it.
    ...(process.getuid() === 0 ? { uid: nobody, gid: nobody } : {}),
    cwd: home,
    env: { PATH: '/usr/bin:/bin', HOME: home, PROGRAMDATA: home, ...more },
    timeout: startMs,
    encoding: 'utf8',
  });
  for (const refused of [
    '--remote-debugging-port=0',
    '--inspect=0',
    '--no-sandbox',
    '--js-flags=--expose-gc',
  ]) {
    await check(`the release pack does not start with ${refused}`, () => {
      const { status, stderr } = spawnSync(executable, [refused], options({}));
      return status === 1 && stderr.includes('does not start with') && !existsSync(data);
    });
  }
  await check('ELECTRON_RUN_AS_NODE makes no Node of it', () => {
    const asNode = options({ ELECTRON_RUN_AS_NODE: '1' });
    const { status } = spawnSync(executable, ['-e', 'process.exit(42)'], asNode);
    return status !== 42;
  });
  const required = join(folder, 'required.cjs');
  const ran = join(home, 'required-ran');
  writeFileSync(required, `require('node:fs').writeFileSync(${JSON.stringify(ran)}, '')`);
  const withNode = options({ NODE_OPTIONS: `--require=${required}` });
  const running = spawn('xvfb-run', ['-a', executable], { ...withNode, timeout: undefined, detached: true });
  const ended = once(running, 'exit');
  try {
    await check('it starts without rights, with a sandboxed window', () =>
      within(startMs, () =>
        processesOf(executable).some(
          (line) => line.includes('--type=renderer') && !line.includes('--no-sandbox'),
        ),
      ),
    );
    await check(
      'without Windows it has nothing to wrap a key with: it says so and makes no database',
      async () => {
        const log = join(data, 'logs', 'clinic-outbox.log');
        const said = () => existsSync(log) && readFileSync(log, 'utf8').includes('"code":"NO_SLOT"');
        return (await within(startMs, said)) && filesBelow(data).every((name) => name.startsWith('logs/'));
      },
    );
    await check('NODE_OPTIONS loads nothing into it', () => !existsSync(ran));
  } finally {
    // The whole group: xvfb-run, its server and the program.
    process.kill(-running.pid, 'SIGKILL');
    await ended;
  }
}

/** Command lines of the processes that run this executable. */
function processesOf(executable) {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
      } catch {
        return '';
      }
    })
    .filter((line) => line.startsWith(executable));
}

async function within(limitMs, condition) {
  for (const end = Date.now() + limitMs; Date.now() < end; ) {
    if (condition()) return true;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return false;
}
