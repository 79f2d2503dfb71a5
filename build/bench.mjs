// `npm run bench [-- --json]`: figures as ratios measured side by side in one run. A benchmark is not a test: it asserts no time.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ensureBuild } from './setup/build-output.mjs';
import { ensureDependencies } from './setup/dependencies.mjs';
import { ensureElectron } from './setup/electron-runtime.mjs';
import { environmentWithNode24, node24, root } from './setup/node-24.mjs';

await ensureDependencies();
const environment = environmentWithNode24();
const only = process.argv.indexOf('--only');
if (only < 0 || process.argv[only + 1] === 'start') await lendDesktop();
const bench = [node24(), join(root, 'build', 'bench', 'bench.ts'), ...process.argv.slice(2)];
const hasXvfb = spawnSync('xvfb-run', ['--help'], { stdio: 'ignore' }).status === 0;
const [command, ...args] = environment.DISPLAY || !hasXvfb ? bench : ['xvfb-run', '-a', ...bench];
const { status } = spawnSync(command, args, { cwd: root, stdio: 'inherit', env: environment });
process.exitCode = status ?? 1;

/** What the start of the desktop program is measured with. */
async function lendDesktop() {
  await ensureBuild();
  const electron = await ensureElectron();
  if (electron.available) environment.CLINIC_OUTBOX_ELECTRON = electron.path;
}
