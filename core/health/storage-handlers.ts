import type { AppParts, Handlers } from '../app-parts.ts';
import { fail, ok } from '../contract/result.ts';

/** What an admin sees of the database file, and what he can do about it while it is open. */
export function storageHandlers({
  storage,
  health,
  clock,
}: Pick<AppParts, 'storage' | 'health' | 'clock'>): Pick<
  Handlers,
  'storage.get' | 'storage.acknowledge' | 'backup.create' | 'backup.restore' | 'key.recover'
> {
  const view = () => ({
    recordsMissing: storage.recordsMissing(),
    restored: storage.restored(),
    backups: [...storage.backups.list()],
  });
  return {
    'storage.get': () => ok(view()),

    'storage.acknowledge': (_, caller) => {
      health.acknowledgeIncident(String(caller.signedIn?.accountId ?? 0), clock.nowMs());
      return ok(view());
    },

    'backup.restore': () =>
      fail('CONFLICT', 'The data of this PC is open and whole: there is nothing to restore.'),

    'key.recover': () => fail('CONFLICT', 'The data of this PC is open: no recovery key is needed.'),

    'backup.create': () => {
      const made = storage.backups.create(clock.nowMs());
      if (made.ok) return ok(view());
      return made.code === 'DISK_FULL'
        ? fail('DISK_FULL', 'There is no room for a backup on this disk. Free some space and try again.')
        : fail(
            'BACKUP_FAILED',
            'The backup could not be made. Nothing else has changed. Try again, or ask IT.',
          );
    },
  };
}
