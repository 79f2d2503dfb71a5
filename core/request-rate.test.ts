import { expect, it } from 'vitest';
import { ok } from './contract/result.ts';
import { burst, limited, perSecond } from './request-rate.ts';
import { createManualClock } from './transport/testing/manual-clock.ts';

it('lets a window ask as much as one does, stops one that asks without end and says so, and recovers with time', async () => {
  const clock = createManualClock();
  const told: string[] = [];
  const log = { info() {}, error() {}, warn: (event: string) => told.push(event) };
  const call = limited({ clock, log }, async () => ok('answered'));
  const allowed = async (times: number) => {
    const answers = await Promise.all(Array.from({ length: times }, () => call('queue.counts', {})));
    return answers.filter((answer) => answer.ok).length;
  };

  expect(await allowed(burst + 500)).toBe(burst);
  expect(told).toEqual(['request.tooMany']);
  clock.advance(1000);
  expect(await allowed(burst)).toBe(perSecond);
  clock.advance(3_600_000);
  expect(await allowed(2 * burst)).toBe(burst);
  expect(await call('queue.counts', {})).toMatchObject({ error: { code: 'BUSY' } });
  expect(told).toHaveLength(3);
});
