import { keptBreak } from '../../core/audit/chain-state.ts';
import type { StorageState } from '../../core/health/ports.ts';
import { isSyncedFolder } from '../../core/host/folder-place.ts';
import type { Stores } from '../../db/stores.ts';

/** Under this the settings keep when the program was started after a fault of its own. */
export const crashedKey = 'crashedAt';

const crashToldMs = 24 * 3_600_000;

/** The storage as the host sees it, with the lever that the database pulls when it meets a damaged page. */
export interface WatchedStorage extends StorageState {
  damaged(at: number): void;
}

/** Makes the storage state; `stores` is asked only once the database is open. */
export function watchStorage(
  dataDir: string,
  stores: () => Pick<Stores, 'disk' | 'settings' | 'backups'>,
): WatchedStorage {
  let damagedAt: number | null = null;
  const listeners = new Set<() => void>();
  const kept = <T>(key: string): T | null => {
    const text = stores().settings.value(key);
    return text ? (JSON.parse(text) as T) : null;
  };
  return {
    disk: () => stores().disk(),
    recordsMissing: () => kept('incident'),
    restored: () => kept('restored'),
    damagedSince: () => damagedAt,
    crashedAt() {
      const at = Number(stores().settings.value(crashedKey) ?? Number.NaN);
      return Date.now() - at < crashToldMs ? at : null;
    },
    auditBrokenSince() {
      const broken = keptBreak(stores());
      return broken && !broken.known ? broken.at : null;
    },
    onDamaged(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    backups: {
      list: () => stores().backups.list(),
      create: (now) => stores().backups.createBeside(now),
      unsavedSince: () => stores().backups.unsavedSince(),
      second: () => stores().backups.second(),
      chooseSecond: (folder, entry) => stores().backups.chooseSecond(folder, entry),
    },
    synced: () => isSyncedFolder(dataDir),
    damaged(at) {
      damagedAt ??= at;
      for (const listener of listeners) listener();
    },
  };
}
