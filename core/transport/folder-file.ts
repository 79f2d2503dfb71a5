import { constants, type FileHandle, link, lstat, open, readFile, rename, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { codeOf } from './connect-fault.ts';

/** What became of one file. `uncertain`: the system did not say whether it is on the disk. */
export type FileResult = 'written' | 'alreadyThere' | 'taken' | 'missing' | 'full' | 'denied' | 'uncertain';

export interface FileOutcome {
  readonly result: FileResult;
  /** Node's error code, where there was one. */
  readonly code: string | null;
}

/** Whoever takes the files in is let in by the group; nobody else may read patient data. */
const mode = 0o660;

/** Systems without hard links (FAT, some network shares) say one of these. */
const withoutLinks = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK']);

/**
 * Writes `bytes` as `name` so that whoever watches the folder sees a whole file or none: temporary name, fsync, a name that
 * was free, fsync of the folder. Never replaces a file: the same bytes are `alreadyThere` (a repeat after a crash), others
 * are `taken`. Never throws.
 */
export async function writeOnce(folder: string, name: string, bytes: Uint8Array): Promise<FileOutcome> {
  const path = join(folder, name);
  const temporary = temporaryPath(folder, name);
  const there = await compare(path, bytes);
  if (there) return there;
  try {
    await writeSynced(temporary, bytes);
  } catch (error) {
    await unlink(temporary).catch(() => {});
    return failed(error);
  }
  try {
    await giveName(temporary, path);
  } catch (error) {
    await unlink(temporary).catch(() => {});
    return (await compare(path, bytes)) ?? failed(error);
  }
  try {
    await syncFolder(folder);
    return { result: 'written', code: null };
  } catch (error) {
    return { result: 'uncertain', code: codeOf(error) };
  }
}

/** A trial of what `writeOnce` needs: a block of room and the right to write and to delete. Leaves nothing behind. */
export async function tryFolder(folder: string): Promise<FileOutcome> {
  const trial = temporaryPath(folder, `clinic-outbox-${process.pid}`);
  try {
    await writeSynced(trial, new Uint8Array(4096));
    return { result: 'written', code: null };
  } catch (error) {
    return failed(error);
  } finally {
    await unlink(trial).catch(() => {});
  }
}

/** Begins with a dot and does not end as messages do, so that no watcher takes it in. */
function temporaryPath(folder: string, name: string): string {
  return join(folder, `.${name}.tmp`);
}

async function writeSynced(path: string, bytes: Uint8Array): Promise<void> {
  // One that an earlier process left behind is begun anew; O_NOFOLLOW: never through a link that somebody put there.
  const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_TRUNC | (constants.O_NOFOLLOW ?? 0);
  const handle = await open(path, flags, mode);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** A hard link fails where the name is taken, a rename would replace; the second is for systems that have no links. */
async function giveName(temporary: string, path: string): Promise<void> {
  try {
    await link(temporary, path);
  } catch (error) {
    if (!withoutLinks.has(codeOf(error))) throw error;
    if (await exists(path)) throw error;
    await rename(temporary, path);
    return;
  }
  // The message has its name: a temporary file that stays is begun anew or deleted next time.
  await unlink(temporary).catch(() => {});
}

/** What a file that is there already means; null when there is none. */
async function compare(path: string, bytes: Uint8Array): Promise<FileOutcome | null> {
  try {
    if (!(await exists(path))) return null;
    const same = Buffer.compare(await readFile(path), bytes) === 0;
    if (same) await syncPath(path);
    return { result: same ? 'alreadyThere' : 'taken', code: null };
  } catch (error) {
    return failed(error);
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false;
    throw error;
  }
}

/** Makes a new name durable. Windows has no fsync for folders and needs none. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform !== 'win32') await syncPath(folder);
}

async function syncPath(path: string): Promise<void> {
  let handle: FileHandle | null = null;
  try {
    handle = await open(path, 'r');
    await handle.sync();
  } finally {
    await handle?.close();
  }
}

const denied = new Set(['EACCES', 'EPERM', 'EROFS']);
const full = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

function failed(error: unknown): FileOutcome {
  const code = codeOf(error);
  if (denied.has(code)) return { result: 'denied', code };
  return { result: full.has(code) ? 'full' : 'missing', code };
}
