import { mkdirSync } from 'node:fs';
import type { AppParts } from '../core/app-parts.ts';
import type { ClosedData } from '../core/closed/ports.ts';
import { codeOf } from '../core/host/error-code.ts';
import { type Crypto, type Log, logCode, type SaveFile } from '../core/host/ports.ts';
import { systemEventIds } from '../core/host/system-log.ts';
import { parseProfile } from '../core/malaffi/profile.ts';
import type { Managed } from '../core/settings/managed.ts';
import { readClientCertificate } from '../core/transport/client-certificate.ts';
import { testConnection } from '../core/transport/doctor.ts';
import { createNodeTransport } from '../core/transport/node-transport.ts';
import {
  createPracticeReceiver,
  type PracticeReceiver,
} from '../core/transport/practice/practice-receiver.ts';
import type { SystemProxy } from '../core/transport/proxy-lookup.ts';
import { readFeedAt } from '../core/transport/read-feed.ts';
import { systemClock } from '../core/transport/system-clock.ts';
import { createClosedData } from '../db/closed-data.ts';
import type { KeyProtection } from '../db/key-slots.ts';
import { hasRecoverySlot } from '../db/keyring.ts';
import { openOrRestore } from '../db/open-or-restore.ts';
import { openStores } from '../db/open-stores.ts';
import { applyProfileFile, liveDestination } from './apply-profile.ts';
import { applyManaged } from './managed/apply-managed.ts';
import { type ManagedConfig, unmanaged } from './managed/managed-config.ts';
import { tellEarlierStops } from './node-host/earlier-stops.ts';
import { createFileLog } from './node-host/file-log.ts';
import { backUpAtExit, startHouseKeeping } from './node-host/house-keeping.ts';
import { keyProtection } from './node-host/key-protection.ts';
import { readLogTail } from './node-host/log-tail.ts';
import { createMachine, type Machine } from './node-host/machine.ts';
import { nodeCrypto } from './node-host/node-crypto.ts';
import { createPrinting, type HostPrinting } from './node-host/printing.ts';
import { markRun } from './node-host/run-mark.ts';
import { writeStatusFile } from './node-host/status-file.ts';
import { watchStorage } from './node-host/storage-state.ts';
import { surroundingsOf } from './node-host/surroundings.ts';
import { createSystemLog } from './node-host/windows-event-log.ts';
import { runtimeVersions, version } from './version.ts';

/** What both hosts build the application from, and how to take it down again. */
export interface Host {
  readonly parts: AppParts;
  readonly machine: Machine;
  readonly printing: HostPrinting;
  readonly practiceReceiver: PracticeReceiver | null;
  /** Closes the database last; call after `app.stop()`. */
  close(): Promise<void>;
  /** The same within one call; call after `app.stopAtOnce()`. */
  closeAtOnce(): void;
  /** The program is about to end by a fault of its own: the next start is to know which. */
  failed(reason: string): void;
}

export type HostOpened =
  | { readonly ok: true; readonly host: Host }
  /** `message` is one sentence for the person in front of the screen; `data` is there where the database does not open. */
  | {
      readonly ok: false;
      readonly code: string;
      readonly message: string;
      readonly log: Log;
      readonly data: ClosedData | null;
      readonly saveFile: SaveFile;
      readonly crypto: Crypto;
    };

export interface HostOptions {
  readonly dataDir: string;
  readonly packaged: boolean;
  /** What may wrap the data key, instead of what this machine has: for tests. */
  readonly protection?: KeyProtection;
  /** What hashes passwords and passphrases, instead of Node's own at full cost: for tests. */
  readonly crypto?: Crypto;
  /** What IT fixed, by policy or file; nothing when left out. */
  readonly managed?: ManagedConfig;
  /** A file with the profile that becomes the destination; null or missing leaves the destinations as they are. */
  readonly profile?: string | null;
  /** Refuses live messages (MSH-11 `P`), those of the data folder and those of the profile. */
  readonly testOnly?: boolean;
  /** What the system says of the proxy for a URL; left out where the host cannot tell. */
  readonly systemProxy?: SystemProxy;
  /** False where a damaged file is not replaced by a backup: a command must leave that to the application, which tells people. */
  readonly restores?: boolean;
  /** Left out where the window saves files itself. */
  readonly saveFile?: SaveFile;
}

