import type { Clock } from './ports.ts';

/** An instant on both clocks. */
export interface Moment {
  readonly nowMs: number;
  readonly monotonicMs: number;
}

/** Now, on both clocks. */
export function momentOf(clock: Clock): Moment {
  return { nowMs: clock.nowMs(), monotonicMs: clock.monotonicMs() };
}

/**
 * Milliseconds since a moment, by whichever clock says more: the monotonic one may stand still while the PC sleeps, and the
 * wall clock may be set back. For what must end in time (an unattended session), never for what must last.
 */
export function elapsedMs(clock: Clock, since: Moment): number {
  return Math.max(clock.monotonicMs() - since.monotonicMs, clock.nowMs() - since.nowMs);
}
