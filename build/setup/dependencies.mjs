// Installs the packages of the lock file when they are missing or older than it.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './node-24.mjs';

const lock = join(root, 'package-lock.json');
const marker = join(root, 'node_modules', '.installed-lock.json');

/** Runs `npm ci` unless the packages of this very lock file are there; says so in a line. Ends the process on failure. */
export async function ensureDependencies() {
  if (existsSync(marker) && readFileSync(marker, 'utf8') === readFileSync(lock, 'utf8')) return;
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
  writeFileSync(marker, readFileSync(lock, 'utf8'));
}
