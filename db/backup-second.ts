import { join } from 'node:path';
import type { AuditEntry, AuditStore } from '../core/host/stores.ts';
import { removeOld } from './backup-files.ts';
import type { Connection } from './connection.ts';

const chosenKey = 'own.backupFolder';
const copyKey = 'own.backupCopy';
const readSql = 'SELECT value FROM settings WHERE key = ?';
const keepSql = `
  INSERT INTO settings (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value`;

export interface SecondFolder {
  readonly folder: string;
  /** IT chose it. */
  readonly fixed: boolean;
  readonly copiedAt: number | null;
  /** Code of what the last copy failed with; null when it went well or there was none yet. */
  readonly fault: string | null;
}

interface NotedCopy {
  /** This database's own, in the folder that was chosen. */
  readonly folder: string;
  readonly copiedAt: number | null;
  readonly fault: string | null;
}

/**
 * Where a second copy of each backup goes: to another disk. One that is not there today costs the copy and is told; the backup
 * itself counts. Several PCs may share it: each database has a folder of its own there, and only its own copies are removed.
 */
export function createSecondFolder(
  connection: Connection,
  audit: Pick<AuditStore, 'append'>,
  fixed: string | null,
  dbId: string,
) {
  return {
    view(): SecondFolder | null {
      const folder = chosen();
      if (folder === null) return null;
      const known = noted();
      const same = known?.folder === placeIn(folder) ? known : null;
      return {
        folder,
        fixed: fixed !== null,
        copiedAt: same?.copiedAt ?? null,
        fault: same?.fault ?? null,
      };
    },
    choose(folder: string | null, entry: AuditEntry): boolean {
      if (fixed !== null) return false;
      connection.write(() => {
        connection.run(keepSql, [chosenKey, folder ?? '']);
        audit.append(entry);
      });
      return true;
    },
    /** Where copies go; null where no folder is chosen. */
    place(): string | null {
      const folder = chosen();
      return folder === null ? null : placeIn(folder);
    },
    /** Notes how the copy of a backup into that place went. */
    copied(folder: string, fault: string | null, now: number): void {
      const earlier = noted();
      const copiedAt = fault === null ? now : earlier?.folder === folder ? earlier.copiedAt : null;
      connection.run(keepSql, [copyKey, JSON.stringify({ folder, copiedAt, fault } satisfies NotedCopy)]);
      if (fault === null) removeOld(folder, now);
    },
  };

  function placeIn(folder: string): string {
    return join(folder, `clinic-outbox-${dbId.slice(0, 8)}`);
  }

  function chosen(): string | null {
    return fixed ?? (connection.get<{ value: string }>(readSql, [chosenKey])?.value || null);
  }

  function noted(): NotedCopy | null {
    const stored = connection.get<{ value: string }>(readSql, [copyKey]);
    return stored ? (JSON.parse(stored.value) as NotedCopy) : null;
  }
}
