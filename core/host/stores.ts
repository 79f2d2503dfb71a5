import type { AuditAction } from '../contract/audit.ts';
import type { DestinationView, Settings } from '../contract/destination.ts';
import type { Pause } from '../delivery/ports.ts';

/** Destinations with their profile and write-only secret. */
export interface DestinationStore {
  list(): readonly StoredDestination[];
  get(id: string): StoredDestination | null;
  /** A changed profile raises `profileVersion`. `secret` undefined keeps the stored one; `what` goes into the audit row. */
  save(
    id: string | null,
    name: string,
    profile: unknown,
    secret: string | undefined,
    actor: string,
    now: number,
    what?: string,
  ): StoredDestination;
  pause(id: string, pause: Pause | null, actor: string, now: number): void;
  /** The secret in clear, for the transport alone: never for a view or a log. */
  secret(id: string): string | null;
}

export interface StoredDestination
  extends Pick<DestinationView, 'id' | 'name' | 'enabled' | 'profileVersion' | 'hasSecret'> {
  readonly profile: unknown;
  readonly pause: Pause | null;
}

export interface SettingsStore {
  get(): Settings;
  /** Writes the audit row in the same transaction; nothing is written where nothing changes. */
  save(change: Partial<Settings>, entry: AuditEntry): Settings;
  /** A small value of the application's own, such as the station code of control ids. */
  value(key: string): string | null;
  setValue(key: string, value: string): void;
  /** The same with an audit row in one transaction; null takes the value away. */
  setAudited(key: string, value: string | null, entry: AuditEntry): void;
}

/** One row of who did what. `subject` is an id, `detail` codes and numbers: never a name. */
export interface AuditEntry {
  readonly at: number;
  readonly actor: string;
  readonly action: AuditAction;
  readonly subject: string;
  readonly outcome: 'ok' | 'refused' | 'failed';
  readonly detail: string;
}

export interface AuditStore {
  append(entry: AuditEntry): void;
  /** The newest entries first. */
  latest(limit: number): readonly AuditEntry[];
}
