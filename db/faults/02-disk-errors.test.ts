import { rmSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { canaryName, testClinic } from '../fixture/clinic.ts';
import { type DiskFault, runWithFault } from '../fixture/disk-fault.ts';
import { injections, soaking, times } from '../fixture/fault.ts';
import { brokenPromises } from '../fixture/oracle.ts';
import { reopenStores, type TestDatabase, testDatabase } from '../fixture/test-database.ts';
import { tornRows } from '../fixture/torn-rows.ts';

let db: TestDatabase;

beforeEach(() => {
  db = testDatabase();
  testClinic(db.stores).visit(1);
  db.stores.close();
});

afterEach(() => {
  db.remove();
});

/** Fails at step k, from k on when `forEver`, for each k until a run passes without meeting the fault. */
async function faultLoop(
  fault: Pick<DiskFault, 'calls' | 'effect' | 'onLog'>,
  options: { readonly forEver: boolean; readonly stride: number },
): Promise<{ readonly rounds: number; readonly said: ReadonlySet<string> }> {
  const said = new Set<string>();
  let rounds = 0;
  for (let step = 1; ; step += soaking ? 1 : options.stride) {
    const when = options.forEver ? `${step}+` : String(step);
    const run = await runWithFault(db.dataDir, 'saver-process.ts', ['--count', '2'], { ...fault, when });
    try {
      if (!run.injected) return { rounds, said };
      rounds += 1;
      for (const line of run.lines) if (!line.includes('-')) said.add(line);
      expect(run.exitCode, `${when}: ${run.lines.join(' / ')}`).toBe(0);
      const opened = reopenStores(run.dataDir);
      if (!opened.ok) throw new Error(`${when}: ${opened.message}`);
      expect(opened.stores.incident, when).toBeNull();
      opened.stores.close();
      const { dataDir, confirmed } = run;
      expect(brokenPromises({ dataDir, confirmed, canary: [canaryName] }), when).toEqual([]);
      expect(tornRows(dataDir), when).toEqual([]);
    } finally {
      rmSync(run.dataDir, { recursive: true, force: true });
    }
  }
}

describe('a disk that fails to sync, at each step until the run passes [faults 2, A4]', () => {
  it(
    'once: pressing Save again gives one row, and the one that was unknown is looked up',
    async (context) => {
      const { rounds, said } = await faultLoop(
        { calls: 'fsync,fdatasync', effect: 'error=EIO' },
        { forEver: false, stride: 1 },
      );

      injections(context, rounds);
      expect(rounds).toBeGreaterThan(2);
      expect(said).toContain('done');
    },
    times(600_000, 7_200_000),
  );

  it(
    'for ever: nothing is told as saved, and what the file has is whole',
    async (context) => {
      const { rounds, said } = await faultLoop(
        { calls: 'fsync,fdatasync', effect: 'error=EIO' },
        { forEver: true, stride: 2 },
      );

      injections(context, rounds);
      expect(said).toContain('gaveUp notSaved');
    },
    times(600_000, 7_200_000),
  );
});

describe('a log that cannot be written, at each step until the run passes [faults 2, A5]', () => {
  it.for([
    { effect: 'error=ENOSPC', forEver: false, stride: 19 },
    { effect: 'error=ENOSPC', forEver: true, stride: 19 },
    { effect: 'error=EIO', forEver: false, stride: 23 },
    { effect: 'error=EIO', forEver: true, stride: 23 },
  ])(
    '$effect, for ever: $forEver: earlier rows stay, no half save',
    { timeout: times(600_000, 7_200_000) },
    async ({ effect, forEver, stride }, context) => {
      const { rounds, said } = await faultLoop(
        { calls: 'pwrite64', effect, onLog: true },
        { forEver, stride },
      );

      injections(context, rounds);
      expect(rounds).toBeGreaterThan(2);
      expect([...said].some((line) => /diskFull|notSaved|gaveUp|notOpened/.test(line))).toBe(true);
    },
  );
});
