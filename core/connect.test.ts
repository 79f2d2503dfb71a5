import { expect, it } from 'vitest';
import type { AppParts, Handlers } from './app-parts.ts';
import { createClients } from './connect.ts';
import { channelNames } from './contract/channel-names.ts';
import { ok } from './contract/result.ts';
import { silentLog } from './host/ports.ts';
import { burst } from './request-rate.ts';
import { createManualClock } from './transport/testing/manual-clock.ts';

it('lets a busy window through, stops one that asks without end until it rests, and logs that once', async () => {
  const clock = createManualClock();
  const warned: string[] = [];
  let handled = 0;
  const handler = () => {
    handled += 1;
    return ok({});
  };
  const clients = createClients(
    {
      audit: { append() {}, latest: () => [] },
      clock,
      log: { ...silentLog, warn: (event) => void warned.push(event) },
      views: { answered() {} },
      // No session is opened here.
      accounts: {} as AppParts['accounts'],
      settings: {} as AppParts['settings'],
    },
    Object.fromEntries(channelNames.map((name) => [name, handler])) as unknown as Handlers,
    () => () => {},
  );
  const [wild, calm] = [clients.connect(), clients.connect()];

  for (let calls = 0; calls < burst; calls += 1) await wild.call('settings.get', {});
  expect([handled, warned]).toEqual([burst, []]);
  for (let calls = 0; calls < 3; calls += 1) {
    expect(await wild.call('settings.get', {})).toMatchObject({ error: { code: 'BUSY' } });
  }
  expect([handled, warned]).toEqual([burst, ['request.tooMany']]);
  expect((await calm.call('settings.get', {})).ok).toBe(true);

  clock.advance(1000);
  expect((await wild.call('settings.get', {})).ok).toBe(true);
  clients.close();
});
