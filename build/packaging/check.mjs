// Packs the application with the real electron-builder and the real NSIS script, installs it silently in wine, looks, and
// removes it. The bench beside the project stands in for the downloads that a Windows build needs; where it is absent, or
// there is no apt, the checks are named as skipped, which counts as a failure on CI.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { listPackage } from '@electron/asar';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { ensureDebianPackages } from '../setup/debian-packages.mjs';
import { environmentWithNode24, root } from '../setup/node-24.mjs';
import { fuses } from './set-fuses.mjs';
import { answerInWine } from './windows-node.mjs';

/** What the bench itself installs, and here first, because our stand-in is compiled before it. */
const debianPackages = ['nsis', 'p7zip-full', 'gcc-mingw-w64-x86-64', 'wine', 'wine64'];

const policyKey = 'HKLM\\SOFTWARE\\Policies\\Clinic Outbox';
const bench = join(root, '..', 'shared', 'tools', 'installer-bench', 'prepare');
const out = join(root, '.tmp', 'installer-bench');
const results = join(root, 'test-results');
const outcome = { passed: 0, failed: 0, skipped: [] };

if (existsSync(bench) && spawnSync('apt-get', ['--version'], { stdio: 'ignore' }).status === 0)
  await checkInstaller();
else skip('packaging: the installer bench or apt is not on this machine');

mkdirSync(results, { recursive: true });
writeFileSync(join(results, 'packaging.json'), JSON.stringify(outcome));
process.exitCode = outcome.failed === 0 ? 0 : 1;

