// Where the packs for Linux lie. Apart from what makes them, because `npm test` reads it before anything is installed.
import { join } from 'node:path';
import { root } from '../setup/node-24.mjs';

export const packsFolder = join(root, '.tmp', 'packs');

/** Folders of both packs; the executable in each is called like the package. */
export const packs = {
  release: join(packsFolder, 'linux-unpacked'),
  test: join(packsFolder, 'test-pack'),
  executable: 'clinic-outbox',
};
