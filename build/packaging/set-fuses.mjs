// electron-builder's afterPack hook: every fuse is set by name, so that a fuse that a later Electron adds fails the build
// instead of being left to its default (reasons: docs/decisions/0009).
import { join } from 'node:path';
import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses';

export const fuses = {
  [FuseV1Options.RunAsNode]: false,
  [FuseV1Options.EnableCookieEncryption]: true,
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
  [FuseV1Options.EnableNodeCliInspectArguments]: false,
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: true,
  [FuseV1Options.OnlyLoadAppFromAsar]: true,
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
  [FuseV1Options.WasmTrapHandlers]: true,
};

/** Set for the pack around the test bench's runtime alone, which is older than the ninth fuse (linux-packs.mjs). */
export const eightFuses = 'CLINIC_OUTBOX_EIGHT_FUSES';

/** Called by electron-builder with the folder that becomes the application. */
export async function afterPack({ appOutDir, electronPlatformName, packager }) {
  const name = packager.appInfo.productFilename;
  const executable = { win32: `${name}.exe`, darwin: `${name}.app`, linux: packager.executableName }[
    electronPlatformName
  ];
  const { [FuseV1Options.WasmTrapHandlers]: _, ...firstEight } = fuses;
  await flipFuses(join(appOutDir, executable), {
    version: FuseVersion.V1,
    strictlyRequireAllFuses: true,
    resetAdHocDarwinSignature: electronPlatformName === 'darwin',
    ...(process.env[eightFuses] === '1' && electronPlatformName === 'linux' ? firstEight : fuses),
  });
}
