import type { Database } from 'better-sqlite3';
import { backupBeforeUpgrade } from './backup.ts';
import type { Keys } from './keyring.ts';
import { migrate, versionOf } from './migrate.ts';
import { type Migration, migrations } from './migrations/index.ts';
import { type StartFault, startFault } from './start-fault.ts';

/**
 * Brings a database to this program's schema; one that holds anything gets a verified backup first, and without that nothing is
 * changed. A step that fails leaves the file as it was (the steps are one transaction). Null when the schema is the newest.
 */
export function upgrade(
  database: Database,
  keys: Pick<Keys, 'database'>,
  options: {
    readonly dataDir: string;
    readonly now: () => number;
    readonly migrations?: readonly Migration[];
  },
): StartFault | null {
  const steps = options.migrations ?? migrations;
  const from = versionOf(database);
  if (from > 0 && from < (steps.at(-1)?.version ?? 0)) {
    const made = backupBeforeUpgrade(database, options.dataDir, keys.database, from, options.now());
    if (!made.ok) return startFault('NO_BACKUP_BEFORE_UPGRADE', made.detail);
  }
  const migrated = migrate(database, steps);
  if (migrated.ok) return null;
  return startFault(migrated.code, migrated.code === 'UPGRADE_FAILED' ? migrated.detail : undefined);
}
