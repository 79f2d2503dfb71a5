import { describe, expect, it } from 'vitest';
import { everything, filterOf, isNarrowed } from './queue-view.ts';

const noonInDubai = Date.UTC(2026, 10, 24, 8);

describe('the filter of a view', () => {
  it('asks for everything when nothing is chosen', () => {
    expect(filterOf(everything, noonInDubai)).toEqual({ status: 'all' });
  });

  it('begins today at midnight in Dubai', () => {
    const { from } = filterOf({ ...everything, period: 'today' }, noonInDubai);

    expect(new Date(from ?? 0).toISOString()).toBe('2026-11-23T20:00:00.000Z');
  });

  it('counts today among the last 7 days', () => {
    const { from } = filterOf({ ...everything, period: 'week' }, noonInDubai);

    expect(new Date(from ?? 0).toISOString()).toBe('2026-11-17T20:00:00.000Z');
  });

  it('is the same all day, so that pages stay cached', () => {
    const view = { ...everything, period: 'month' } as const;

    expect(filterOf(view, noonInDubai)).toEqual(filterOf(view, noonInDubai + 3_600_000));
  });

  it('holds both days of a range, and either side may be open', () => {
    const view = { ...everything, period: 'range', fromDay: '2026-11-20', toDay: '2026-11-21' } as const;

    expect(filterOf(view, noonInDubai)).toEqual({
      status: 'all',
      from: Date.UTC(2026, 10, 19, 20),
      to: Date.UTC(2026, 10, 21, 20),
    });
    expect(filterOf({ ...view, fromDay: null }, noonInDubai)).toEqual({
      status: 'all',
      to: Date.UTC(2026, 10, 21, 20),
    });
  });

  it('leaves out a search of blanks', () => {
    const view = { ...everything, text: '   ' };

    expect(filterOf(view, noonInDubai)).toEqual({ status: 'all' });
    expect(isNarrowed(view)).toBe(false);
  });

  it('is not narrowed by the tab', () => {
    expect(isNarrowed({ ...everything, status: 'failed' })).toBe(false);
    expect(isNarrowed({ ...everything, schoolId: 3 })).toBe(true);
  });
});
