import { hostname } from 'node:os';
import type { AppParts } from '../core/app-parts.ts';
import type { RecordsMissing } from '../core/contract/health.ts';
import type { Crypto } from '../core/host/ports.ts';
import { createAccountStore } from './account-store.ts';
import { createAssessmentStore } from './assessment-store.ts';
import { type ChainedAuditStore, createAuditStore } from './audit-store.ts';
import { createAuditTrail } from './audit-trail.ts';
import { type Backups, createBackups } from './backup.ts';
import { createClassStore } from './class-store.ts';
import type { Connection } from './connection.ts';
import { databasePath } from './data-folder.ts';
import { createDestinationStore } from './destination-store.ts';
import { type DiskSpace, diskSpace } from './disk-space.ts';
import { createHealthStore } from './health-store.ts';
import { checkHighWater } from './high-water.ts';
import type { KeyProtection } from './key-slots.ts';
import type { Keys } from './keyring.ts';
import { reserveLogRoom } from './log-room.ts';
import { beside } from './long-work/beside.ts';
import { diskCode } from './open.ts';
import { createOutboxStore } from './outbox-store.ts';
import { createQueueStore } from './queue-store.ts';
import { createReportStore } from './report-store.ts';
import { createRescueStore } from './rescue/rescue-store.ts';
import { createSettingsStore } from './settings-store.ts';
import type { StateFile } from './state-file.ts';
import { createStudentStore } from './student-store.ts';

/** Every port that the database implements. */
export interface Stores
  extends Pick<
    AppParts,
    | 'outbox'
    | 'assessments'
    | 'students'
    | 'classes'
    | 'queue'
    | 'accounts'
    | 'destinations'
    | 'settings'
    | 'health'
    | 'reports'
    | 'auditTrail'
    | 'rescue'
    | 'changedOutside'
  > {
  readonly audit: ChainedAuditStore;
  readonly backups: Backups;
  /** Rows that were in the database at its last close or crash and were missing at this start; null as a rule. */
  readonly incident: RecordsMissing | null;
  /** Free room on the disk of the database, and whether to warn or to refuse new assessments. */
  disk(): DiskSpace;
  /** SQLite's integrity_check of the whole file, every index included, beside the application. */
  isWhole(): Promise<boolean>;
  /**
   * Moves what is in the write-ahead log into the file, gives the log its room for what comes, and syncs the mark outside of
   * both; for idle moments.
   */
  checkpoint(): void;
  close(): void;
}

/** What the stores need of the start. */
export interface StoresOptions {
  readonly dataDir: string;
  readonly crypto: Pick<Crypto, 'hmacSha256' | 'scrypt'>;
  readonly protection: Pick<KeyProtection, 'recovery'>;
  readonly now: () => number;
  readonly machine?: string;
  readonly backupFolder?: string | undefined;
  readonly onNoThread?: (error: unknown) => void;
}

/** Every store on one connection; rows that the mark knows and the database does not are found here. */
export function createStores(
  connection: Connection,
  state: StateFile,
  keys: Keys,
  options: StoresOptions,
): Stores {
  const machine = options.machine ?? hostname();
  const { onNoThread = () => {} } = options;
  const audit = createAuditStore(connection, options.crypto, keys.audit, machine);
  const incident = checkHighWater(connection, state, audit, keys.dbId, options.now());
  const settings = createSettingsStore(connection, audit);
  const checkpoint = () => {
    // Not TRUNCATE: the next commit begins the log anew, and its length stays.
    connection.handle.pragma('wal_checkpoint(PASSIVE)');
    reserveLogRoom(connection.handle, databasePath(options.dataDir));
    state.sync();
  };
  return {
    outbox: createOutboxStore(connection),
    assessments: createAssessmentStore(connection, audit),
    students: createStudentStore(connection, audit),
    classes: createClassStore(connection, audit),
    queue: createQueueStore(connection, audit),
    health: createHealthStore(connection, audit),
    reports: createReportStore(connection, audit),
    rescue: createRescueStore(connection, audit, options.crypto, {
      dbId: keys.dbId,
      machine,
      recovery: options.protection.recovery,
    }),
    accounts: createAccountStore(connection, audit),
    destinations: createDestinationStore(connection, audit),
    settings,
    audit,
    changedOutside: outsideChanges(connection),
    auditTrail: createAuditTrail(connection, options.crypto, keys.audit, () => {
      const mark = state.read();
      return mark ? { seq: mark.auditSeq, mac: mark.auditMac } : undefined;
    }),
    backups: createBackups(
      connection,
      options.dataDir,
      keys,
      audit,
      options.backupFolder ?? null,
      onNoThread,
    ),
    incident,
    disk: () => diskSpace(options.dataDir),
    isWhole: () => beside({ kind: 'integrity', dataDir: options.dataDir, key: keys.database }, onNoThread),
    checkpoint,
    close() {
      if (!connection.handle.open) return;
      try {
        connection.handle.pragma('wal_checkpoint(TRUNCATE)');
        state.sync();
      } catch (error) {
        // On a full or failing disk the log stays beside the file and is read at the next start.
        if (diskCode(error) === '') throw error;
      } finally {
        connection.close();
        state.close();
      }
    },
  };
}

/** SQLite's own count of what others committed; a handle that was opened anew counts as a change. */
function outsideChanges(connection: Connection): () => boolean {
  const version = () => connection.handle.pragma('data_version', { simple: true });
  let known = version();
  return () => {
    const before = known;
    known = version();
    return known !== before;
  };
}
