import type { LogCode, LogValue } from './ports.ts';

/** One line in the log of the operating system: few, for whoever watches a fleet. Codes and numbers alone, by type. */
export interface SystemEvent {
  /** From 1 to 1000, stable, listed in docs/operations.md. */
  readonly id: SystemEventId;
  readonly level: 'information' | 'warning' | 'error';
  readonly code: LogCode;
  readonly values: Readonly<Record<string, LogValue>>;
}

export const systemEventIds = {
  started: 100,
  stoppedUnexpectedly: 110,
  incident: 200,
  outageLasts: 300,
  outageEnded: 301,
  waitsForADay: 310,
  adminAction: 400,
  auditHead: 410,
} as const;

export type SystemEventId = (typeof systemEventIds)[keyof typeof systemEventIds];

/** Writes to the log of the operating system where there is one; it neither waits nor throws. */
export type SystemLog = (event: SystemEvent) => void;
