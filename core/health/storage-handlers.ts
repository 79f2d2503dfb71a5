import type { AppParts, Handlers } from '../app-parts.ts';
import { fail, ok } from '../contract/result.ts';
import { isAbsolutePath, isNetworkPath, isSyncedFolder } from '../host/folder-place.ts';

/** What an admin sees of the database file, and what he can do about it while it is open. */
export function storageHandlers(
  { storage, health, audit, clock }: Pick<AppParts, 'storage' | 'health' | 'audit' | 'clock'>,
  acknowledged: () => void,
): Pick<
  Handlers,
  'storage.get' | 'storage.acknowledge' | 'backup.create' | 'backup.folder' | 'backup.restore' | 'key.recover'
> {
  const view = () => ({
    recordsMissing: storage.recordsMissing(),
    restored: storage.restored(),
    backups: [...storage.backups.list()],
    unsavedSince: storage.backups.unsavedSince(),
    second: storage.backups.second(),
  });
  return {
    'storage.get': () => ok(view()),

    'storage.acknowledge': ({ code }, caller) => {
      health.acknowledge(code, String(caller.signedIn?.accountId ?? 0), clock.nowMs());
      acknowledged();
      return ok(view());
    },

    'backup.restore': () =>
      fail('CONFLICT', 'The data of this PC is open and whole: there is nothing to restore.'),

    'key.recover': () => fail('CONFLICT', 'The data of this PC is open: no recovery key is needed.'),

    'backup.create': async (_, caller) => {
      const made = await storage.backups.create(clock.nowMs());
      audit.append({
        at: clock.nowMs(),
        actor: String(caller.signedIn?.accountId ?? 0),
        action: 'backup.create',
        subject: 'backup',
        outcome: made.ok ? 'ok' : 'failed',
        detail: made.ok ? '' : made.code,
      });
      if (made.ok) return ok(view());
      return made.code === 'DISK_FULL'
        ? fail('DISK_FULL', 'There is no room for a backup on this disk. Free some space and try again.')
        : fail(
            'BACKUP_FAILED',
            'The backup could not be made. Nothing else has changed. Try again, or ask IT.',
          );
    },

    'backup.folder': ({ folder }, caller) => {
      const rule = folder === null ? null : folderFault(folder);
      if (rule) {
        return fail('BAD_INPUT', 'This folder cannot be used. Choose one on a disk of this PC.', [
          { path: 'folder', rule },
        ]);
      }
      const chosen = storage.backups.chooseSecond(folder, {
        at: clock.nowMs(),
        actor: String(caller.signedIn?.accountId ?? 0),
        action: 'backup.folder',
        subject: 'backups',
        outcome: 'ok',
        detail: folder === null ? 'none' : 'chosen',
      });
      if (chosen) return ok(view());
      return fail('MANAGED', 'IT has fixed this setting for this PC.', [{ path: 'folder', rule: 'managed' }]);
    },
  };
}

/** Local, and nowhere from where a program copies it out of the country. */
function folderFault(folder: string): string | null {
  if (!isAbsolutePath(folder)) return 'folderNotAbsolute';
  if (isNetworkPath(folder)) return 'folderOnNetwork';
  return isSyncedFolder(folder) ? 'folderIsSynced' : null;
}
