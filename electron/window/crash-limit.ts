/** A page that dies so often within so long dies of itself: loading it once more would only spin. */
const most = 3;
const withinMs = 60_000;

/** Counts how often the page was made anew by itself. */
export interface CrashLimit {
  /** Notes a crash; false when a person should decide instead. */
  mayReplace(): boolean;
  /** A person decided: count from here. */
  forget(): void;
}

/** `now` in milliseconds of a clock that does not jump. */
export function createCrashLimit(now: () => number): CrashLimit {
  let crashes: readonly number[] = [];
  return {
    mayReplace() {
      const at = now();
      crashes = [...crashes.filter((before) => at - before < withinMs), at];
      return crashes.length < most;
    },
    forget() {
      crashes = [];
    },
  };
}
