import { expect, it } from 'vitest';
import type { Caller } from '../app-parts.ts';
import { practiceProfile } from '../malaffi/profiles/practice.ts';
import { destinationHandlers } from './destinations.ts';

const admin: Caller = { signedIn: { accountId: 1, name: 'Mariam', role: 'admin' }, become() {} };

function handlers(testOnly: boolean) {
  const saved: unknown[] = [];
  const destinations = {
    get: () => null,
    list: () => [],
    save: (_id: string | null, name: string, profile: unknown) => {
      saved.push(profile);
      return { id: 'd', name, enabled: true, profile, profileVersion: 1, hasSecret: false, pause: null };
    },
  };
  const all = destinationHandlers(
    { destinations, clock: { nowMs: () => 1 }, testConnection: async () => [], testOnly } as never,
    () => null,
    () => 'PING',
    { configured() {}, paused() {}, resumed() {} },
  );
  const save = (profile: object) => all['destination.save']({ profile: JSON.stringify(profile) }, admin);
  return { save, saved };
}

const live = { ...practiceProfile(), processingId: 'P', mappingConfirmedBy: 'A. Tester' };

it('takes a live profile in the desktop host and refuses it in the preview host, by its field', async () => {
  const desktop = handlers(false);
  const preview = handlers(true);

  expect(await desktop.save(live)).toMatchObject({ ok: true });
  expect(await preview.save(live)).toMatchObject({
    ok: false,
    error: { code: 'BAD_PROFILE', fields: [{ path: 'processingId', rule: 'testOnly' }] },
  });
  expect(await preview.save(practiceProfile())).toMatchObject({ ok: true });
  expect([desktop.saved.length, preview.saved.length]).toEqual([1, 1]);
});

it('names the field of a profile that is not complete and saves nothing', async () => {
  const { save, saved } = handlers(false);

  expect(await save({ name: 'x', transport: 'mllp' })).toMatchObject({
    ok: false,
    error: { code: 'BAD_PROFILE', message: expect.stringContaining('"systemCode"') },
  });
  expect(saved).toEqual([]);
});
