import type { Clock } from '../../host/ports.ts';

/** A clock that moves only when a test moves it, so that a timeout of a minute takes no time. */
export interface ManualClock extends Clock {
  advance(ms: number): void;
}

/** Starts at 0; timers run in the order they are due. */
export function createManualClock(): ManualClock {
  let now = 0;
  let timers: { readonly at: number; readonly run: () => void }[] = [];
  return {
    nowMs: () => now,
    monotonicMs: () => now,
    after(delayMs, run) {
      const timer = { at: now + delayMs, run };
      timers.push(timer);
      return () => {
        timers = timers.filter((other) => other !== timer);
      };
    },
    advance(ms) {
      now += ms;
      const due = timers.filter((timer) => timer.at <= now).sort((a, b) => a.at - b.at);
      timers = timers.filter((timer) => timer.at > now);
      for (const timer of due) timer.run();
    },
  };
}
