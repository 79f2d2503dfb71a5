import { rmSync } from 'node:fs';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openTestStores, rawDatabase, testCrypto, testFolder } from './fixture/test-database.ts';
import { devProtection } from './key-slots.ts';
import { openStores } from './open-stores.ts';

let dataDir: string;

beforeEach(() => {
  dataDir = testFolder();
  const stores = openTestStores(dataDir);
  stores.settings.save(
    { language: 'ar' },
    { at: 0, actor: '1', action: 'settings.change', subject: 'settings', outcome: 'ok', detail: '' },
  );
  stores.close();
});

afterEach(() => {
  rmSync(dataDir, { recursive: true });
});

/** An index that no longer fits its table: every page is sound, but a search finds what is not there, or nothing. */
function breakAnIndex(): void {
  const raw = rawDatabase(dataDir);
  raw.exec('CREATE TABLE tried (a INTEGER, b INTEGER) STRICT; CREATE INDEX triedIndex ON tried (a)');
  raw.exec('INSERT INTO tried VALUES (1, 2), (3, 4)');
  raw.unsafeMode(true);
  raw.pragma('writable_schema = ON');
  raw.exec("UPDATE sqlite_schema SET sql = 'CREATE INDEX triedIndex ON tried (b)' WHERE name = 'triedIndex'");
  raw.close();
}

const open = (afterUncleanStop: boolean) =>
  openStores({ dataDir, protection: devProtection, crypto: testCrypto, now: Date.now, afterUncleanStop });

it('after an unclean stop every index is looked at before anything is written', async () => {
  breakAnIndex();

  const usual = open(false);
  expect(usual.ok).toBe(true);
  if (usual.ok) {
    expect(await usual.stores.isWhole()).toBe(false);
    usual.stores.close();
  }
  expect(open(true)).toMatchObject({ ok: false, code: 'DAMAGED' });
});

it('a sound database opens after an unclean stop as ever', async () => {
  const opened = open(true);

  expect(await (opened.ok && opened.stores.isWhole())).toBe(true);
  if (opened.ok) opened.stores.close();
});
