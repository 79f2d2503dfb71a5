import type { StorageState } from '../../core/health/ports.ts';
import type { Stores } from '../../db/open-stores.ts';

/** The storage as the host sees it, with the lever that the database pulls when it meets a damaged page. */
export interface WatchedStorage extends StorageState {
  damaged(at: number): void;
}

/** Makes the storage state; `stores` is asked only once the database is open. */
export function watchStorage(stores: () => Pick<Stores, 'disk' | 'settings' | 'backups'>): WatchedStorage {
  let damagedAt: number | null = null;
  return {
    disk: () => stores().disk(),
    recordsMissing: () => {
      const kept = stores().settings.value('incident');
      return kept ? (JSON.parse(kept) as ReturnType<StorageState['recordsMissing']>) : null;
    },
    damagedSince: () => damagedAt,
    backups: {
      list: () => stores().backups.list(),
      create: (now) => stores().backups.create(now),
    },
    damaged(at) {
      damagedAt ??= at;
    },
  };
}
