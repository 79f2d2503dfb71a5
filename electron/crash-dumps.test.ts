import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { removeCrashDumps } from './crash-dumps.ts';

it('takes every leftover of a crash away, in folders too, and needs no folder to be there', () => {
  const folder = mkdtempSync(join(tmpdir(), 'clinic-outbox-dumps-'));
  mkdirSync(join(folder, 'reports'));
  writeFileSync(join(folder, 'reports', 'a.dmp'), 'memory');
  writeFileSync(join(folder, 'settings.dat'), '');

  removeCrashDumps(folder);

  expect(readdirSync(folder)).toEqual([]);
  rmSync(folder, { recursive: true });
  removeCrashDumps(folder);
});
