import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { type BuildForDestination, messageBuilder } from '../../core/assessments/build-for-destinations.ts';
import { createControlIds } from '../../core/malaffi/control-id.ts';
import { practiceProfile } from '../../core/malaffi/profiles/practice.ts';
import { t0, testStudent } from '../../db/fixture/clinic.ts';
import { beside, compare, each, type Figure, inFolder } from './harness.ts';
import { saver } from './saver.ts';

type Visit = Parameters<BuildForDestination>[0];
type Destination = Parameters<BuildForDestination>[1];

/** Where the time of a save goes: sides that leave one part out each, in turn, so that a part is a difference of two. */
export function measureSaveParts(): Promise<readonly Figure[]> {
  return inFolder(async (folder) => {
    const key = randomBytes(32);
    const bare = saver(join(folder, 'bare.db'), null, false);
    const sides = {
      encrypted: saver(join(folder, 'encrypted.db'), key, false),
      synced: saver(join(folder, 'synced.db'), key),
      built: each(buildOne()),
    };
    try {
      const { ms } = await compare(bare, sides);
      const part = (name: string, value: number) =>
        beside(`of which ${name}`, `${Math.max(0, value).toFixed(2)} ms`);
      const { base = 0, encrypted = 0, synced = 0, built = 0 } = ms;
      return [
        part('building two messages and checking them strictly (before the store)', built),
        part('the store: SQL, JavaScript and writing to the system, nothing synced or encrypted', base),
        part('the store: encrypting and sealing its pages', encrypted - base),
        part('the store: one fsync of the log', synced - encrypted),
      ];
    } finally {
      bare.close();
      sides.encrypted.close();
      sides.synced.close();
    }
  });
}

function buildOne(): () => unknown {
  const clock = { nowMs: () => t0 };
  const build = messageBuilder(
    {
      accounts: { byId: () => ({ licence: 'GN99999', familyName: 'Hassan', givenName: 'Mariam' }) },
      clock,
      log: { error: () => {} },
      settings: { value: () => null },
    } as unknown as Parameters<typeof messageBuilder>[0],
    createControlIds({ clock, random: Math.random, station: 'BENCH' }),
  );
  const destination = { id: 'bench', profileVersion: 1, profile: practiceProfile() };
  const visit = {
    assessment: {
      id: '6f1c1a52-6a0e-4a0c-9a77-0d6a3c3f9b11',
      studentId: 1,
      kind: 'annual',
      visitStartedAt: t0,
      measuredAt: t0,
      measurements: { heightCm: 138.5, weightKg: 33.2 },
      vision: {},
      notes: '',
    },
    student: { ...testStudent('10001'), id: 1, schoolId: 1, schoolName: 'Al Nahda', lastVisitAt: null },
    school: { id: 1, name: 'Al Nahda', nameArabic: null, facilityLicence: 'MF9999', students: 1 },
    accountId: 1,
    visitNumber: 'V26010500001',
  };
  return () => {
    const built = build(visit as unknown as Visit, destination as unknown as Destination);
    if (built.length !== 2 || !built.every((message) => message.built)) throw new Error('not built');
  };
}
