// Installs the Debian packages that tests need.
import { spawnSync } from 'node:child_process';

/**
 * Installs what is missing of `packages` with apt-get when this is root. Otherwise, or without apt, prints the exact command
 * that is missing and ends the process. Does nothing where all is there.
 */
export async function ensureDebianPackages(packages) {
  if (process.platform !== 'linux') return;
  const missing = packages.filter((name) => !isInstalled(name));
  if (missing.length === 0) return;
  const install = `apt-get install -y --no-install-recommends ${missing.join(' ')}`;
  const hasApt = spawnSync('apt-get', ['--version'], { stdio: 'ignore' }).status === 0;
  if (!hasApt || process.getuid?.() !== 0) {
    console.error(`The tests need Debian packages that are missing here. Run:\n\n  sudo ${install}\n`);
    process.exit(1);
  }
  console.log(`Installing Debian packages: ${missing.join(' ')}`);
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (...args) =>
    spawnSync('apt-get', ['-o', 'DPkg::Lock::Timeout=300', '-qq', ...args], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: environment,
    }).status === 0;
  if (!apt('update') || !apt('install', '-y', '--no-install-recommends', ...missing)) {
    console.error(`The Debian packages could not be installed. Run:\n\n  ${install}\n`);
    process.exit(1);
  }
}

function isInstalled(name) {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: dpkg-query's own format
  const { stdout } = spawnSync('dpkg-query', ['-W', '-f=${db:Status-Status}', name], { encoding: 'utf8' });
  return stdout === 'installed';
}
