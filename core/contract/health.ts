import { z } from 'zod';
import { messageStates, problemCodes } from './message.ts';

const epochMs = z.number().int();
const count = z.number().int();

/** The line to one destination as the drainer last found it; never taken from the operating system's word alone. */
export const linkSchema = z.object({
  destinationId: z.string(),
  name: z.string(),
  state: z.enum(['unknown', 'connected', 'offline', 'unreachable', 'paused']),
  since: epochMs.nullable(),
  problem: z.enum(problemCodes).nullable(),
  nextProbeAt: epochMs.nullable(),
  pausedUntil: epochMs.nullable(),
  lastAcceptedAt: epochMs.nullable(),
  /** How far the receiver's clock is ahead of this PC's, as its last answer told; null when none has. */
  receiverAheadMs: z.number().nullable().optional(),
  practice: z.boolean(),
  /** The other machine that a practice line sends to; null where messages stay on this PC. */
  practiceHost: z.string().nullable().optional(),
  /** True where messages become files in a folder: written, never accepted. */
  folder: z.boolean(),
  /** True where messages leave this PC without encryption, which a person has allowed. */
  plain: z.boolean().optional(),
  /** Until when the client certificate is valid; null where none is set. */
  certificateEndsAt: epochMs.nullable().optional(),
  /** Whether a named admin has confirmed the mapping with the receiver; practice needs none. */
  mapping: z.enum(['confirmed', 'unconfirmed', 'notNeeded']),
  /** MSH-11 of the profile: P is live, T and D are tests. */
  processingId: z.enum(['P', 'T', 'D']),
});

export type Link = z.infer<typeof linkSchema>;

/** What a person or a fleet should know of. Red ones need somebody; amber ones pass by themselves or can wait. */
export const alertCodes = [
  'DATABASE_DAMAGED',
  'RESTORED',
  'RECORDS_MISSING',
  'DISK_FULL',
  'SENDER_STOPPED',
  'WAITING_DAY',
  'AUDIT_BROKEN',
  'PAUSED',
  'FAILED',
  'OUTAGE',
  'WAITING_LONG',
  'DISK_LOW',
  'CLOCK_WRONG',
  'CERTIFICATE_ENDS',
  'BACKUP_OLD',
  'DATA_FOLDER_SYNCED',
  'CONFIG_INVALID',
  'NO_RECOVERY_KEY',
  'UPDATE_OFFERED',
  'STOPPED_UNEXPECTEDLY',
] as const;

export type AlertCode = (typeof alertCodes)[number];

export const alertSchema = z.object({
  code: z.enum(alertCodes),
  level: z.enum(['amber', 'red']),
  /** Since when, where it is known. */
  since: epochMs.nullable(),
});

export type Alert = z.infer<typeof alertSchema>;

/** Messages sent of all that finished (sent, or failed and still so) in the window: 41 of 42, never 98 % of nobody knows what. */
export const successSchema = z.object({ sent: count, finished: count, windowHours: count });

export const outageSchema = z.object({
  id: count,
  destinationId: z.string(),
  destination: z.string(),
  problem: z.enum(problemCodes),
  startedAt: epochMs,
  /** Null while it lasts. */
  endedAt: epochMs.nullable(),
});

export type Outage = z.infer<typeof outageSchema>;

export const healthSchema = z.object({
  drainer: z.object({
    state: z.enum(['running', 'standby', 'stopped']),
    lastCycleAt: epochMs.nullable(),
    /** It says that it runs and has not stirred for 90 s, by the clock that nobody sets. */
    silent: z.boolean().optional(),
    /** When it looks again by itself, at the latest; null where it does not send. */
    nextCycleAt: epochMs.nullable().optional(),
    /** In `standby`: the account of the operating system whose program sends; null where it is not known. */
    by: z.string().nullable().optional(),
  }),
  links: z.array(linkSchema),
  pending: count,
  failed: count,
  oldestPendingAt: epochMs.nullable(),
  states: z.record(z.enum(messageStates), count),
  /** Waiting and failed messages by reason, most frequent first; one that was never tried has none and is not listed. */
  reasons: z.array(z.object({ state: z.enum(['pending', 'failed']), problem: z.enum(problemCodes), count })),
  success: successSchema,
  /** Most urgent first. */
  alerts: z.array(alertSchema),
  disk: z.object({ level: z.enum(['ok', 'low', 'full']), freeBytes: z.number() }).nullable(),
});

