import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { defaultSettings } from '../core/contract/destination.ts';
import { t0 } from './fixture/clinic.ts';
import { type TestDatabase, testDatabase } from './fixture/test-database.ts';

let db: TestDatabase;

beforeEach(() => {
  db = testDatabase();
});

afterEach(() => db.remove());

const entry = {
  at: t0,
  actor: '1',
  action: 'settings.change',
  subject: 'settings',
  outcome: 'ok',
  detail: 'language=ar',
} as const;

describe('settings', () => {
  it('have defaults, keep what was changed and forget what they do not know', () => {
    expect(db.stores.settings.get()).toEqual(defaultSettings);

    expect(db.stores.settings.save({ language: 'ar' }, entry)).toEqual({
      ...defaultSettings,
      language: 'ar',
    });
    db.stores.settings.save({ language: 'ar' }, entry);
    expect(db.stores.audit.latest(5)).toEqual([entry]);
    db.stores.settings.setValue('station', 'A7');
    db.raw().exec(`INSERT INTO settings VALUES ('app.theme', 'neon'), ('app.other', 'x')`);
    db.reopen();

    expect(db.stores.settings.get()).toEqual({ ...defaultSettings, language: 'ar' });
    expect([db.stores.settings.value('station'), db.stores.settings.value('language')]).toEqual(['A7', null]);
  });
});

describe('a setting and its audit row', () => {
  it.each([
    { idleLockMinutes: '15' },
    { contentProtection: 'on' },
    { retryBy: 'admin' },
    { proxy: 'none' },
  ] as const)('are one: where the row cannot be written, %j stays as it was', (change) => {
    db.raw().exec(`CREATE TRIGGER no_more BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'full'); END`);

    expect(() => db.stores.settings.save(change, entry)).toThrow();
    expect(() => db.stores.settings.setAudited('setup', '{}', entry)).toThrow();

    expect(db.stores.settings.get()).toEqual(defaultSettings);
    expect(db.stores.settings.value('setup')).toBeNull();
  });
});
