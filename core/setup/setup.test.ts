import { expect, it } from 'vitest';
import type { AppParts } from '../app-parts.ts';
import { practiceProfile } from '../malaffi/profiles/practice.ts';
import { setupHandlers } from './setup.ts';

const caller = { signedIn: { accountId: 1, name: 'huda', role: 'admin' as const }, become() {} };

/** The stores as the first start asks them, and what was written to the roster. */
function clinic(processingId: 'P' | 'T', licence: string | null) {
  const added: unknown[] = [];
  const profile = practiceProfile();
  const parts = {
    students: {
      schools: () => [{ id: 1, name: 'Al Reem', nameArabic: null, facilityLicence: licence, students: 0 }],
      allByNumber: () => new Map(),
      applyRoster: (changes: unknown) => added.push(changes),
    },
    accounts: { list: () => [{ licence: null, disabled: false }] },
    destinations: { list: () => [{ enabled: true, profile: { ...profile, processingId } }] },
    settings: { value: () => null, setValue() {} },
    clock: { nowMs: () => 0 },
  } as unknown as AppParts;
  return { handlers: setupHandlers(parts, () => {}), added };
}

it('makes no trial student where messages are live', async () => {
  const { handlers, added } = clinic('P', 'MF9999');

  expect(await handlers['setup.trialStudent']({}, caller)).toMatchObject({ error: { code: 'CONFLICT' } });
  expect(added).toEqual([]);
});

it('makes no trial student of a school that cannot send', async () => {
  const { handlers, added } = clinic('T', null);

  expect(await handlers['setup.trialStudent']({}, caller)).toMatchObject({ error: { code: 'CONFLICT' } });
  expect(added).toEqual([]);
});

it('says what messages wait for, however far the person came', async () => {
  const { handlers } = clinic('T', null);

  expect(await handlers['setup.get']({}, caller)).toEqual({
    ok: true,
    value: {
      step: 'school',
      finished: false,
      missing: ['schoolLicence', 'clinicianLicence', 'students'],
      trialAllowed: true,
    },
  });
});
