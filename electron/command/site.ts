import { existsSync, readFileSync } from 'node:fs';
import type { AppParts } from '../../core/app-parts.ts';
import type { SystemProxy } from '../../core/transport/proxy-lookup.ts';
import { systemClock } from '../../core/transport/system-clock.ts';
import { databasePath } from '../../db/data-folder.ts';
import { keyringPath } from '../../db/keyring.ts';
import { type OpenedStores, openStores } from '../../db/open-stores.ts';
import type { Stores } from '../../db/stores.ts';
import { applyProfileFile } from '../apply-profile.ts';
import { type ManagedConfig, readManagedConfig, unmanaged } from '../managed/managed-config.ts';
import { readPolicy } from '../managed/policy.ts';
import { keyProtection } from '../node-host/key-protection.ts';
import { nodeCrypto } from '../node-host/node-crypto.ts';
import type { Outcome } from './exit-codes.ts';

/** Where a command works: the folders of this installation, or of this development start. */
export interface Site {
  readonly dataDir: string;
  /** Null where IT fixes nothing. */
  readonly configDir: string | null;
  readonly packaged: boolean;
  /** The Node host sends test messages only. */
  readonly testOnly: boolean;
  /** What the system says of the proxy for a URL; left out where the host cannot tell. */
  readonly systemProxy?: SystemProxy;
}

/** Who the audit trail names for what came over the command line: IT, who has no account. */
export const commandActor = 'it';

/** What IT fixed, read without remembering it: that is the application's at its start. */
export function managedOf({ configDir }: Site): ManagedConfig {
  return configDir === null ? unmanaged : readManagedConfig({ configDir, dataDir: null, policy: readPolicy });
}

/** The same without the files that a start takes in: those are for the application to take, and to tell. */
export function managedSettingsOf(site: Site): ManagedConfig {
  const managed = managedOf(site);
  const { profileFile: _profile, clientCertificateFile: _certificate, ...values } = managed.values;
  return { ...managed, values };
}

/** Whether a database was ever made here. */
export function hasData({ dataDir }: Site): boolean {
  return existsSync(keyringPath(dataDir)) || existsSync(databasePath(dataDir));
}

/**
 * Opens the database beside whoever has it open, works on it and closes it. `create` makes one where none was, as a first start
 * does, so that IT can prepare a PC; nothing is ever restored from a backup here, because the application must say so.
 */
export async function withStores(
  site: Site,
  create: boolean,
  work: (stores: Stores & Pick<AppParts, 'clock'>) => Promise<Outcome> | Outcome,
): Promise<Outcome> {
  if (!create && !hasData(site)) return noData;
  const opened = await open(site);
  if (!opened.ok) return { reason: 'DATA_CLOSED', message: opened.message, found: { code: opened.code } };
  const stores = { ...opened.stores, clock: systemClock };
  try {
    return await work(stores);
  } finally {
    opened.stores.close();
  }
}

export const noData: Outcome = {
  reason: 'DATA_CLOSED',
  message: 'There is no database yet: start Clinic Outbox once, or import something.',
  found: { code: 'NONE' },
};

async function open(site: Site): Promise<OpenedStores> {
  const managed = managedOf(site);
  const opened = openStores({
    dataDir: site.dataDir,
    protection: await keyProtection(site.packaged, managed),
    crypto: nodeCrypto,
    now: () => systemClock.nowMs(),
  });
  const { profileFile } = managed.values;
  // A PC that is prepared before its first start takes IT's profile now, so that there is something to give a key to.
  if (opened.ok && profileFile !== undefined && opened.stores.destinations.list().length === 0)
    applyProfileFile({ ...opened.stores, clock: systemClock }, profileFile, site.testOnly);
  return opened;
}

/** The JSON object in a file; null where there is none that can be read. */
export function readJsonObject(path: string): Readonly<Record<string, unknown>> | null {
  try {
    const read: unknown = JSON.parse(readFileSync(path, 'utf8'));
    return typeof read === 'object' && read !== null && !Array.isArray(read)
      ? (read as Readonly<Record<string, unknown>>)
      : null;
  } catch {
    return null;
  }
}
