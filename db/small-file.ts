import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Replaces a small file so that a power cut leaves the old or the new one, never half: temporary file, fsync, rename, fsync
 * of the folder. The old file stays as `.bak`. Antivirus may hold a fresh file for a moment: EBUSY and EPERM are tried again.
 */
export function replaceSmallFile(path: string, text: string, mode = 0o600): void {
  const temporary = `${path}.new`;
  const handle = openSync(temporary, 'w', mode);
  try {
    writeSync(handle, text);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  const old = readSmallFile(path);
  if (old !== null) patiently(() => keepAs(`${path}.bak`, old, mode));
  patiently(() => renameSync(temporary, path));
  syncFolder(dirname(path));
}

/** The text of a small file; null when it does not exist or is empty. */
export function readSmallFile(path: string): string | null {
  try {
    const text = readFileSync(path, 'utf8');
    return text === '' ? null : text;
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

/** Makes a rename in the folder durable. Windows has no fsync for folders and needs none. */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

function keepAs(path: string, text: string, mode: number): void {
  const temporary = `${path}.new`;
  const handle = openSync(temporary, 'w', mode);
  try {
    writeSync(handle, text);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(temporary, path);
}

function patiently(step: () => void): void {
  for (let tries = 0; ; tries++) {
    try {
      step();
      return;
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code;
      if (tries >= 5 || (code !== 'EBUSY' && code !== 'EPERM')) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 25 * (tries + 1));
    }
  }
}

function isMissing(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'ENOENT';
}
