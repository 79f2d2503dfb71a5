// Packs the application around a real Electron on Linux, twice: the release pack as it is shipped, to be read and started, and
// the test pack, which differs in its bundles of main (electron/test-pack.ts) and in one fuse, so that Playwright can drive it.
// Reasons: docs/decisions/0009.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createPackageWithOptions, extractAll } from '@electron/asar';
import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses';
import { environmentWithNode24, root } from '../setup/node-24.mjs';
import { packsFolder as out, packs } from './pack-paths.mjs';
import { eightFuses } from './set-fuses.mjs';

const patchAddon = join(root, '..', 'shared', 'tools', 'electron-runtime', 'patch-addon');

/** The one fuse in which the test pack differs. */
export const testPackFuses = { [FuseV1Options.EnableNodeCliInspectArguments]: true };

/** Makes both packs around the Electron of `electron` (an executable) from what is built in out/; throws where a step fails. */
export async function makeLinuxPacks(electron) {
  rmSync(out, { recursive: true, force: true });
  const { folder, version } = runtimeOf(electron);
  const args = ['--linux', 'dir', '--publish', 'never', `-c.electronDist=${folder}`];
  const more = [`-c.electronVersion=${version}`, `-c.directories.output=${out}`];
  // The ninth fuse came after the bench's runtime; no other one may lack it.
  run('electron-builder', [...args, ...more], version.startsWith('33.') ? { [eightFuses]: '1' } : {});
  // The bench's runtime loads the addon only when it asks for an older Node-API; the test pack takes it from here.
  if (version.startsWith('33.')) run(patchAddon, [join(packs.release, 'resources', 'app.asar.unpacked')]);
  await makeTestPack();
}

function runtimeOf(electron) {
  const beside = join(dirname(electron), 'electron');
  const folder = existsSync(join(beside, 'version')) ? beside : dirname(electron);
  return { folder, version: readFileSync(join(folder, 'version'), 'utf8').trim().replace(/^v/, '') };
}

async function makeTestPack() {
  const built = join(out, 'test-build');
  run('electron-vite', ['build', '--logLevel', 'error', '--outDir', built], { CLINIC_OUTBOX_TEST_PACK: '1' });
  cpSync(packs.release, packs.test, { recursive: true });
  const resources = join(packs.test, 'resources');
  const source = join(out, 'test-source');
  mkdirSync(source);
  extractAll(join(resources, 'app.asar'), source);
  cpSync(join(built, 'main'), join(source, 'out', 'main'), { recursive: true });
  rmSync(join(resources, 'app.asar.unpacked'), { recursive: true });
  await createPackageWithOptions(source, join(resources, 'app.asar'), { unpack: '*.node' });
  const executable = join(packs.test, packs.executable);
  await flipFuses(executable, { version: FuseVersion.V1, ...testPackFuses });
  for (const folder of [built, source]) rmSync(folder, { recursive: true });
}

function run(command, args, environment = {}) {
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd: root,
    encoding: 'utf8',
    env: { ...environmentWithNode24(), ...environment },
  });
  if (status !== 0)
    throw new Error(`${command} failed:\n${`${stdout}${stderr}`.split('\n').slice(-20).join('\n')}`);
}

if (import.meta.main) await makeLinuxPacks(process.env.CLINIC_OUTBOX_ELECTRON ?? '');
