import { cpus, release, totalmem } from 'node:os';
import { measureHighVolume } from './high-volume.ts';
import { measureSave } from './save.ts';

/** One measured figure: what, how much, and what it should reach. */
export interface Figure {
  readonly metric: string;
  readonly value: string;
  readonly reach: string;
}

const json = process.argv.includes('--json');
const machine = `${cpus().length} x ${cpus()[0]?.model ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GiB, Linux ${release()}, Node ${process.version}`;
const say = (line: string) => {
  if (!json) console.log(line);
};

say(machine);
say('Saving beside a bare append with fdatasync on the same disk...');
const saving = await measureSave();
say('20 assessments at once at the default rate of one message a second (about 40 s)...');
const volume = await measureHighVolume();
const figures: readonly Figure[] = [...saving, ...volume];
if (json) console.log(JSON.stringify({ machine, figures }));
else console.table(figures);
