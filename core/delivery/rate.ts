/** A token bucket of one: at most `perSecond` messages a second, however long it was quiet before. */
export interface Rate {
  /** Milliseconds until a message may leave; 0 when it may now. */
  waitMs(monotonicMs: number): number;
  /** Takes the token for a message that leaves now. */
  take(monotonicMs: number): void;
}

/** Makes the bucket; 0 messages a second means no limit. */
export function createRate(perSecond: number): Rate {
  const gapMs = perSecond > 0 ? 1000 / perSecond : 0;
  let freeAt = Number.NEGATIVE_INFINITY;
  return {
    waitMs: (monotonicMs) => Math.max(0, Math.ceil(freeAt - monotonicMs)),
    take(monotonicMs) {
      freeAt = Math.max(monotonicMs, freeAt) + gapMs;
    },
  };
}
