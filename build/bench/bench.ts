import { cpus, release, totalmem } from 'node:os';
import { measureCodec } from './codec.ts';
import { measureDrain, measureHttpsDrain } from './drain.ts';
import { measureEncryption } from './encryption.ts';
import { measureEntry } from './entry.ts';
import { measureGrowth } from './growth.ts';
import type { Figure } from './harness.ts';
import { measureHighVolume } from './high-volume.ts';
import { measureMemory } from './memory.ts';
import { measureMllpClient } from './mllp-client.ts';
import { measureOutage } from './outage.ts';
import { measureRestart } from './restart.ts';
import { measureSave } from './save.ts';
import { measureStart } from './start.ts';
import { measureWindow } from './window.ts';

const metrics: Readonly<Record<string, () => Promise<readonly Figure[]>>> = {
  save: measureSave,
  drain: measureDrain,
  'drain-https': measureHttpsDrain,
  'mllp-client': measureMllpClient,
  codec: measureCodec,
  encryption: measureEncryption,
  growth: measureGrowth,
  restart: measureRestart,
  memory: measureMemory,
  start: measureStart,
  outage: measureOutage,
  window: measureWindow,
  entry: measureEntry,
  'high-volume': measureHighVolume,
};

const argument = process.argv.indexOf('--only');
const only = argument < 0 ? null : process.argv[argument + 1];
const json = process.argv.includes('--json');
const machine = `${cpus().length} x ${cpus()[0]?.model ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GiB, ${process.platform} ${release()}, Node ${process.version}`;
const say = (line: string) => {
  if (!json) console.log(line);
};

if (only !== null && !(only !== undefined && Object.hasOwn(metrics, only))) {
  console.error(`--only takes one of: ${Object.keys(metrics).join(', ')}`);
  process.exit(2);
}
say(machine);
const figures: Figure[] = [];
for (const [name, measure] of Object.entries(metrics)) {
  if (only !== null && only !== name) continue;
  const startedAt = performance.now();
  figures.push(...(await measure()));
  say(`${name}: ${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
}
if (json) console.log(JSON.stringify({ machine, figures }));
else
  console.table(
    figures.map(({ met, ...figure }) => ({ ...figure, met: met === null ? '' : met ? 'yes' : 'NO' })),
  );
