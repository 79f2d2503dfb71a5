import type { Random } from '../host/ports.ts';

/** Delays before the next attempt of a message, by how often it has failed; the last one goes on for ever. */
export const backoffDelaysMs = [30_000, 60_000, 120_000, 300_000, 600_000, 1_800_000, 3_600_000] as const;

const jitter = 0.2;

/** The longest that a message ever waits for its next attempt, in milliseconds. */
export const longestBackoffMs = Math.round(3_600_000 * (1 + jitter));

/** Milliseconds until the next attempt after the `failures`-th failure (1 is the first), with +/-20 % jitter. */
export function backoffMs(failures: number, random: Random): number {
  const index = Math.min(Math.max(failures, 1), backoffDelaysMs.length) - 1;
  return withJitter(backoffDelaysMs[index] ?? 3_600_000, random);
}

/** Spreads a delay by +/-20 %, so that many senders do not come back in the same second. */
export function withJitter(delayMs: number, random: Random): number {
  return Math.round(delayMs * (1 - jitter + 2 * jitter * random()));
}
