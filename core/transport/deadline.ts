import type { Cancel, Clock } from '../host/ports.ts';

/** A time by which something must have happened. Moving it costs nothing: one timer serves a connection for its whole life. */
export interface Deadline {
  /** In so many milliseconds, in place of any deadline before. */
  set(inMs: number): void;
  clear(): void;
}

/** Makes a deadline that is not set; `onPassed` is called once for each that passes. */
export function createDeadline(clock: Clock, onPassed: () => void): Deadline {
  let dueMs = Number.POSITIVE_INFINITY;
  let armedForMs = Number.POSITIVE_INFINITY;
  let cancel: Cancel = () => {};

  const arm = (nowMs: number) => {
    cancel();
    armedForMs = dueMs;
    cancel = clock.after(dueMs - nowMs, fired);
  };
  const fired = () => {
    armedForMs = Number.POSITIVE_INFINITY;
    const nowMs = clock.monotonicMs();
    if (nowMs < dueMs) {
      if (dueMs !== Number.POSITIVE_INFINITY) arm(nowMs);
      return;
    }
    dueMs = Number.POSITIVE_INFINITY;
    onPassed();
  };
  return {
    set(inMs) {
      const nowMs = clock.monotonicMs();
      dueMs = nowMs + inMs;
      // A timer that fires too early sets itself anew; only one that would fire too late must be taken back.
      if (dueMs < armedForMs) arm(nowMs);
    },
    clear() {
      dueMs = Number.POSITIVE_INFINITY;
      armedForMs = Number.POSITIVE_INFINITY;
      cancel();
    },
  };
}
