import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { uptime } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { processLives, startMarkOf } from '../../db/sender-store.ts';

/** `killed` is whatever left no word: power, an update, the task manager. The others are codes of our own. */
const markSchema = z.strictObject({
  pid: z.number().int(),
  startMark: z.string().nullable(),
  bootedAt: z.number(),
  reason: z.string().regex(/^[\w.]{1,60}$/),
});

type Mark = z.infer<typeof markSchema>;

/** Clocks are set and sleep counts differently: only a difference past this is another start of the machine. */
const sameBootMs = 5 * 60_000;

/** What this process leaves in the data folder for as long as it runs. */
export interface RunMark {
  /** Why earlier processes on this folder ended without taking their mark away; none as a rule. */
  readonly earlier: readonly string[];
  /** Whether another process works on this folder at this moment, also one that has found a fault of its own. */
  beside(): boolean;
  /** The earlier ones were looked after; those whose process still runs stay. */
  forgetEarlier(): void;
  /** Something went wrong by our own fault: the next start is to know, also when this one ends in order. */
  failed(reason: string): void;
  /** The end was in order. */
  ended(): void;
}

/** Marks of this process, which may run several applications in tests. */
const own = new Set<string>();

/**
 * Marks that a process works on this folder, and finds the marks of those that no longer live. Several live ones are as it
 * should be: each Windows user of the PC has one. A folder that cannot be written costs the mark, not the start.
 */
export function markRun(dataDir: string, now: number): RunMark {
  const folder = join(dataDir, 'runs');
  const name = `${randomUUID()}.json`;
  const bootedAt = now - uptime() * 1000;
  let reason = 'killed';
  const write = () =>
    quietly(() => {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      const mark: Mark = { pid: process.pid, startMark: startMarkOf(process.pid), bootedAt, reason };
      writeFileSync(join(folder, name), JSON.stringify(mark), { mode: 0o600 });
    });
  const dead = marksIn(folder).filter(
    (found) => !own.has(found.name) && !(found.mark && lives(found.mark, bootedAt)),
  );
  own.add(name);
  write();
  return {
    earlier: dead.map(({ mark }) => mark?.reason ?? 'killed'),
    beside: () =>
      marksIn(folder).some((found) => !own.has(found.name) && found.mark && runs(found.mark, bootedAt)),
    forgetEarlier() {
      for (const found of dead) {
        if (found.mark && runs(found.mark, bootedAt)) continue;
        quietly(() => rmSync(join(folder, found.name), { force: true }));
      }
    },
    failed(why) {
      reason = why;
      write();
    },
    ended() {
      own.delete(name);
      if (reason === 'killed') quietly(() => rmSync(join(folder, name), { force: true }));
    },
  };
}

/** A mark that was cut off by what ended its process is a mark all the same. */
function marksIn(folder: string): readonly { readonly name: string; readonly mark: Mark | null }[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith('.json'))
      .map((name) => ({ name, mark: read(join(folder, name)) }));
  } catch {
    return [];
  }
}

function read(path: string): Mark | null {
  try {
    return markSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return null;
  }
}

function lives(mark: Mark, bootedNow: number): boolean {
  return mark.reason === 'killed' && runs(mark, bootedNow);
}

/** Where the system does not tell when a process began, its number may be a later one's: it cannot be older than the boot. */
function runs({ pid, startMark, bootedAt }: Mark, bootedNow: number): boolean {
  if (pid === process.pid) return false;
  if (startMark === null && Math.abs(bootedAt - bootedNow) > sameBootMs) return false;
  return processLives(pid, startMark);
}

function quietly(step: () => void): void {
  try {
    step();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).syscall === undefined) throw error;
  }
}
