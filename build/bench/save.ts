import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openClinic } from '../../electron/fixture/clinic.ts';
import type { Figure } from './bench.ts';

const rounds = 31;
const perRound = 10;

/**
 * Saving one assessment (assessment, two messages, audit row; encrypted, synchronous=FULL) beside F: a 1 KB append with
 * fdatasync on the same disk. Sides are interleaved; an A/A control of F tells how far two equal things differ here.
 */
export async function measureSave(): Promise<readonly Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'clinic-outbox-bench-'));
  const file = openSync(join(folder, 'append'), 'a');
  // No receiver: nothing is sent while saving is measured.
  const clinic = await openClinic();
  await clinic.stopReceiver();
  const kilobyte = Buffer.alloc(1024, 0x61);
  const append = () => {
    writeSync(file, kilobyte);
    fdatasyncSync(file);
  };
  const timed = async (act: () => unknown) => {
    const startedAt = performance.now();
    for (let times = 0; times < perRound; times += 1) await act();
    return (performance.now() - startedAt) / perRound;
  };
  const ratios: number[] = [];
  const controls: number[] = [];
  const saves: number[] = [];
  try {
    for (let round = 0; round < rounds; round += 1) {
      const first = await timed(append);
      const save = await timed(() => clinic.save(round % 40));
      const second = await timed(append);
      ratios.push((first + second) / 2 / save);
      controls.push(first / second);
      saves.push(save);
    }
  } finally {
    closeSync(file);
    rmSync(folder, { recursive: true, force: true });
    await clinic.close();
  }
  return [
    { metric: 'save one assessment: rate / rate of F', value: median(ratios).toFixed(2), reach: '>= 0.6' },
    { metric: 'save one assessment: median', value: `${median(saves).toFixed(2)} ms`, reach: '' },
    {
      metric: 'A/A control of F: middle half',
      value: `${quantile(controls, 0.25).toFixed(2)} to ${quantile(controls, 0.75).toFixed(2)}`,
      reach: 'near 1',
    },
  ];
}

function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

function quantile(values: readonly number[], at: number): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length * at)] ?? Number.NaN;
}
