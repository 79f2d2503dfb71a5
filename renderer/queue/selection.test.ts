import { describe, expect, it } from 'vitest';
import {
  allSelected,
  countOf,
  headerState,
  isSelected,
  nothingSelected,
  scopeOf,
  toggled,
  withRange,
} from './selection.ts';

const row = (id: number, createdAt = 10) => ({ id, createdAt });

describe('the selection', () => {
  it('adds one and takes it out again', () => {
    const one = toggled(nothingSelected, 7);

    expect(isSelected(one, row(7))).toBe(true);
    expect(countOf(toggled(one, 7))).toBe(0);
  });

  it('keeps what was chosen before when a range is added', () => {
    const more = withRange(toggled(nothingSelected, 1), [4, 5, 6]);

    expect(scopeOf(more, { status: 'all' })).toEqual({ ids: [1, 4, 5, 6] });
  });

  it('is everything but one once one row is taken out', () => {
    const butOne = toggled(allSelected(100_000, 50), 2);

    expect(countOf(butOne)).toBe(99_999);
    expect([isSelected(butOne, row(2)), isSelected(butOne, row(3))]).toEqual([false, true]);
    expect(scopeOf(butOne, { status: 'failed' })).toEqual({
      filter: { status: 'failed' },
      asOf: 50,
      except: [2],
    });
    expect(countOf(withRange(butOne, [1, 2]))).toBe(100_000);
  });

  it('is nothing once the last row of everything is taken out', () => {
    expect(toggled(allSelected(1, 50), 1)).toEqual(nothingSelected);
  });

  it('does not hold a row that came after everything was chosen', () => {
    expect(isSelected(allSelected(3, 50), row(9, 51))).toBe(false);
  });
});

describe('the checkbox in the header', () => {
  it('is empty, full, or between', () => {
    expect(headerState(nothingSelected, 3)).toBe(false);
    expect(headerState(toggled(nothingSelected, 1), 3)).toBe('mixed');
    expect(headerState(withRange(nothingSelected, [1, 2, 3]), 3)).toBe(true);
    expect(headerState(allSelected(3, 1), 4)).toBe(true);
    expect(headerState(toggled(allSelected(3, 1), 1), 3)).toBe('mixed');
  });
});
