import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** One measured figure: what, how much, what it should reach, and whether it does; null where there is no target. */
export interface Figure {
  readonly metric: string;
  readonly value: string;
  readonly reach: string;
  readonly met: boolean | null;
}

/** One side of a comparison. `act` does the measured thing `times` times; `prepare` is not measured. */
export interface Side {
  prepare?(times: number): Promise<void> | void;
  act(times: number): Promise<void> | void;
}

export interface Compared {
  /** Rate of each side divided by the rate of the base: the median of the rounds. */
  readonly rates: Readonly<Record<string, number>>;
  /** Milliseconds for one: the median of the rounds. The base is called `base`. */
  readonly ms: Readonly<Record<string, number>>;
  /** The base against itself: the middle half of the rounds. What two equal things differ by here. */
  readonly control: string;
}

export const defaultRounds = 31;

/**
 * Measures sides beside a base in short interleaved rounds, so that a busy moment of the machine meets all of them. The
 * base runs before and after the others; its two halves are the A/A control.
 */
export async function compare(
  base: Side,
  sides: Readonly<Record<string, Side>>,
  { rounds = defaultRounds, times = 10 } = {},
): Promise<Compared> {
  const names = Object.keys(sides);
  const rates = new Map<string, number[]>(names.map((name) => [name, []]));
  const ms = new Map<string, number[]>([...names, 'base'].map((name) => [name, []]));
  const controls: number[] = [];
  // The first round warms up and is thrown away.
  for (let round = -1; round < rounds; round += 1) {
    const first = await timed(base, times);
    const took: [string, number][] = [];
    for (const [name, side] of Object.entries(sides)) took.push([name, await timed(side, times)]);
    const second = await timed(base, times);
    if (round < 0) continue;
    controls.push(first / second);
    const middle = (first + second) / 2;
    ms.get('base')?.push(middle);
    for (const [name, time] of took) {
      rates.get(name)?.push(middle / time);
      ms.get(name)?.push(time);
    }
  }
  const medians = (of: ReadonlyMap<string, number[]>) =>
    Object.fromEntries([...of].map(([name, values]) => [name, median(values)]));
  const control = `${quantile(controls, 0.25).toFixed(2)} to ${quantile(controls, 0.75).toFixed(2)}`;
  return { rates: medians(rates), ms: medians(ms), control };
}

async function timed(side: Side, times: number): Promise<number> {
  await side.prepare?.(times);
  const startedAt = performance.now();
  await side.act(times);
  return (performance.now() - startedAt) / times;
}

/** Runs `once` as often as it is asked to. */
export function each(once: () => Promise<unknown> | unknown): Side {
  return {
    async act(times) {
      for (let done = 0; done < times; done += 1) {
        const pending = once();
        if (pending instanceof Promise) await pending;
      }
    },
  };
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

export function quantile(values: readonly number[], at: number): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length * at)] ?? Number.NaN;
}

/** A figure that should be at least so much. */
export function atLeast(metric: string, value: number, least: number): Figure {
  return { metric, value: value.toFixed(2), reach: `>= ${least}`, met: value >= least };
}

/** A figure that should be at most so much. */
export function atMost(metric: string, value: number, most: number): Figure {
  return { metric, value: value.toFixed(2), reach: `<= ${most}`, met: value <= most };
}

/** A figure that stands beside another to explain it: a peer, a control, a plain time. */
export function beside(metric: string, value: string | number): Figure {
  return {
    metric: `  ${metric}`,
    value: typeof value === 'number' ? value.toFixed(2) : value,
    reach: '',
    met: null,
  };
}

/** A folder on the disk that is measured, gone after `use`. */
export async function inFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'clinic-outbox-bench-'));
  try {
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** F, the limit of saving: 1 KB appended and synced to the same disk. */
export function appendAndSync(folder: string): Side & { close(): void } {
  return writer(folder, 'append', 1024, null);
}

/** What one durable change costs at least: 4 KB overwritten in place and synced. */
export function overwriteAndSync(folder: string): Side & { close(): void } {
  return writer(folder, 'overwrite', 4096, 0);
}

function writer(folder: string, name: string, size: number, position: number | null) {
  const file = openSync(join(folder, name), position === null ? 'a' : 'w');
  const bytes = Buffer.alloc(size, 0x61);
  return {
    ...each(() => {
      writeSync(file, bytes, 0, size, position);
      fdatasyncSync(file);
    }),
    close: () => closeSync(file),
  };
}
