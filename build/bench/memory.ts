import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundled } from './bundles.ts';
import { kill, startChild } from './children.ts';
import { copyDataset } from './datasets.ts';
import { atMost, beside, type Figure, inFolder, median } from './harness.ts';

const rounds = 5;
/** Long enough for the first look at the backlog and for a collection of what starting left behind. */
const settleMs = 2000;

/** Idle memory of the bundled host process beside Node with nothing in it; Linux alone tells it. */
export async function measureMemory(): Promise<readonly Figure[]> {
  if (process.platform !== 'linux') return [beside('idle memory', 'only measured on Linux')];
  return inFolder(async (folder) => {
    const [host, node] = [await bundled('host-idle'), await bundled('node-idle')];
    const dirs = { few: join(folder, 'few'), many: join(folder, 'many') };
    copyDataset(1000, dirs.few);
    copyDataset(200_000, dirs.many);
    const took = { node: [] as number[], few: [] as number[], many: [] as number[], again: [] as number[] };
    for (let round = 0; round < rounds; round += 1) {
      const [a, few, many, b] = await Promise.all([
        residentMb(node, []),
        residentMb(host, [dirs.few]),
        residentMb(host, [dirs.many]),
        residentMb(node, []),
      ]);
      took.node.push(a);
      took.few.push(few);
      took.many.push(many);
      took.again.push(b);
    }
    const [plain, few, many] = [median(took.node), median(took.few), median(took.many)];
    return [
      atMost('idle memory of the host, everything loaded: RSS / plain Node', few / plain, 1.8),
      atMost('idle memory of the host: 200,000 / 1,000 queued', many / few, 1.1),
      beside('host with 1,000 queued; plain Node', `${few.toFixed(0)} MB; ${plain.toFixed(0)} MB`),
      beside('A/A control of plain Node', plain / median(took.again)),
    ];
  });
}

async function residentMb(path: string, args: readonly string[]): Promise<number> {
  const child = await startChild(path, args);
  try {
    await new Promise((resolve) => setTimeout(resolve, settleMs));
    const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
    return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024;
  } finally {
    await kill(child);
  }
}
