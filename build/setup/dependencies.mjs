// Installs the packages of the lock file when they are missing or older than it.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './node-24.mjs';

const lock = join(root, 'package-lock.json');
/** What npm writes down about what it installed. */
const installed = join(root, 'node_modules', '.package-lock.json');

/** Runs `npm ci` unless the packages of this very lock file are there; says so in a line. Ends the process on failure. */
export async function ensureDependencies() {
  if (isInstalled()) return;
  console.log('Installing the packages of the lock file (npm ci), about half a minute...');
  const { status } = spawnSync('npm', ['ci', '--loglevel=error', '--no-audit', '--no-fund'], {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (status !== 0) {
    console.error('The packages could not be installed. Look above, then run: npm ci');
    process.exit(1);
  }
}

/** True when every package that the lock file asks for on this machine is there in its version. */
function isInstalled() {
  if (!existsSync(installed)) return false;
  const have = JSON.parse(readFileSync(installed, 'utf8')).packages;
  const want = Object.entries(JSON.parse(readFileSync(lock, 'utf8')).packages);
  return want.every(
    ([name, { version, optional }]) =>
      name === '' || (have[name]?.version ?? (optional && version)) === version,
  );
}
