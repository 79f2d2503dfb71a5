import { statfsSync } from 'node:fs';

/** Below this a person is warned. */
const lowBytes = 1_000_000_000;

/** Below this a new assessment is refused before the form is filled; sending goes on, its rows are small. */
const fullBytes = 200_000_000;

export interface DiskSpace {
  readonly freeBytes: number;
  readonly level: 'ok' | 'low' | 'full';
}

/** Room on the disk that holds a folder, as this user may use it. Nothing is ever deleted to make more. */
export function diskSpace(folder: string): DiskSpace {
  const { bavail, bsize } = statfsSync(folder);
  const freeBytes = bavail * bsize;
  return { freeBytes, level: levelOf(freeBytes) };
}

/** The limits by themselves. */
export function levelOf(freeBytes: number): DiskSpace['level'] {
  if (freeBytes < fullBytes) return 'full';
  return freeBytes < lowBytes ? 'low' : 'ok';
}
