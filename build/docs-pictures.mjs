// `npm run docs:pictures`: takes the pictures of the nurse's guide anew from the built window and puts them into docs/pictures.
// Look at each before it is committed. Plain JavaScript, as the other commands.
import { spawnSync } from 'node:child_process';
import { copyFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { environmentWithNode24, root } from './setup/node-24.mjs';

const made = join(root, 'test-results', 'guide');
const steps = [
  ['npm', 'run', '--silent', 'build'],
  ['npx', 'playwright', 'test', '--project=preview', 'renderer/e2e/guide.spec.ts'],
];

for (const [command, ...args] of steps) {
  const { status } = spawnSync(command, args, {
    cwd: root,
    stdio: 'inherit',
    env: environmentWithNode24(),
    shell: process.platform === 'win32',
  });
  if (status !== 0) process.exit(1);
}
const names = readdirSync(made);
for (const name of names) copyFileSync(join(made, name), join(root, 'docs', 'pictures', name));
console.log(`${names.length} pictures are in docs/pictures. Look at each before you commit them.`);
