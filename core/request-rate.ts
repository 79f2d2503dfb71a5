import type { Clock } from './host/ports.ts';

/** So many requests at once, and so many a second from then on: far more than a window asks while somebody scrolls. */
export const burst = 1000;
export const perSecond = 250;

/**
 * Whether one window may ask again: a page that asks without end (a bug, or somebody else's code in it) must not keep main
 * from sending (security.md 1.3).
 */
export function createRequestRate(clock: Clock): () => boolean {
  let left = burst;
  let filledAtMs = clock.monotonicMs();
  return () => {
    const now = clock.monotonicMs();
    left = Math.min(burst, left + ((now - filledAtMs) / 1000) * perSecond);
    filledAtMs = now;
    if (left < 1) return false;
    left -= 1;
    return true;
  };
}
