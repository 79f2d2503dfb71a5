import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { trayStates } from '../../core/contract/health.ts';

const folder = join(import.meta.dirname, '..', 'tray');

/** Sizes of the frames of an .ico, from its directory. */
function frameSizes(file: string): readonly number[] {
  const bytes = readFileSync(file);
  return Array.from({ length: bytes.readUInt16LE(4) }, (_, index) => bytes.readUInt8(6 + 16 * index));
}

it.each(trayStates.flatMap((state) => [`${state}-light`, `${state}-dark`]))(
  'the icon %s has a frame for every scaling of Windows',
  (name) => {
    expect(frameSizes(join(folder, `${name}.ico`))).toEqual([16, 20, 24, 32, 48]);
    expect(existsSync(join(folder, `${name}.png`))).toBe(true);
  },
);

it('no two states share a picture, and the worst three have a badge for the taskbar', () => {
  const pictures = trayStates.map((state) =>
    readFileSync(join(folder, `${state}-light.png`)).toString('base64'),
  );

  expect(new Set(pictures).size).toBe(trayStates.length);
  for (const state of ['attention', 'offline', 'paused'])
    expect(existsSync(join(folder, `overlay-${state}.png`))).toBe(true);
});
