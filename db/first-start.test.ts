import { readdirSync, rmSync } from 'node:fs';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { t0, testClinic } from './fixture/clinic.ts';
import { reopenStores, testCrypto, testFolder } from './fixture/test-database.ts';
import { devProtection, type KeyProtection } from './key-slots.ts';
import { type OpenedStores, openStores } from './open-stores.ts';

let dataDir: string;
const open: OpenedStores[] = [];

beforeEach(() => {
  dataDir = testFolder();
});

afterEach(() => {
  for (const each of open.splice(0)) if (each.ok) each.stores.close();
  rmSync(dataDir, { recursive: true, force: true });
});

function kept(opened: OpenedStores) {
  open.push(opened);
  if (!opened.ok) throw new Error(opened.code);
  return opened.stores;
}

it('two first starts at one moment end on one database, and what the first one saved stays', () => {
  let first: ReturnType<typeof kept> | null = null;
  // The other process comes in between: this one has found nothing yet and is about to make its key.
  const machine: KeyProtection['machine'] = {
    protect(plain) {
      first ??= kept(reopenStores(dataDir));
      if (first.students.allByNumber().size === 0) testClinic(first);
      return plain;
    },
    unprotect: (wrapped) => wrapped,
  };

  const second = kept(
    openStores({ dataDir, protection: { ...devProtection, machine }, crypto: testCrypto, now: () => t0 }),
  );

  expect([...second.students.allByNumber().keys()]).toHaveLength(3);
  second.settings.setValue('seen', 'by both');
  expect((first as ReturnType<typeof kept> | null)?.settings.value('seen')).toBe('by both');
  expect(readdirSync(dataDir).filter((name) => /unfinished|\.new$/.test(name))).toEqual([]);
});
