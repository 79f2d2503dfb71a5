import {
  closeSync,
  constants,
  copyFileSync,
  fsyncSync,
  linkSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';

/**
 * Replaces a small file so that a power cut leaves the old or the new one, never half: temporary file, fsync, rename, fsync
 * of the folder. The old file stays as `.bak`. Antivirus may hold a fresh file for a moment: EBUSY and EPERM are tried again.
 */
export function replaceSmallFile(path: string, text: string, mode = 0o600): void {
  const temporary = `${path}.new`;
  writeSynced(temporary, text, mode);
  const old = readSmallFile(path);
  if (old !== null) patiently(() => keepAs(`${path}.bak`, old, mode));
  renamePatiently(temporary, path);
  syncFolder(dirname(path));
}

/** Makes a small file where there is none, or an empty one, whole or not at all; false where another process was first. */
export function createSmallFile(path: string, text: string, mode = 0o600): boolean {
  const temporary = `${path}.${process.pid}.new`;
  writeSynced(temporary, text, mode);
  try {
    putFirst(temporary, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    if (readSmallFile(path) !== null) return false;
    renamePatiently(temporary, path);
  } finally {
    rmSync(temporary, { force: true });
  }
  syncFolder(dirname(path));
  return true;
}

/** A link is there at once and whole; where the file system has none, a copy is at least the first. */
function putFirst(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw error;
    copyFileSync(from, to, constants.COPYFILE_EXCL);
  }
}

/** A rename that antivirus, or another process that looks at the file, may hold up for a moment. */
export function renamePatiently(from: string, to: string): void {
  patiently(() => renameSync(from, to));
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

/** Makes what SQLite or a copy wrote into a file durable. */
export function syncFile(path: string): void {
  // Windows syncs only what may be written.
  syncOpened(path, 'r+');
}

/** Makes a rename in the folder durable. Windows has no fsync for folders and needs none. */
export function syncFolder(folder: string): void {
  if (process.platform !== 'win32') syncOpened(folder, 'r');
}

function syncOpened(path: string, flags: 'r' | 'r+'): void {
  const handle = openSync(path, flags);
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

function keepAs(path: string, text: string, mode: number): void {
  const temporary = `${path}.new`;
  writeSynced(temporary, text, mode);
  renameSync(temporary, path);
}

function writeSynced(path: string, text: string, mode: number): void {
  const handle = openSync(path, 'w', mode);
  try {
    writeSync(handle, text);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
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
