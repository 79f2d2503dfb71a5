import { afterEach, expect, it } from 'vitest';
import { type Clinic, openClinic, until } from '../fixture/clinic.ts';
import { must } from '../preview/demo-school.ts';

let clinic: Clinic | undefined;

afterEach(async () => {
  await clinic?.close();
});

it('Retry all, pressed 20 times while a message is on its way: nothing goes twice, nothing is counted twice [faults 21, A45]', async () => {
  clinic = await openClinic({
    profile: { ackTimeoutMs: 15_000 },
    faults: { rules: [{ answer: 'late', ms: 1500, times: 1 }] },
  });
  const { client, rows, save, receiver, broken } = clinic;
  await save(0);
  await save(1);
  await until('one is on its way', async () => (await rows()).some(({ state }) => state === 'sending'));

  const pressed = await Promise.all(
    Array.from({ length: 20 }, () => must(client, 'queue.retry', { status: 'pending' })),
  );
  await until('all is sent', async () => (await rows()).every(({ state }) => state === 'sent'));

  expect(new Set(pressed.map(({ operationId }) => operationId)).size).toBe(1);
  expect(receiver().received()).toHaveLength(4);
  expect((await rows()).map(({ retryCount, possiblyDelivered }) => [retryCount, possiblyDelivered])).toEqual(
    Array.from({ length: 4 }, () => [0, false]),
  );
  const audited = await must(client, 'audit.query', {
    filter: { action: 'message.retry' },
    offset: 0,
    limit: 50,
  });
  expect(audited.total).toBe(1);
  expect(broken({ drained: true })).toEqual([]);
});
