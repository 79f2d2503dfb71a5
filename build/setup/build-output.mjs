// Builds the window and the two halves of the desktop host when their sources are newer than what was built last.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { environmentWithNode24, root } from './node-24.mjs';

const sources = [
  'core',
  'db',
  'electron',
  'renderer',
  'build',
  'electron.vite.config.ts',
  'package-lock.json',
];

/** Builds when something changed since the last time; ends the process when the build fails. */
export async function ensureBuild() {
  const built = join(root, 'out', 'renderer', 'index.html');
  if (existsSync(built) && statSync(built).mtimeMs > newestSource()) return;
  console.log('Building...');
  const { status } = spawnSync('npm', ['run', '--silent', 'build'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: environmentWithNode24(),
    shell: process.platform === 'win32',
  });
  if (status !== 0) {
    console.error('The build failed. Look above, then run: npm run build');
    process.exit(1);
  }
}

function newestSource() {
  return Math.max(...sources.map((name) => newest(join(root, name))));
}

function newest(path) {
  const { mtimeMs } = statSync(path);
  if (!statSync(path).isDirectory()) return mtimeMs;
  return Math.max(0, ...readdirSync(path).map((name) => newest(join(path, name))));
}
