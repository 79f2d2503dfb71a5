import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createControlIds } from './control-id.ts';

function ids(options: { now?: () => number; random?: () => number; station?: string } = {}) {
  return createControlIds({
    clock: { nowMs: options.now ?? (() => Date.UTC(2025, 10, 3)) },
    random: options.random ?? (() => 0.5),
    station: options.station ?? 'Clinic-1',
  });
}

describe('createControlIds', () => {
  it('makes 20 characters of A-Z and 0-9 whatever the clock, station and random source say', () => {
    const anything = fc.record({
      now: fc.integer({ min: -8.64e15, max: 8.64e13 }),
      random: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
      station: fc.string({ unit: 'binary' }),
    });

    fc.assert(
      fc.property(anything, ({ now, random, station }) => {
        expect(ids({ now: () => now, random: () => random, station })()).toMatch(/^[A-Z0-9]{20}$/);
      }),
    );
  });

  it('never repeats within a process, though the clock stands still or goes back and chance does not help', () => {
    let now = Date.UTC(2025, 10, 3);
    const next = ids({ now: () => now, random: () => 0 });
    const made = new Set<string>();

    for (let count = 0; count < 1000; count += 1) {
      if (count % 100 === 99) now -= 3_600_000;
      made.add(next());
    }

    expect(made.size).toBe(1000);
  });

  it('tells two stations apart that save in the same millisecond', () => {
    expect(ids({ station: 'A1' })()).not.toBe(ids({ station: 'A2' })());
  });

  it('differs after a restart with a clock that was set back', () => {
    expect(ids({ random: () => 0.1 })()).not.toBe(ids({ random: () => 0.2 })());
  });
});
