import { hostname } from 'node:os';
import { join } from 'node:path';
import type { ClosedData } from '../core/closed/ports.ts';
import { keyOf } from './account-store.ts';
import { backupFolder, listBackups } from './backup-files.ts';
import { databasePath } from './data-folder.ts';
import { hasRecoverySlot, readKeyring, recoverKeyring } from './keyring.ts';
import { openDatabase, sqliteCode } from './open.ts';
import { restoreInto } from './open-or-restore.ts';
import { type OpenStoresOptions, openStores } from './open-stores.ts';
import { rescueClosed } from './rescue/rescue-closed.ts';

const adminSql = `
  SELECT id, hash, salt FROM accounts
  WHERE nameKey = ? AND role = 'admin' AND disabled = 0`;

/** What can be done with a data folder that does not open: look at its backups, and go back to one of them. */
export function createClosedData(options: OpenStoresOptions): ClosedData {
  const { dataDir, protection } = options;
  return {
    backups: () => (readKeyring(dataDir, protection).ok ? listBackups(dataDir) : []),
    adminOf(backup, accountName) {
      const read = readKeyring(dataDir, protection);
      const known = listBackups(dataDir).find(({ name }) => name === backup);
      if (!read.ok || (backup !== null && !known)) return null;
      const path = known ? join(backupFolder(dataDir), known.name) : databasePath(dataDir);
      const opened = openDatabase({ path, key: read.keys.database, readonly: true });
      if (!opened.ok) return null;
      try {
        const row = opened.database.prepare(adminSql).get(keyOf(accountName)) as
          | { id: number; hash: Buffer; salt: Buffer }
          | undefined;
        return row
          ? { accountId: row.id, hash: new Uint8Array(row.hash), salt: new Uint8Array(row.salt) }
          : null;
      } catch (error) {
        if (sqliteCode(error) === '') throw error;
        return null;
      } finally {
        opened.database.close();
      }
    },
    canRecover: () => !readKeyring(dataDir, protection).ok && hasRecoverySlot(dataDir),
    recover(privateKeyPem) {
      if (!recoverKeyring(dataDir, protection, privateKeyPem)) return false;
      const opened = openStores(options);
      // What is behind the key may need a backup next; that it was opened is told where there is a trail to tell it to.
      if (!opened.ok) return true;
      const at = options.now();
      opened.stores.audit.append({
        at,
        actor: 'recovery key',
        action: 'key.recover',
        subject: 'keyring',
        outcome: 'ok',
        detail: '',
      });
      opened.stores.close();
      return true;
    },
    restore(backup, actor) {
      const opened = restoreInto(options, actor, backup);
      if (!opened?.ok) return opened?.code === 'DAMAGED_IN_USE' ? 'inUse' : 'failed';
      opened.stores.close();
      return 'restored';
    },
    rescue: (backup, privateKeyPem) =>
      rescueClosed({
        dataDir,
        protection,
        crypto: options.crypto,
        backup,
        privateKeyPem,
        machine: options.machine ?? hostname(),
        now: options.now(),
      }),
  };
}
