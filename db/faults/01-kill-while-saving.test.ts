import { rmSync } from 'node:fs';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runChild } from '../fixture/child.ts';
import { canaryName, testClinic } from '../fixture/clinic.ts';
import { confirmedIn, type FaultyRun, runWithFault } from '../fixture/disk-fault.ts';
import { injections, seedOf, soaking, times } from '../fixture/fault.ts';
import { brokenPromises } from '../fixture/oracle.ts';
import { rawDatabase, reopenStores, type TestDatabase, testDatabase } from '../fixture/test-database.ts';
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

describe('kill -9 while saving [faults 1, A1]', () => {
  it(
    'loses nothing that was confirmed, at random points',
    async (context) => {
      const rounds = times(12, 200);
      injections(context, rounds);
      const points = fc.sample(fc.record({ saves: fc.nat(40), microseconds: fc.nat(3000) }), {
        seed: seedOf(1),
        numRuns: rounds,
      });

      for (const { saves, microseconds } of points) {
        const child = runChild('saver-process.ts', [db.dataDir]);
        await child.line(2 + saves);
        spin(microseconds);
        child.process.kill('SIGKILL');
        await child.ended;

        const confirmed = confirmedIn(child.lines);
        expect(confirmed.length).toBeGreaterThan(saves);
        expectWhole(db.dataDir, confirmed);
      }
    },
    times(600_000, 7_200_000),
  );
});

describe('kill -9 at an exact point of a save [faults 1, A2]', () => {
  it(
    'before the commit is complete in the log: nothing of it exists',
    async (context) => {
      // Every write to the log from the third commit on (school and destination come first) to the end of the run.
      let step = 20;
      let rounds = 0;
      for (;;) {
        const run = await killAt({ calls: 'pwrite64', when: String(step), onLog: true });
        if (!run.injected) break;
        expectWhole(run.dataDir, run.confirmed);
        const raw = rawDatabase(run.dataDir);
        const stored = raw.prepare('SELECT count(*) - 1 FROM assessments').pluck().get();
        raw.close();
        expect(stored).toBe(run.confirmed.length);
        rmSync(run.dataDir, { recursive: true });
        rounds += 1;
        step += soaking ? 1 : 7;
      }
      expect(rounds).toBeGreaterThan(1);
      injections(context, rounds);
    },
    times(600_000, 7_200_000),
  );

  it('after the commit and before the reply: it is there, and pressing Save again makes no second row', async () => {
    const child = runChild('saver-process.ts', [db.dataDir, '--count', '2', '--die']);
    await child.ended;
    expect(child.process.signalCode).toBe('SIGKILL');
    const confirmed = confirmedIn(child.lines);
    expect(confirmed).toHaveLength(1);
    expectWhole(db.dataDir, confirmed);

    const opened = reopenStores(db.dataDir);
    if (!opened.ok) throw new Error(opened.message);
    const raw = rawDatabase(db.dataDir);
    const ids = raw.prepare('SELECT id FROM assessments ORDER BY visit').pluck().all() as string[];
    const clinic = testClinic(opened.stores);
    const entry = clinic.entry(2);
    const pressed = { ...entry, assessment: { ...entry.assessment, id: ids.at(-1) ?? '' } };
    const again = opened.stores.assessments.save(pressed);

    expect(ids).toHaveLength(3);
    expect(again).toEqual({ kind: 'alreadySaved', messageIds: [5, 6] });
    expect(raw.prepare('SELECT count(*) FROM messages').pluck().get()).toBe(6);
    raw.close();
    opened.stores.close();
  });

  function killAt(fault: { calls: string; when: string; onLog: boolean }): Promise<FaultyRun> {
    const args = ['--count', '2'];
    return runWithFault(db.dataDir, 'saver-process.ts', args, { ...fault, effect: 'signal=KILL' });
  }
});

/** Opens as the next start does, then asks the oracle and looks for torn saves. */
function expectWhole(dataDir: string, confirmed: FaultyRun['confirmed']): void {
  const opened = reopenStores(dataDir);
  if (!opened.ok) throw new Error(opened.message);
  expect(opened.stores.incident).toBeNull();
  opened.stores.close();
  expect(brokenPromises({ dataDir, confirmed, canary: [canaryName] })).toEqual([]);
  expect(tornRows(dataDir)).toEqual([]);
}

/** Waits a number of microseconds without giving the child's output a turn. */
function spin(microseconds: number): void {
  const end = performance.now() + microseconds / 1000;
  while (performance.now() < end);
}
