import type { Clock } from '../host/ports.ts';

/** The machine's clock, for what runs beside the application: the connection test, the practice receiver, tests on real sockets. */
export const systemClock: Clock = {
  nowMs: () => Date.now(),
  monotonicMs: () => performance.now(),
  after(delayMs, run) {
    const timer = setTimeout(run, delayMs);
    return () => clearTimeout(timer);
  },
};
