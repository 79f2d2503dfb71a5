import type { AcknowledgedAlert, Outage, RecordsMissing, Restored } from '../contract/health.ts';
import type { MessageState, ProblemCode } from '../contract/message.ts';
import type { Cancel } from '../host/ports.ts';
import type { AuditEntry } from '../host/stores.ts';

/** One hour in which anything happened; `hour` counts from 1970. */
export interface HourRow {
  readonly hour: number;
  readonly sent: number;
  readonly failed: number;
}

/** What the database knows of how sending goes. */
export interface HealthStore {
  states(): Readonly<Record<MessageState, number>>;
  reasons(): readonly {
    readonly state: 'pending' | 'failed';
    readonly problem: ProblemCode;
    readonly count: number;
  }[];
  /** Hours from one (inclusive) to another (inclusive), in order, without empty ones. */
  hours(from: number, to: number): readonly HourRow[];
  /** Times to the ACK since `from`, the newest first, at most `limit`. */
  ackTimes(from: number, limit: number): readonly { readonly at: number; readonly latencyMs: number }[];
  /** From when to when the messages waited that were accepted since `from`, the newest first, at most `limit`. */
  waits(from: number, limit: number): readonly { readonly from: number; readonly until: number }[];
  /** Outages that had not ended before `from`, newest first. */
  outages(from: number, limit: number): readonly Outage[];
  /** Notes that an outage began, unless one is open for this destination. */
  startOutage(destinationId: string, problem: ProblemCode, at: number): void;
  /** Ends the open outage of a destination, if there is one; null ends all. */
  endOutage(destinationId: string | null, at: number): void;
  /** An admin knows of what an alert says: it is shown no more. With an audit row, in one transaction. */
  acknowledge(code: AcknowledgedAlert, actor: string, at: number): void;
}

/** Verified backups of the database, newest first. */
export interface BackupFiles {
  list(): readonly { readonly name: string; readonly madeAt: number; readonly bytes: number }[];
  create(
    now: number,
  ): Promise<
    { readonly ok: true } | { readonly ok: false; readonly code: 'DISK_FULL' | 'NOT_VERIFIED' | 'FAILED' }
  >;
  /** Since when something is in no backup; null when the newest has everything. */
  unsavedSince(): number | null;
  /** The second folder that each backup is copied to, and the code of what the last copy failed with; null without one. */
  second(): {
    readonly folder: string;
    readonly fixed: boolean;
    readonly copiedAt: number | null;
    readonly fault: string | null;
  } | null;
  /** With its audit row in one transaction; false where IT has fixed it. */
  chooseSecond(folder: string | null, entry: AuditEntry): boolean;
}

/** The disk and the file that everything lies on, as the host sees them. */
export interface StorageState {
  disk(): { readonly freeBytes: number; readonly level: 'ok' | 'low' | 'full' };
  /** Records that were found missing at a start, until an admin has said that he knows; null as a rule. */
  recordsMissing(): RecordsMissing | null;
  /** A restore that took place, until an admin has said that he knows; null as a rule. */
  restored(): Restored | null;
  /** When a damaged page was met in this run; null as a rule. */
  damagedSince(): number | null;
  /** When the program was started after it had ended by a fault of its own, for a day; null as a rule. */
  crashedAt(): number | null;
  /** When the audit trail was found not to be whole, until an admin has said that he knows or a check passes. */
  auditBrokenSince(): number | null;
  /** Called when a damaged page is met: whoever works on the file must stop. */
  onDamaged(listener: () => void): Cancel;
  readonly backups: BackupFiles;
  /** Whether the name of the data folder says that a program copies it to a cloud. */
  synced(): boolean;
}

/** A storage without any trouble, for tests and tools. */
export const soundStorage: StorageState = {
  disk: () => ({ freeBytes: 1e12, level: 'ok' }),
  recordsMissing: () => null,
  restored: () => null,
  onDamaged: () => () => {},
  damagedSince: () => null,
  crashedAt: () => null,
  auditBrokenSince: () => null,
  backups: {
    list: () => [],
    create: async () => ({ ok: false, code: 'FAILED' }),
    unsavedSince: () => null,
    second: () => null,
    chooseSecond: () => true,
  },
  synced: () => false,
};