export type Health = z.infer<typeof healthSchema>;

/** The drainer wakes every 30 s whatever happens: three missed times mean that it does not run. */
export const silentMs = 90_000;

/** Whether the sender of this process has stopped, or runs no more although it says so. */
export function isSilent({ state, silent = false }: Health['drainer']): boolean {
  return state === 'stopped' || (state === 'running' && silent);
}

/** What happened by the hour; `hour` is the start of the hour in epoch milliseconds. Hours without any event are left out. */
export const activitySchema = z.object({
  from: epochMs,
  to: epochMs,
  hours: z.array(
    z.object({
      hour: epochMs,
      sent: count,
      /** Came to `failed` in this hour and still is. */
      failed: count,
      /** Time from the first byte of a message to its ACK, of the attempts in this hour. */
      ackMedianMs: z.number().nullable(),
      ackP95Ms: z.number().nullable(),
    }),
  ),
  /** True when there were more ACKs than are looked at: their times then cover the newest only. */
  acksSampled: z.boolean(),
  /** Typical time to the ACK over the whole time. */
  ackMedianMs: z.number().nullable(),
  /** How old the oldest message that waited was at the end of each hour; hours in which nothing waited are left out. */
  backlog: z.array(z.object({ hour: epochMs, ageMs: count })),
  success: successSchema,
  outages: z.array(outageSchema),
});

export type Activity = z.infer<typeof activitySchema>;

/** One look at a line: a connect, an answer that speaks of the line, or a connection test. */
export const connectionCheckSchema = z.object({
  at: epochMs,
  /** The destination's name; null for an address that none has any more. */
  destination: z.string().nullable(),
  kind: z.enum(['connect', 'answer', 'test']),
  ok: z.boolean(),
  problem: z.enum(problemCodes).nullable(),
  durationMs: z.number(),
});

export type ConnectionCheck = z.infer<typeof connectionCheckSchema>;

const range = z.object({ from: count, to: count }).nullable();

/** Rows that were in the database once and are not any more, by their numbers; ranges are inclusive. */
export const recordsMissingSchema = z.object({
  at: epochMs,
  messages: range,
  attempts: range,
  auditRows: range,
});

export type RecordsMissing = z.infer<typeof recordsMissingSchema>;

/** A backup took the place of a damaged database: which one, and what could still be brought over from the damaged file. */
export const restoredSchema = z.object({
  at: epochMs,
  backup: z.string(),
  assessments: count,
  messages: count,
  /** Rows of the damaged file that could not be read. */
  unreadable: count,
});

export type Restored = z.infer<typeof restoredSchema>;

export const backupSchema = z.object({ name: z.string(), madeAt: epochMs, bytes: count });

/** The alerts that stand until an administrator says that he knows. */
export const acknowledgedAlerts = [
  'RECORDS_MISSING',
  'RESTORED',
  'AUDIT_BROKEN',
] as const satisfies readonly AlertCode[];

export type AcknowledgedAlert = (typeof acknowledgedAlerts)[number];

/** What the window says about the database: what happened to it, and the backups that there are, newest first. */
export const storageSchema = z.object({
  recordsMissing: recordsMissingSchema.nullable(),
  restored: restoredSchema.nullable(),
  backups: z.array(backupSchema),
  /** Since when something is in no backup; null when the newest has everything. */
  unsavedSince: epochMs.nullable(),
  /** The folder that each backup is copied to; `fixed` by IT. `fault` is the code of what the last copy failed with. */
  second: z
    .object({
      folder: z.string(),
      fixed: z.boolean(),
      copiedAt: epochMs.nullable(),
      fault: z.string().nullable(),
    })
    .nullable(),
});

export type StorageView = z.infer<typeof storageSchema>;

/** What the tray icon shows; when several apply the first of this list wins. */
export const trayStates = ['attention', 'offline', 'paused', 'sending', 'waiting', 'idle'] as const;

export type TrayState = (typeof trayStates)[number];
