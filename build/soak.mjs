// `npm run test:soak`: the long form of the fault suite, with more repetitions, random seeds and simulated days. Every seed is
// printed; CLINIC_OUTBOX_SEED=N replays one.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { faultTable } from './faults/fault-table.mjs';
import { ensureDebianPackages } from './setup/debian-packages.mjs';
import { ensureDependencies } from './setup/dependencies.mjs';
import { environmentWithNode24, root } from './setup/node-24.mjs';

const report = join(root, 'test-results', 'soak.json');

await ensureDebianPackages(['strace', 'openssl', 'iproute2']);
await ensureDependencies();
const vitest = ['npx', 'vitest', 'run', 'faults/', '--reporter=default', '--reporter=json'];
const { status } = spawnSync(vitest[0], [...vitest.slice(1), `--outputFile.json=${report}`], {
  cwd: root,
  stdio: 'inherit',
  env: { ...environmentWithNode24(), CLINIC_OUTBOX_SOAK: '1' },
  shell: process.platform === 'win32',
});
for (const line of faultTable(JSON.parse(readFileSync(report, 'utf8'))).lines) console.log(line);
process.exitCode = status ?? 1;
