import { expect, it } from 'vitest';
import type { Caller } from '../app-parts.ts';
import { type OnboardingItem, onboardingItems } from '../contract/onboarding.ts';
import { practiceProfile } from '../malaffi/profiles/practice.ts';
import { destinationHandlers } from './destinations.ts';

const admin: Caller = { signedIn: { accountId: 1, name: 'Mariam', role: 'admin' }, become() {} };

const stored = {
  id: 'd',
  name: 'Engine',
  enabled: true,
  profile: { kind: 'engine' },
  profileVersion: 1,
  hasSecret: false,
  pause: null,
};

/** Settings in memory, with the audit rows that came with them. */
function fakeSettings() {
  const values = new Map<string, string>();
  const audited: unknown[] = [];
  return {
    audited,
    value: (key: string) => values.get(key) ?? null,
    setAudited(key: string, value: string, entry: unknown) {
      values.set(key, value);
      audited.push(entry);
    },
  };
}

function handlers(testOnly: boolean) {
  const saved: unknown[] = [];
  const settings = fakeSettings();
  const destinations = {
    get: (id: string) => (id === 'd' ? stored : null),
    list: () => [],
    secret: () => 'a-key-of-an-invented-school-4711',
    save: (_id: string | null, name: string, profile: unknown) => {
      saved.push(profile);
      return { id: 'd', name, enabled: true, profile, profileVersion: 1, hasSecret: false, pause: null };
    },
  };
  const all = destinationHandlers(
    { destinations, settings, clock: { nowMs: () => 1 }, testConnection: async () => [], testOnly } as never,
    () => null,
    () => 'PING',
    { configured() {}, paused() {}, resumed() {} },
  );
  const save = (profile: object, id?: string) =>
    all['destination.save']({ ...(id ? { id } : {}), profile: JSON.stringify(profile) }, admin);
  const confirm = (item: OnboardingItem, ticked = true) =>
    all['destination.confirm']({ id: 'd', item, ticked }, admin);
  return { save, saved, confirm, audited: settings.audited };
}

const live = { ...practiceProfile(), processingId: 'P' };

it('takes a live profile only where a named admin has ticked every point, and tells who, when and for which version', async () => {
  const { save, saved, confirm, audited } = handlers(false);
  const unconfirmed = {
    ok: false,
    error: { code: 'BAD_PROFILE', fields: [{ path: 'processingId', rule: 'unconfirmedMapping' }] },
  };

  expect(await save(live)).toMatchObject(unconfirmed);
  for (const item of onboardingItems.slice(1)) await confirm(item);
  expect(await save(live, 'd')).toMatchObject(unconfirmed);
  const view = await confirm(onboardingItems[0]);
  expect(view).toMatchObject({ ok: true, value: { mapping: 'confirmed' } });
  expect(view.ok && view.value.onboarding[0]?.tick).toEqual({
    by: 'Mariam',
    accountId: 1,
    at: 1,
    profileVersion: 1,
  });
  expect(await save(live, 'd')).toMatchObject({ ok: true });
  expect(audited).toHaveLength(onboardingItems.length);
  expect(audited[0]).toMatchObject({
    actor: '1',
    action: 'mapping.tick',
    detail: 'item=systemCode profileVersion=1',
  });

  await confirm('events', false);
  expect(await save(live, 'd')).toMatchObject(unconfirmed);
  expect(saved).toHaveLength(1);
});

it('shows the last four characters of a long key and nothing more of it', async () => {
  const { confirm } = handlers(false);
  const view = await confirm('events');

  expect(view).toMatchObject({ ok: true, value: { secretEnds: '4711' } });
  expect(JSON.stringify(view)).not.toContain('invented');
});

it('refuses a live profile in the preview host, by its field, also a confirmed one', async () => {
  const { save, saved, confirm } = handlers(true);
  for (const item of onboardingItems) await confirm(item);

  expect(await save(live, 'd')).toMatchObject({
    ok: false,
    error: { code: 'BAD_PROFILE', fields: [{ path: 'processingId', rule: 'testOnly' }] },
  });
  expect(await save(practiceProfile())).toMatchObject({ ok: true });
  expect(saved).toHaveLength(1);
});

it('names the field of a profile that is not complete and saves nothing', async () => {
  const { save, saved } = handlers(false);

  expect(await save({ name: 'x', transport: 'mllp' })).toMatchObject({
    ok: false,
    error: { code: 'BAD_PROFILE', message: expect.stringContaining('"systemCode"') },
  });
  expect(saved).toEqual([]);
});
