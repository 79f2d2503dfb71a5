import { describe, expect, it } from 'vitest';
import { allSelected, headerState, nothingSelected, toggled, withRange } from './selection.ts';

describe('the selection', () => {
  it('adds one and takes it out again', () => {
    const one = toggled(nothingSelected, 7);

    expect([...one.ids]).toEqual([7]);
    expect([...toggled(one, 7).ids]).toEqual([]);
  });

  it('keeps what was chosen before when a range is added', () => {
    expect([...withRange(toggled(nothingSelected, 1), [4, 5, 6]).ids]).toEqual([1, 4, 5, 6]);
  });

  it('is no longer everything once one row is taken out', () => {
    const all = allSelected([1, 2, 3], 3);

    expect(all.allOf).toBe(3);
    expect(toggled(all, 2).allOf).toBeNull();
  });
});

describe('the checkbox in the header', () => {
  it('is empty, full, or between', () => {
    expect(headerState(nothingSelected, 3)).toBe(false);
    expect(headerState(toggled(nothingSelected, 1), 3)).toBe('mixed');
    expect(headerState(withRange(nothingSelected, [1, 2, 3]), 3)).toBe(true);
  });

  it('is full when as many were chosen as may be', () => {
    expect(headerState(allSelected([1, 2], 100_000), 100_000)).toBe(true);
  });
});
