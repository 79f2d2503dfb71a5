import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { beside, type Figure } from './harness.ts';

/** What the bench alone keeps between runs: peers and built databases, outside of the repository. */
export const cacheFolder = join(
  process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'),
  'clinic-outbox',
  'bench',
);

/** The peers, by exact version. They are never dependencies of the project and never shipped. */
const versions = {
  plainjob: '0.0.14',
  'better-queue-sqlite': '1.0.7',
  '@medplum/core': '4.5.2',
  '@medplum/hl7': '4.5.2',
  'simple-hl7': '3.3.0',
  'node-hl7-client': '3.2.0',
} as const;

export type PeerName = keyof typeof versions;

/** A peer's exports, or a figure that says why there are none: a peer that does not run is named, never guessed. */
export type Peer =
  | { readonly ok: true; readonly exports: unknown }
  | { readonly ok: false; readonly why: Figure };

const folder = join(cacheFolder, 'peers');

/** Installs the peers once (without their install scripts) and loads one. */
export function loadPeer(name: PeerName): Peer {
  try {
    if (!existsSync(join(folder, 'node_modules', name))) install();
    return { ok: true, exports: createRequire(join(folder, 'package.json'))(name) };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'failed';
    return { ok: false, why: beside(name, `did not load here (${code})`) };
  }
}

let tried = false;

function install(): void {
  if (tried) return;
  tried = true;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, dependencies: versions }));
  spawnSync('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
    timeout: 120_000,
    shell: process.platform === 'win32',
  });
}
