import { useCallback, useSyncExternalStore } from 'react';

const tickMs = 1000;

const listeners = new Set<() => void>();
const shown = new Map<number, number>();
let timer: ReturnType<typeof setInterval> | undefined;

/**
 * The time in epoch milliseconds, again every `periodMs` (whole seconds). One timer drives every countdown of the window, so
 * that they tick together, and it stops when nothing shows one.
 */
export function useNow(periodMs: number): number {
  const read = useCallback(() => {
    const known = shown.get(periodMs);
    if (known !== undefined) return known;
    const now = Date.now();
    shown.set(periodMs, now);
    return now;
  }, [periodMs]);
  return useSyncExternalStore(subscribe, read);
}

function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) {
    shown.clear();
    timer = setInterval(tick, tickMs);
  }
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) clearInterval(timer);
  };
}

function tick(): void {
  const now = Date.now();
  // A timer comes a little early or late: half a tick decides, or a countdown would skip seconds.
  for (const [periodMs, before] of shown) if (now - before >= periodMs - tickMs / 2) shown.set(periodMs, now);
  for (const listener of listeners) listener();
}