/** Opens the database in `dataDir` (made when it is missing) and gathers what the application needs of this machine. */
export async function openHost(options: HostOptions): Promise<HostOpened> {
  const { dataDir, profile, testOnly, managed = unmanaged, crypto = nodeCrypto } = options;
  const { saveFile = async () => 'byWindow' } = options;
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const now = () => systemClock.nowMs();
  const storage = watchStorage(dataDir, () => stores);
  const log = createFileLog(dataDir);
  const run = markRun(dataDir, now());
  const protection = options.protection ?? (await keyProtection(options.packaged, managed));
  const database = {
    dataDir,
    protection,
    crypto,
    now,
    afterUncleanStop: run.earlier.length > 0,
    inUse: run.beside,
    backupFolder: managed.values.backupFolder,
    onNoThread: (error: unknown) => log.warn('longWork.noThread', { code: logCode(codeOf(error)) }),
    onDamaged: () => storage.damaged(now()),
  };
  const opened = options.restores === false ? openStores(database) : openOrRestore(database);
  if (!opened.ok) {
    const code = logCode(opened.code);
    log.error('database.closed', { code });
    createSystemLog(log)?.({ id: systemEventIds.incident, level: 'error', code, values: {} });
    run.ended();
    return { ...opened, log, data: createClosedData(database), saveFile, crypto };
  }
  const { stores } = opened;
  if (opened.slotsChanged) {
    log.info('key.slotsChanged');
    stores.audit.append({
      at: now(),
      actor: 'system',
      action: 'key.slotsChanged',
      subject: 'keyring',
      outcome: 'ok',
      detail: '',
    });
  }
  const firstStart = stores.destinations.list().length === 0;
  const named = { ...stores, clock: systemClock };
  const wrong =
    (testOnly && liveDestination(stores)) || (profile && applyProfileFile(named, profile, testOnly === true));
  if (wrong) {
    stores.close();
    run.ended();
    return { ok: false, code: 'BAD_PROFILE', message: wrong, log, data: null, saveFile, crypto };
  }
  if (stores.incident) log.error('database.recordsMissing');
  tellEarlierStops(stores, log, run, now());
  const house = startHouseKeeping(stores, log, () => {
    // The next start looks again before it opens, and goes back to a backup.
    run.failed('integrity.damaged');
    storage.damaged(now());
  });
  const machine = createMachine();
  const printing = createPrinting();
  // The very first start makes a destination that names the receiver.
  const wanted = firstStart || namesBuiltInReceiver(stores.destinations.list());
  const receiver = wanted ? await createPracticeReceiver() : null;
  const { companyCaPem, ...applied } = applyManaged(named, managed, recoveryOf(options, dataDir));
  const surroundings = surroundingsOf(companyCaPem, applied.settings, options.systemProxy);
  const { updateFeed } = managed.values;
  const parts: AppParts = {
    ...stores,
    ...applied,
    storage,
    transport: createNodeTransport(systemClock, surroundings),
    testConnection: (address, timeouts, ping) =>
      testConnection(address, timeouts, ping, systemClock, surroundings),
    readCertificate: readClientCertificate,
    readFeed: updateFeed === undefined ? null : () => readFeedAt(updateFeed, systemClock, surroundings),
    clock: systemClock,
    random: Math.random,
    crypto,
    machine,
    printing,
    log,
    systemLog: createSystemLog(log),
    logTail: (count) => readLogTail(dataDir, count),
    version,
    versions: runtimeVersions(),
    writeStatus: (status) => writeStatusFile(dataDir, status),
    saveFile,
    testOnly: testOnly ?? false,
    practiceReceiver: () => (receiver ? { host: '127.0.0.1', port: receiver.mllpPort } : null),
  };
  return {
    ok: true,
    host: {
      parts,
      machine,
      printing,
      practiceReceiver: receiver,
      async close() {
        await receiver?.stop();
        backUpAtExit(stores, log, now());
        this.closeAtOnce();
      },
      closeAtOnce() {
        house.stop();
        machine.close();
        stores.close();
        run.ended();
      },
      failed: run.failed,
    },
  };
}

/** Development needs no recovery: its key lies in clear. */
function recoveryOf({ packaged }: HostOptions, dataDir: string): Managed['recovery'] {
  if (!packaged) return 'notNeeded';
  return hasRecoverySlot(dataDir) ? 'present' : 'missing';
}

function namesBuiltInReceiver(destinations: ReturnType<AppParts['destinations']['list']>): boolean {
  return destinations.some(({ profile }) => {
    const parsed = parseProfile(profile);
    return parsed.ok && parsed.profile.address === 'builtIn';
  });
}
