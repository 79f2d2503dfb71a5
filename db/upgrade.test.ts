import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { backupFolder, listBackups } from './backup-files.ts';
import { databasePath } from './data-folder.ts';
import { attemptOnce, noAnswer, t0, testActor, testClinic } from './fixture/clinic.ts';
import { brokenPromises } from './fixture/oracle.ts';
import { nextSchema, openOther, schemaBefore, startOther } from './fixture/other-program.ts';
import { testCrypto, testFolder } from './fixture/test-database.ts';
import { devProtection } from './key-slots.ts';
import { migrations } from './migrations/index.ts';
import { restoreBackup } from './restore.ts';

const dayMs = 24 * 3_600_000;
const options = { protection: devProtection, crypto: testCrypto, actor: 'admin', machine: 'TEST' };

let dataDir: string;

beforeEach(() => {
  dataDir = testFolder();
});

afterEach(() => {
  rmSync(dataDir, { recursive: true, force: true });
});

function bytes(): string {
  return createHash('sha256')
    .update(readFileSync(databasePath(dataDir)))
    .digest('hex');
}

/** A folder as the version before leaves it after a save and an orderly close. */
function usedByVersionBefore(): { readonly id: string; readonly messageIds: readonly number[] } {
  const stores = openOther(dataDir, schemaBefore);
  const clinic = testClinic(stores);
  const entry = clinic.entry(1);
  const saved = stores.assessments.save(entry);
  stores.close();
  if (saved.kind !== 'saved') throw new Error(saved.kind);
  return { id: entry.assessment.id, messageIds: saved.messageIds };
}

const upgradeBackups = () => readdirSync(backupFolder(dataDir)).filter((name) => name.includes('-schema'));

describe('an upgrade', () => {
  it('makes a verified backup first, named after the schema that it holds, and loses nothing', () => {
    const confirmed = [usedByVersionBefore()];

    openOther(dataDir, migrations).close();

    expect(upgradeBackups()).toEqual([`outbox-20260105T080000000Z-schema${schemaBefore.length}.db`]);
    expect(brokenPromises({ dataDir, confirmed })).toEqual([]);
  });

  it('makes none at a first start and none at the next start', () => {
    openOther(dataDir, migrations).close();
    openOther(dataDir, migrations).close();

    expect(listBackups(dataDir)).toEqual([]);
  });

  it('changes nothing where the backup cannot be made, and says so', () => {
    usedByVersionBefore();
    const whole = bytes();
    writeFileSync(backupFolder(dataDir), 'in the way');

    expect(startOther(dataDir, migrations)).toMatchObject({ ok: false, code: 'NO_BACKUP_BEFORE_UPGRADE' });
    expect(bytes()).toBe(whole);
    rmSync(backupFolder(dataDir));
    mkdirSync(backupFolder(dataDir));
    openOther(dataDir, migrations).close();
  });

  it('that fails leaves the file to the bit as it was, says so, and the version before goes on [fault A16]', () => {
    const confirmed = [usedByVersionBefore()];
    const whole = bytes();
    const wrong = nextSchema('UPDATE messages SET state = NULL;');

    expect(startOther(dataDir, wrong)).toMatchObject({
      ok: false,
      code: 'UPGRADE_FAILED',
      message: expect.stringContaining('The database is as it was'),
    });
    expect(bytes()).toBe(whole);
    expect(upgradeBackups()).toHaveLength(1);
    openOther(dataDir, schemaBefore).close();
    expect(brokenPromises({ dataDir, confirmed })).toEqual([]);
  });

  it('keeps the way back until the new version has a backup that is a week younger', () => {
    usedByVersionBefore();
    const stores = openOther(dataDir, migrations);
    for (const days of [1, 2, 3, 4, 5, 6, 7]) stores.backups.create(t0 + days * dayMs);
    expect(upgradeBackups()).toHaveLength(1);

    stores.backups.create(t0 + 8 * dayMs);

    expect(upgradeBackups()).toEqual([]);
    stores.close();
  });
});

describe('the way back', () => {
  it('is refused by the older version without a write, until the backup of before the upgrade is in place', () => {
    const confirmed = [usedByVersionBefore()];
    openOther(dataDir, migrations).close();
    const whole = bytes();

    expect(startOther(dataDir, schemaBefore)).toMatchObject({
      ok: false,
      code: 'SCHEMA_NEWER',
      message: expect.stringContaining('newer version'),
    });
    expect(bytes()).toBe(whole);

    const [backup = ''] = upgradeBackups();
    expect(
      restoreBackup({ ...options, dataDir, backup, now: t0 + 1, migrations: schemaBefore }),
    ).toMatchObject({
      ok: true,
      backup,
      salvaged: { messages: 0 },
    });
    openOther(dataDir, schemaBefore).close();
    expect(brokenPromises({ dataDir, confirmed })).toEqual([]);
    expect(readdirSync(join(dataDir, 'quarantine'))).toHaveLength(1);
  });

  it('keeps what was saved since the upgrade by an export from the newer version, brought in for a person to look at', async () => {
    const stores = openOther(dataDir, migrations);
    const first = testClinic(stores).entry(1);
    stores.assessments.save(first);
    stores.close();
    const newer = openOther(dataDir, nextSchema());
    const clinic = testClinic(newer);
    const since = clinic.entry(2);
    newer.assessments.save(since);
    attemptOnce(newer, clinic, 3, noAnswer(t0 + 60_000), t0);
    const sealed = await newer.rescue.exportQueue(testActor, t0 + 1);
    newer.close();
    if (!sealed) throw new Error('nothing exported');

    const [backup = ''] = upgradeBackups();
    expect(restoreBackup({ ...options, dataDir, backup, now: t0 + 2 })).toMatchObject({ ok: true });
    const back = openOther(dataDir, migrations);
    const effect = await back.rescue.importFile(sealed.text, sealed, testActor, t0 + 3);

    expect(effect).toMatchObject({ ok: true, effect: { messages: 4, added: 2, held: 1, known: 2 } });
    back.close();
    const confirmed = [first, since].map(({ assessment }) => ({ id: assessment.id }));
    expect(brokenPromises({ dataDir, confirmed })).toEqual([]);
  });
});
