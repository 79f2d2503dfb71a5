// Entry of `npm run practice-receiver`. Plain JavaScript: the system's Node, which may be 20, reads it first.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { endWithNpm } from './end-with-npm.mjs';
import { ensureDependencies } from './setup/dependencies.mjs';
import { environmentWithNode24, node24, root } from './setup/node-24.mjs';

// The first line on standard output belongs to the receiver; what is said before goes to standard error.
console.log = console.error;
endWithNpm();

// Only a fresh clone is set up from here: a second npm ci would pull the packages away under whatever runs on them.
if (!existsSync(join(root, 'node_modules', 'zod'))) await ensureDependencies();

if (Number(process.versions.node.split('.')[0]) >= 24) {
  const { runPracticeReceiver } = await import('../core/transport/practice/run.ts');
  const exitCode = await runPracticeReceiver(process.argv.slice(2));
  if (exitCode !== null) process.exitCode = exitCode;
} else {
  // Node 24 comes with the lock file and reads the TypeScript sources as they are.
  const child = spawn(node24(), [import.meta.filename, ...process.argv.slice(2)], {
    stdio: 'inherit',
    env: environmentWithNode24(),
  });
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? (signal ? 1 : 0);
  });
}
