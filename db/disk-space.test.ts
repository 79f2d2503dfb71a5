import { tmpdir } from 'node:os';
import { describe, expect, it } from 'vitest';
import { diskSpace, levelOf } from './disk-space.ts';

describe('room on the disk', () => {
  it('warns below 1 GB and refuses below 200 MB', () => {
    expect([1_000_000_000, 999_999_999, 200_000_000, 199_999_999, 0].map(levelOf)).toEqual([
      'ok',
      'low',
      'low',
      'full',
      'full',
    ]);
  });

  it('is asked of the disk that holds the folder', () => {
    expect(diskSpace(tmpdir()).freeBytes).toBeGreaterThan(0);
  });
});
