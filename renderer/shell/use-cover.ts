import { useCallback, useEffect, useState } from 'react';
import { on } from '../api.ts';

/** Lists with names are covered after this long without a key or a pointer (ux.md 3.14); a minute before, it is said. */
export const coverAfterMs = 10 * 60_000;
export const warnBeforeMs = 60_000;

const lookMs = 1000;

const signs = ['keydown', 'pointerdown', 'pointermove', 'wheel', 'touchstart'] as const;

/** Whether names are covered: after ten minutes without anybody, and at once when Windows is locked. */
export function useCover(onSoon: () => void): { readonly covered: boolean; readonly uncover: () => void } {
  const [covered, setCovered] = useState(false);
  const uncover = useCallback(() => setCovered(false), []);
  useEffect(() => {
    if (covered) return;
    let seenAt = Date.now();
    let warned = false;
    const seen = () => {
      seenAt = Date.now();
      warned = false;
    };
    // By the clock and not by one long timer: a PC that slept comes back covered.
    const timer = setInterval(() => {
      const idleMs = Date.now() - seenAt;
      if (idleMs >= coverAfterMs) setCovered(true);
      else if (idleMs >= coverAfterMs - warnBeforeMs && !warned) {
        warned = true;
        onSoon();
      }
    }, lookMs);
    const stop = on('lock', () => setCovered(true));
    for (const sign of signs) window.addEventListener(sign, seen, { capture: true, passive: true });
    return () => {
      clearInterval(timer);
      stop();
      for (const sign of signs) window.removeEventListener(sign, seen, { capture: true });
    };
  }, [covered, onSoon]);
  return { covered, uncover };
}
