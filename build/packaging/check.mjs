// Packs the application with the real electron-builder and tries what was packed: the Windows installer in wine, and a pack
// around a real Electron on Linux. What this machine cannot try is named as skipped, which counts as a failure on CI.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ensureDebianPackages } from '../setup/debian-packages.mjs';
import { ensureElectron } from '../setup/electron-runtime.mjs';
import { checkFirstInstall, checkRefusals, programFolder } from './install-checks.mjs';
import { makeLinuxPacks } from './linux-packs.mjs';
import { check, report, skip } from './outcome.mjs';
import { packs } from './pack-paths.mjs';
import { checkFuses, checkPackedFiles, sizeOf } from './packed-files.mjs';
import { checkReleasePack } from './release-pack.mjs';
import { checkUninstall } from './uninstall-checks.mjs';
import { checkUpgrade } from './upgrade-checks.mjs';
import { answerInWine } from './windows-node.mjs';
import { debianPackages, hasBench, openBench } from './wine-bench.mjs';

const policyKey = 'HKLM\\SOFTWARE\\Policies\\Clinic Outbox';

if (process.platform === 'linux') await checkLinux();
else skip('packaging: the release pack is tried on Linux');
if (hasBench()) await checkWindows();
else skip('packaging: the installer bench or apt is not on this machine');
report();

async function checkLinux() {
  const electron = await ensureElectron();
  if (!electron.available) {
    skip('packaging: the release pack needs an Electron runtime');
    return;
  }
  await check('the application is packed around a real Electron', async () => {
    if (!existsSync(packs.test)) await makeLinuxPacks(electron.path);
    return true;
  });
  if (existsSync(packs.test)) await checkReleasePack();
}

async function checkWindows() {
  await ensureDebianPackages(debianPackages);
  const bench = openBench();
  await check('the installer is built from the real script', () => bench !== null);
  if (!bench) return;
  try {
    await checkPack(bench);
    await checkRefusals(bench);
    await checkFirstInstall(bench);
    await checkUpgrade(bench);
    await checkWindowsCode(bench);
    await checkUninstall(bench);
  } finally {
    bench.close();
  }
}

async function checkPack({ unpacked }) {
  const resources = join(unpacked, 'resources');
  await checkPackedFiles(join(resources, 'app.asar'), 'win32');
  await check('the Windows addons lie unpacked and are the only ones', () => {
    const unpackedAsar = join(resources, 'app.asar.unpacked');
    const addons = execFileSync('find', [unpackedAsar, '-name', '*.node'], { encoding: 'utf8' });
    const names = addons.trim().split('\n');
    return (
      names
        .map((line) => line.replace(/.*\//, ''))
        .sort()
        .join() === '@primno+dpapi.node,win32-x64.node'
    );
  });
  await checkFuses(join(unpacked, 'Clinic Outbox.exe'), 'win32');
  console.log(`     what is ours in it: ${(sizeOf(resources) / 1e6).toFixed(1)} MB beside Electron`);
}

/** Our own code that needs Windows, under a Windows Node. */
async function checkWindowsCode(bench) {
  const addon = join(
    programFolder(bench),
    'resources',
    'app.asar.unpacked',
    'node_modules',
    '@primno',
    'dpapi',
  );
  await check(
    'the installed key protection opens what it wrapped, for this program alone',
    () => answerInWine(bench.run, 'try-key-protection.cjs', addon) === 'ok',
  );
  await check("a policy is read with Windows' own means, text values alone", () => {
    const set = (...value) => bench.run('wine', 'reg', 'add', policyKey, ...value, '/f', '/reg:64');
    set('/v', 'language', '/d', 'ar');
    set('/v', 'retryBy', '/t', 'REG_DWORD', '/d', '1');
    return answerInWine(bench.run, 'try-policy.mjs') === '{"language":"ar","retryBy":null}';
  });
}