async function checkInstaller() {
  await ensureDebianPackages(debianPackages);
  const wine = prepare();
  if (!wine) {
    check('the installer is built from the real script', () => false);
    return;
  }
  const resources = join(wine.UNPACKED, 'resources');
  const asar = join(resources, 'app.asar');
  const installed = join(wine.WINEPREFIX, 'drive_c', 'Program Files', 'Clinic Outbox');

  check('the installer is built from the real script', () => existsSync(wine.SETUP));
  check('exactly the files that run are packed', () => sameAsExpected(packedFiles(asar)));
  check('the Windows addons lie unpacked and are the only ones', () => {
    const addons = execFileSync('find', [join(resources, 'app.asar.unpacked'), '-name', '*.node'], {
      encoding: 'utf8',
    });
    return (
      addons
        .trim()
        .split('\n')
        .map((line) => line.replace(/.*\//, ''))
        .sort()
        .join() === '@primno+dpapi.node,win32-x64.node'
    );
  });
  const wire = await getCurrentFuseWire(join(wine.UNPACKED, 'Clinic Outbox.exe'));
  for (const [fuse, on] of Object.entries(fuses)) {
    // The wire holds '0' or '1' as characters.
    check(`fuse ${FuseV1Options[fuse]} is ${on ? 'on' : 'off'}`, () => wire?.[fuse] === (on ? 0x31 : 0x30));
  }

  const run = (command, ...args) =>
    spawnSync(command, args, { env: wine, encoding: 'utf8', timeout: 180_000 });
  check('it installs silently', () => run('wine', wine.SETUP, '/S').status === 0);
  check('the installed application is the packed one', () =>
    readFileSync(join(installed, 'resources', 'app.asar')).equals(readFileSync(asar)),
  );
  const addon = join(installed, 'resources', 'app.asar.unpacked', 'node_modules', '@primno', 'dpapi');
  check(
    'the installed key protection opens what it wrapped, for this program alone',
    () => answerInWine(run, 'try-key-protection.cjs', addon) === 'ok',
  );
  check("a policy is read with Windows' own means, text values alone", () => {
    const set = (...value) => run('wine', 'reg', 'add', policyKey, ...value, '/f', '/reg:64');
    set('/v', 'language', '/d', 'ar');
    set('/v', 'retryBy', '/t', 'REG_DWORD', '/d', '1');
    return answerInWine(run, 'try-policy.mjs') === '{"language":"ar","retryBy":null}';
  });
  const registry = (key) => run('wine', 'reg', 'query', key, '/s', '/reg:64').stdout ?? '';
  check('it starts hidden with Windows for everybody', () =>
    /Clinic Outbox\.exe"? --hidden/.test(registry('HKLM\\Software\\Microsoft\\Windows\\CurrentVersion\\Run')),
  );
  check('Windows lists it with its version', () => {
    const entry = registry('HKLM\\Software\\Microsoft\\Windows\\CurrentVersion\\Uninstall');
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    return entry.includes('Clinic Outbox') && entry.includes(version);
  });

  const data = join(wine.WINEPREFIX, 'drive_c', 'ProgramData', 'Clinic Outbox', 'data');
  mkdirSync(data, { recursive: true });
  writeFileSync(join(data, 'outbox.db'), 'kept');
  check(
    'it uninstalls silently',
    () => run('wine', join(installed, 'Uninstall Clinic Outbox.exe'), '/S').status === 0,
  );
  check('the program is gone afterwards', () =>
    eventually(() => !existsSync(join(installed, 'Clinic Outbox.exe'))),
  );
  check('the data is still there afterwards', () => readFileSync(join(data, 'outbox.db'), 'utf8') === 'kept');
  check(
    'it no longer starts with Windows',
    () => !registry('HKLM\\Software\\Microsoft\\Windows\\CurrentVersion\\Run').includes('Clinic Outbox'),
  );
  run('wineserver', '-k');
  rmSync(out, { recursive: true, force: true });
}

/** Builds on the bench; returns the environment that `wine` needs, or null when the build failed (it says why itself). */
function prepare() {
  rmSync(out, { recursive: true, force: true });
  const built = spawnSync(bench, [out, `-c.nsis.include=${benchInclude()}`], {
    cwd: root,
    env: environmentWithNode24(),
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: 64 * 1024 * 1024,
  });
  if (built.status !== 0) {
    console.error(built.stderr.split('\n').slice(-30).join('\n'));
    return null;
  }
  const script = `${built.stdout}\nenv -0`;
  const lines = execFileSync('bash', ['-c', script], { encoding: 'utf8' }).split('\0');
  return Object.fromEntries(
    lines
      .filter((line) => line.includes('='))
      .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  );
}

/** Our own script, with the one plug-in that the one-click template names and the bench does not have. */
function benchInclude() {
  const plugins = join(root, '.tmp', 'installer-plugins');
  mkdirSync(plugins, { recursive: true });
  const source = join(import.meta.dirname, 'spider-banner.c');
  const library = join(plugins, 'SpiderBanner.dll');
  execFileSync('x86_64-w64-mingw32-gcc', [
    '-O2',
    '-shared',
    '-nostartfiles',
    '-Wl,--entry=0',
    '-o',
    library,
    source,
  ]);
  const include = join(plugins, 'bench.nsh');
  const own = join(root, 'build', 'installer.nsh');
  writeFileSync(include, `!addplugindir /amd64-unicode "${plugins}"\n!include "${own}"\n`);
  return include;
}

/** Names in the archive; the hashes that the bundler puts into names are left out, because they change with each build. */
function packedFiles(asar) {
  return listPackage(asar, { isPack: false })
    .map((name) => name.replaceAll('\\', '/').replace(/-[\w-]{8}\.(js|css)$/, '-HASH.$1'))
    .sort();
}

function sameAsExpected(files) {
  const path = join(import.meta.dirname, 'asar-expected.txt');
  if (process.env.UPDATE_EXPECTED) writeFileSync(path, `${files.join('\n')}\n`);
  const expected = readFileSync(path, 'utf8').trim().split('\n');
  const extra = files.filter((name) => !expected.includes(name));
  const missing = expected.filter((name) => !files.includes(name));
  for (const name of extra) console.error(`  not expected: ${name}`);
  for (const name of missing) console.error(`  missing: ${name}`);
  return extra.length === 0 && missing.length === 0;
}

/** The uninstaller's copy works on after its process has returned. */
function eventually(condition) {
  for (let tries = 0; tries < 100; tries += 1) {
    if (condition()) return true;
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200);
  }
  return false;
}

function check(name, holds) {
  let good = false;
  try {
    good = holds();
  } catch (error) {
    console.error(`  ${error.message}`);
  }
  outcome[good ? 'passed' : 'failed'] += 1;
  console.log(`${good ? 'ok  ' : 'FAIL'} ${name}`);
}

function skip(name) {
  console.log(`skipped: ${name}`);
  outcome.skipped.push(name);
  if (process.env.CI === 'true') outcome.failed += 1;
}
