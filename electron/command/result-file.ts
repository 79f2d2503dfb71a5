import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';

/** Where the result of a command goes. Opened before anything is done, so that nothing is done that cannot be told. */
export interface ResultFile {
  /** False where it could not be written after all. */
  write(text: string): boolean;
}

/** A file that is replaced as a whole; null where it cannot be written. Without a path: standard output. */
export function openResult(path: string | null): ResultFile | null {
  if (path === null) return { write: writeToStandardOutput };
  const temporary = `${path}.${process.pid}.new`;
  let handle: number;
  try {
    handle = openSync(temporary, 'wx', 0o644);
  } catch {
    return null;
  }
  return {
    write(text) {
      try {
        writeSync(handle, text);
        fsyncSync(handle);
        closeSync(handle);
        renameSync(temporary, path);
        return true;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === undefined) throw error;
        rmSync(temporary, { force: true });
        return false;
      }
    },
  };
}

/** At once, because the process ends next. A windowed program has no console on Windows: then nobody reads it. */
function writeToStandardOutput(text: string): boolean {
  try {
    writeSync(1, text);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
  }
  return true;
}
