// `npm run demo`: shows the main job without a browser. Sets up what is missing, then runs build/demo/demo.ts with Node 24.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ensureDependencies } from './setup/dependencies.mjs';
import { environmentWithNode24, node24, root } from './setup/node-24.mjs';

await ensureDependencies();
const { status } = spawnSync(node24(), [join(root, 'build', 'demo', 'demo.ts')], {
  cwd: root,
  stdio: 'inherit',
  env: environmentWithNode24(),
});
process.exitCode = status ?? 1;
