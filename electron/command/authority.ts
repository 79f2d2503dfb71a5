import { closeSync, openSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Whether whoever started this may change what IT decides. An installed application asks the folder of `config.json`, which
 * administrators alone may write: Windows judges it by its rights, so an account that is an administrator and did not start
 * elevated is refused too. Elsewhere the rights of the data folder are what there is.
 */
export function mayAdminister(site: {
  readonly packaged: boolean;
  readonly configDir: string | null;
}): boolean {
  if (!site.packaged) return true;
  if (site.configDir === null) return false;
  const probe = join(site.configDir, `.may-write-${process.pid}`);
  try {
    closeSync(openSync(probe, 'wx'));
    rmSync(probe, { force: true });
    return true;
  } catch {
    // Also where the folder is missing: whoever may make one under ProgramData is not known to be an administrator.
    return false;
  }
}
