// Builds the real installer where Electron's and NSIS's downloads cannot be reached, and starts what was built in wine. The
// bench beside the project stands in for what is missing: see there.
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { environmentWithNode24, root } from '../setup/node-24.mjs';

const prepare = join(root, '..', 'shared', 'tools', 'installer-bench', 'prepare');
const out = join(root, '.tmp', 'installer-bench');
/** Lower than any that is shipped. */
export const olderVersion = '0.0.9';
export const onlyInTheOlder = 'only-in-the-older.txt';

/** What the bench itself installs, and here first, because our stand-ins are compiled before it. */
export const debianPackages = ['nsis', 'p7zip-full', 'gcc-mingw-w64-x86-64', 'wine', 'wine64'];

/** Whether the bench and apt are on this machine. */
export function hasBench() {
  return existsSync(prepare) && spawnSync('apt-get', ['--version'], { stdio: 'ignore' }).status === 0;
}

/**
 * Builds two installers, ours and one with a lower version and a file of its own, and returns the means to use them; null
 * when the build failed, which says why itself.
 */
export function openBench() {
  rmSync(out, { recursive: true, force: true });
  const built = spawnSync(prepare, [out, `-c.nsis.include=${benchInclude()}`], {
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
  const wine = environmentAfter(built.stdout);
  const drive = join(wine.WINEPREFIX, 'drive_c');
  compile('schtasks-stand-in.c', join(drive, 'windows', 'system32', 'schtasks.exe'), '-mwindows');
  const run = (command, ...args) =>
    spawnSync(command, args, { env: wine, encoding: 'utf8', timeout: 180_000 });
  return {
    setup: wine.SETUP,
    older: buildOlder(wine),
    unpacked: wine.UNPACKED,
    drive,
    run,
    /** A command line as Windows gets it, word for word; returns its exit code. */
    windowsLine(line) {
      writeFileSync(join(drive, 'line.bat'), `@start /wait "" ${line}\r\n@exit %errorlevel%\r\n`);
      return run('wine', 'cmd', '/c', 'C:\\line.bat').status;
    },
    /** Everything below a key of the 64-bit view, as text; empty where it is not there. */
    registry: (key) => run('wine', 'reg', 'query', key, '/s', '/reg:64').stdout ?? '',
    /** What icacls and schtasks were called with since the last time, the folder of this run left out. */
    recorded() {
      if (!existsSync(wine.RECORDED)) return [];
      const lines = readFileSync(wine.RECORDED, 'utf8').trim().split(/\r?\n/);
      rmSync(wine.RECORDED);
      return lines.map((line) => line.replace(/C:\\[^"]*\\ns\w+\.tmp/i, 'PLUGINS'));
    },
    /** Makes a stand-in (`recorder` is icacls, or `schtasks`) end with a code; 0 ends that. */
    failing(tool, code) {
      const file = join(drive, `${tool}-exit.txt`);
      if (code === 0) rmSync(file, { force: true });
      else writeFileSync(file, String(code));
    },
    close() {
      run('wineserver', '-k');
      rmSync(out, { recursive: true, force: true });
    },
  };
}

/** The environment that the bench prints: what `wine` needs, and where things are. */
function environmentAfter(script) {
  const lines = execFileSync('bash', ['-c', `${script}\nenv -0`], { encoding: 'utf8' }).split('\0');
  const environment = Object.fromEntries(
    lines
      .filter((line) => line.includes('='))
      .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  );
  delete environment.DISPLAY;
  return environment;
}

/** Packs the same program once more under a lower version; the path of its Setup. */
function buildOlder(wine) {
  const unpacked = join(out, 'older-unpacked');
  cpSync(wine.UNPACKED, unpacked, { recursive: true });
  writeFileSync(join(unpacked, 'resources', onlyInTheOlder), 'gone after the upgrade');
  const folder = join(out, 'older');
  const args = [
    '--win',
    'nsis',
    '--x64',
    '--publish',
    'never',
    '--prepackaged',
    unpacked,
    `-c.directories.output=${folder}`,
    `-c.extraMetadata.version=${olderVersion}`,
    `-c.nsis.include=${benchInclude()}`,
  ];
  const built = spawnSync(join(root, 'node_modules', '.bin', 'electron-builder'), args, {
    cwd: root,
    encoding: 'utf8',
    env: {
      ...environmentWithNode24(),
      ...wine,
      PATH: environmentWithNode24().PATH,
      ELECTRON_BUILDER_7ZIP_PATH: '/usr/bin/7za',
      ELECTRON_BUILDER_NSIS_DIR: join(out, 'nsis'),
      ELECTRON_BUILDER_NSIS_RESOURCES_DIR: join(out, 'nsis'),
    },
  });
  if (built.status !== 0) console.error(built.stderr.split('\n').slice(-30).join('\n'));
  return join(folder, `Clinic-Outbox-Setup-${olderVersion}.exe`);
}

/** Our own script, with the one plug-in that the one-click template names and the bench does not have. */
function benchInclude() {
  const plugins = join(root, '.tmp', 'installer-plugins');
  mkdirSync(plugins, { recursive: true });
  compile('spider-banner.c', join(plugins, 'SpiderBanner.dll'), '-shared', '-nostartfiles', '-Wl,--entry=0');
  const include = join(plugins, 'bench.nsh');
  const own = join(root, 'build', 'installer.nsh');
  writeFileSync(include, `!addplugindir /amd64-unicode "${plugins}"\n!include "${own}"\n`);
  return include;
}

function compile(source, target, ...options) {
  const path = join(import.meta.dirname, source);
  execFileSync('x86_64-w64-mingw32-gcc', ['-O2', ...options, '-o', target, path]);
}
