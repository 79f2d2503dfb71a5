// `npm run bench [-- --json]`: figures as ratios measured side by side in one run. A benchmark is not a test: it asserts no time.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ensureDependencies } from './setup/dependencies.mjs';
import { environmentWithNode24, node24, root } from './setup/node-24.mjs';

await ensureDependencies();
const { status } = spawnSync(node24(), [join(root, 'build', 'bench', 'bench.ts'), ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
  env: environmentWithNode24(),
});
process.exitCode = status ?? 1;
