import { describe, expect, it } from 'vitest';
import { sparkPoints } from './spark-line.ts';

describe('the sparkline', () => {
  it('runs from the first day to the last, full success at the top and the worst day at the bottom', () => {
    const days = [
      { sent: 10, finished: 10 },
      { sent: 1, finished: 2 },
      { sent: 3, finished: 3 },
    ];

    expect(sparkPoints(days, 60, 16)).toBe('0,0 30,16 60,0');
  });

  it('passes over days on which nothing finished', () => {
    const days = [
      { sent: 1, finished: 1 },
      { sent: 0, finished: 0 },
      { sent: 2, finished: 2 },
    ];

    expect(sparkPoints(days, 60, 16)).toBe('0,0 60,0');
  });

  it('draws nothing where there are no two days to join', () => {
    expect(sparkPoints([{ sent: 1, finished: 1 }], 60, 16)).toBe('');
    expect(sparkPoints([], 60, 16)).toBe('');
  });
});
