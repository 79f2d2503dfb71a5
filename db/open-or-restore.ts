import { hostname } from 'node:os';
import type { Restored } from '../core/contract/health.ts';
import { type OpenedStores, type OpenStoresOptions, openStores } from './open-stores.ts';
import { restoreBackup } from './restore.ts';
import { startFault } from './start-fault.ts';

/**
 * Opens the database; a damaged file, whose key is right, is put aside and replaced by the newest backup that proves whole,
 * with everything that the damaged file still gives (docs/security.md, start-up decision table). What was done is kept for
 * the window until an admin has seen it. Where there is no backup nothing is changed and the fault stays. The same while another
 * process has the file open: what it goes on saving would be in the file that was put aside.
 */
export function openOrRestore(options: OpenStoresOptions): OpenedStores {
  const opened = openStores(options);
  return !opened.ok && opened.code === 'DAMAGED' ? (restoreInto(options, 'system') ?? opened) : opened;
}

/** Goes back to a backup (the newest whole one when none is named) and opens it; null when there is none, a fault while in use. */
export function restoreInto(options: OpenStoresOptions, actor: string, backup?: string): OpenedStores | null {
  const { dataDir, protection, crypto, now } = options;
  if (options.inUse?.()) return startFault('DAMAGED_IN_USE');
  const at = now();
  const machine = options.machine ?? hostname();
  const done = restoreBackup({
    dataDir,
    protection,
    crypto,
    now: at,
    actor,
    machine,
    ...(backup === undefined ? {} : { backup }),
  });
  if (!done.ok) return null;
  const opened = openStores(options);
  if (!opened.ok) return opened;
  const { assessments, messages, unreadable } = done.salvaged;
  const kept: Restored = { at, backup: done.backup, assessments, messages, unreadable };
  opened.stores.settings.setValue('restored', JSON.stringify(kept));
  return opened;
}
