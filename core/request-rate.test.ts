import { expect, it } from 'vitest';
import { burst, createRequestRate, perSecond } from './request-rate.ts';
import { createManualClock } from './transport/testing/manual-clock.ts';

it('lets a window ask as much as one does, stops one that asks without end, and recovers with time', () => {
  const clock = createManualClock();
  const mayAsk = createRequestRate(clock);

  const allowed = (times: number) => Array.from({ length: times }, mayAsk).filter(Boolean).length;
  expect(allowed(burst + 500)).toBe(burst);
  clock.advance(1000);
  expect(allowed(burst)).toBe(perSecond);
  clock.advance(3_600_000);
  expect(allowed(2 * burst)).toBe(burst);
});
