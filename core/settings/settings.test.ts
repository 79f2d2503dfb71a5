import { beforeEach, expect, it } from 'vitest';
import type { Caller } from '../app-parts.ts';
import { defaultSettings, type Settings } from '../contract/destination.ts';
import type { Clock } from '../host/ports.ts';
import type { SettingsStore } from '../host/stores.ts';
import { settingsHandlers } from './settings.ts';

let stored: Settings;

beforeEach(() => {
  stored = defaultSettings;
});

const caller = (role: 'nurse' | 'admin'): Caller => ({
  signedIn: { accountId: 1, name: 'Huda', role },
  become() {},
});

function save(change: Partial<Settings>, role: 'nurse' | 'admin', fixed: Partial<Settings> = {}) {
  const settings = {
    get: () => stored,
    save(next: Partial<Settings>) {
      stored = { ...stored, ...next };
      return stored;
    },
  } as unknown as SettingsStore;
  const managed = {
    settings: fixed,
    destination: false,
    problems: [],
    companyCa: [],
    recovery: 'notNeeded',
  } as never;
  const clock = { nowMs: () => 0 } as Clock;
  return settingsHandlers({ settings, managed, clock }, () => {})['settings.save'](change, caller(role));
}

it.each(['retryBy', 'contentProtection', 'proxy'] as const)(
  'lets administrators alone change %s',
  async (key) => {
    const change = { retryBy: 'admin', contentProtection: 'on', proxy: 'none' } as const;

    expect(await save({ [key]: change[key] }, 'nurse')).toMatchObject({ error: { code: 'NOT_ALLOWED' } });
    expect(stored).toEqual(defaultSettings);
    expect(await save({ [key]: change[key] }, 'admin')).toMatchObject({ ok: true });
    expect(stored[key]).toBe(change[key]);
  },
);

it('leaves what IT fixed to IT, also for administrators', async () => {
  const fixed = { contentProtection: 'on' } as const;

  expect(await save({ contentProtection: 'off' }, 'admin', fixed)).toMatchObject({
    error: { code: 'MANAGED', fields: [{ path: 'contentProtection', rule: 'managed' }] },
  });
});

it('lets everybody choose what belongs to everybody', async () => {
  expect(await save({ language: 'ar', theme: 'dark' }, 'nurse')).toMatchObject({ ok: true });
});
