import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Log } from '../../core/host/ports.ts';
import { devProtection } from '../../db/key-slots.ts';
import { openStores } from '../../db/open-stores.ts';
import type { Stores } from '../../db/stores.ts';
import { keepHouse } from './house-keeping.ts';
import { nodeCrypto } from './node-crypto.ts';

const now = Date.UTC(2026, 0, 5, 8);

let folder: string;
let stores: Stores;
let said: string[];
let damaged: number;

const onDamaged = () => {
  damaged += 1;
};

const log: Log = {
  info: (event) => said.push(event),
  warn: (event) => said.push(event),
  error: (event) => said.push(event),
};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'clinic-outbox-house-'));
  const opened = openStores({
    dataDir: folder,
    protection: devProtection,
    crypto: nodeCrypto,
    now: () => now,
  });
  if (!opened.ok) throw new Error(opened.message);
  stores = opened.stores;
  said = [];
  damaged = 0;
});

afterEach(() => {
  stores.close();
  rmSync(folder, { recursive: true });
});

it('makes a backup of the first change, and not again at once', async () => {
  stores.students.saveSchool(
    { name: 'School', nameArabic: null, facilityLicence: null, region: null },
    'test',
    now,
  );

  await keepHouse(stores, log, now, onDamaged);
  await keepHouse(stores, log, now + 1000, onDamaged);

  expect(stores.backups.list()).toHaveLength(1);
  expect(said.filter((event) => event === 'backup.made')).toHaveLength(1);
});

it('makes no backup on a full disk and says so', async () => {
  stores.students.saveSchool(
    { name: 'School', nameArabic: null, facilityLicence: null, region: null },
    'test',
    now,
  );

  await keepHouse({ ...stores, disk: () => ({ freeBytes: 1, level: 'full' }) }, log, now, onDamaged);

  expect(stores.backups.list()).toEqual([]);
  expect(said).toContain('disk.low');
});

it('never throws into the host', async () => {
  const broken = {
    ...stores,
    disk: () => {
      throw new Error('no such disk');
    },
  };

  await keepHouse(broken, log, now, onDamaged);

  expect(said).toEqual(['house.failed']);
});

it('looks at every page and index once a week, whatever the clock did meanwhile', async () => {
  const weekMs = 7 * 24 * 3_600_000;
  const looks = () => said.filter((event) => event === 'integrity.whole').length;

  for (const at of [now, now + 1000, now + weekMs - 1, now + weekMs, now + weekMs + 1])
    await keepHouse(stores, log, at, onDamaged);
  expect(looks()).toBe(2);
  await keepHouse(stores, log, now - 1000, onDamaged);

  expect(looks()).toBe(3);
  expect(damaged).toBe(0);
});

it('tells a database that is found damaged, each round until somebody looks after it', async () => {
  const broken = { ...stores, isWhole: async () => false };

  await keepHouse(broken, log, now, onDamaged);
  await keepHouse(broken, log, now + 1000, onDamaged);

  expect(damaged).toBe(2);
  expect(said).toContain('integrity.damaged');
});
