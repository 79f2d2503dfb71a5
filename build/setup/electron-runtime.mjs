// Finds a real Electron, or says that there is none.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { environmentWithNode24, root } from './node-24.mjs';

const bench = join(root, '..', 'shared', 'tools', 'electron-runtime', 'ensure');
const ownFolder = join(root, 'node_modules', 'electron');

/**
 * An Electron to run the application with: the one named by CLINIC_OUTBOX_ELECTRON, the test bench's where the project lies
 * beside it, or the product's own version, downloaded once. `{ available: false }` where none can be had.
 */
export async function ensureElectron() {
  const named = process.env.CLINIC_OUTBOX_ELECTRON;
  if (named && existsSync(named)) return { available: true, path: named };
  if (process.platform === 'linux' && existsSync(bench)) {
    console.error('Preparing the Electron runtime of the test bench...');
    const { status, stdout } = spawnSync(bench, [], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const path = stdout?.trim().split('\n').at(-1);
    if (status === 0 && path && existsSync(path)) return { available: true, path };
  }
  return ownElectron() ?? download();
}

function ownElectron() {
  const pathFile = join(ownFolder, 'path.txt');
  if (!existsSync(pathFile)) return null;
  const path = join(ownFolder, 'dist', readFileSync(pathFile, 'utf8'));
  return existsSync(path) ? { available: true, path } : null;
}

function download() {
  console.log("Downloading Electron's runtime, once...");
  spawnSync('npx', ['install-electron'], {
    cwd: root,
    stdio: 'ignore',
    timeout: 180_000,
    env: environmentWithNode24(),
    shell: process.platform === 'win32',
  });
  return ownElectron() ?? { available: false };
}
