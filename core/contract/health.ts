import { z } from 'zod';
import { problemCodes } from './message.ts';

const epochMs = z.number().int();

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
  practice: z.boolean(),
  /** MSH-11 of the profile: P is live, T and D are tests. */
  processingId: z.enum(['P', 'T', 'D']),
});

export type Link = z.infer<typeof linkSchema>;

export const healthSchema = z.object({
  drainer: z.object({ state: z.enum(['running', 'standby', 'stopped']), lastCycleAt: epochMs.nullable() }),
  links: z.array(linkSchema),
  pending: z.number().int(),
  failed: z.number().int(),
  oldestPendingAt: epochMs.nullable(),
});

export type Health = z.infer<typeof healthSchema>;

/** What the tray icon shows; when several apply the first of this list wins. */
export const trayStates = ['attention', 'offline', 'paused', 'sending', 'waiting', 'idle'] as const;

export type TrayState = (typeof trayStates)[number];
