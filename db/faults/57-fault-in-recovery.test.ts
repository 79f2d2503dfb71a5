import { rmSync } from 'node:fs';
import { expect, it } from 'vitest';
import { t0, testActor, testClinic } from '../fixture/clinic.ts';
import { runWithFault } from '../fixture/disk-fault.ts';
import { injections } from '../fixture/fault.ts';
import { brokenPromises } from '../fixture/oracle.ts';
import { openTestStores, reopenStores, testCrypto, testDatabase } from '../fixture/test-database.ts';
import { devProtection } from '../key-slots.ts';
import { restoreBackup } from '../restore.ts';

it('a kill at any move of a restore leaves a folder that opens or restores again, with every form [faults 4, A57]', {
  timeout: 300_000,
}, async (context) => {
  const db = testDatabase();
  const clinic = testClinic(db.stores);
  const first = clinic.entry(1);
  const since = clinic.entry(2);
  db.stores.assessments.save(first);
  expect(db.stores.backups.create(t0).ok).toBe(true);
  db.stores.assessments.save(since);
  db.stores.close();
  let rounds = 0;

  for (let move = 1; ; move += 1) {
    const fault = { calls: '/^rename', effect: 'signal=KILL', when: String(move) };
    const { dataDir, injected } = await runWithFault(db.dataDir, 'restore-process.ts', [], fault);
    if (injected) {
      rounds += 1;
      const opened = reopenStores(dataDir);
      if (opened.ok) opened.stores.close();
      else expect(opened.code).toBe('MISSING');
      const again = {
        dataDir,
        protection: devProtection,
        crypto: testCrypto,
        now: t0 + 1000,
        actor: testActor.name,
      };
      expect(restoreBackup({ ...again, machine: 'TEST' }).ok).toBe(true);
    }
    openTestStores(dataDir).close();
    const confirmed = [first.assessment, since.assessment];
    expect(brokenPromises({ dataDir, confirmed }), `move ${move}`).toEqual([]);
    rmSync(dataDir, { recursive: true });
    if (!injected) break;
  }

  expect(rounds).toBeGreaterThan(0);
  injections(context, rounds);
  db.remove();
});
