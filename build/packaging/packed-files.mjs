// What a pack must hold, whichever system it is for: its files, its fuses, its size.
import { lstatSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { listPackage } from '@electron/asar';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { check } from './outcome.mjs';
import { fuses } from './set-fuses.mjs';

/** Compares the archive's names with asar-expected.txt, which is written for Windows; UPDATE_EXPECTED=1 writes it anew. */
export function checkPackedFiles(asar, platform) {
  return check(`exactly the files that run are packed (${platform})`, () => {
    const path = join(import.meta.dirname, 'asar-expected.txt');
    const files = packedFiles(asar);
    if (process.env.UPDATE_EXPECTED && platform === 'win32') writeFileSync(path, `${files.join('\n')}\n`);
    const expected = readFileSync(path, 'utf8')
      .replaceAll('prebuilds/win32-x64', `prebuilds/${platform}-x64`)
      .trim()
      .split('\n')
      // DPAPI has a prebuild for Windows alone.
      .filter((name) => platform === 'win32' || !name.startsWith('/node_modules/@primno/dpapi/prebuilds'));
    const extra = files.filter((name) => !expected.includes(name));
    const missing = expected.filter((name) => !files.includes(name));
    for (const name of extra) console.error(`  not expected: ${name}`);
    for (const name of missing) console.error(`  missing: ${name}`);
    return extra.length === 0 && missing.length === 0;
  });
}

/** Reads every fuse that the executable has; `changed` holds those that differ from what is shipped. */
export async function checkFuses(executable, platform, changed = {}) {
  const wire = await getCurrentFuseWire(executable);
  for (const [fuse, on] of Object.entries({ ...fuses, ...changed })) {
    if (wire[fuse] === undefined) continue;
    // The wire holds '0' or '1' as characters.
    await check(
      `fuse ${FuseV1Options[fuse]} is ${on ? 'on' : 'off'} (${platform})`,
      () => wire[fuse] === (on ? 0x31 : 0x30),
    );
  }
}

/** Paths of all files below a folder, sorted, with `/` between names. */
export function filesBelow(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll('\\', '/'),
    )
    .sort();
}

/** The bytes of all files below a folder. */
export function sizeOf(folder) {
  return filesBelow(folder).reduce((sum, name) => sum + lstatSync(join(folder, name)).size, 0);
}

/** Names in the archive; the hashes that the bundler puts into names are left out, because they change with each build. */
function packedFiles(asar) {
  return listPackage(asar, { isPack: false })
    .map((name) => name.replaceAll('\\', '/').replace(/-[\w-]{8}\.(js|css)$/, '-HASH.$1'))
    .sort();
}
