/** Far above what hands and a page can do, far below what keeps main from sending. */
const perSecond = 200;
const burst = 600;

/** Lets a window's requests through while they come at a bearable rate (a token bucket); `now` in monotonic milliseconds. */
export function createRequestRate(now: () => number): { admits(): boolean } {
  let left = burst;
  let last = now();
  return {
    admits() {
      const at = now();
      left = Math.min(burst, left + ((at - last) * perSecond) / 1000);
      last = at;
      if (left < 1) return false;
      left -= 1;
      return true;
    },
  };
}
