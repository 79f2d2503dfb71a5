import { useEffect, useRef } from 'react';
import { call, on } from '../api.ts';

/** Main hears of keys and pointer at most this often: it counts minutes. */
export const saysEveryMs = 10_000;

const signs = ['keydown', 'pointerdown', 'pointermove', 'wheel', 'touchstart'] as const;

/**
 * Tells main that somebody is here, because main alone decides when the window is locked (ux.md 3.14). Only a key or the
 * pointer does; nothing is said while nobody touches the PC. `onSoon` is called a minute before the lock.
 */
export function usePresence(locked: boolean, onSoon: () => void): void {
  const warned = useRef(false);
  useEffect(
    () =>
      on('lock', ({ inMs }) => {
        warned.current = inMs > 0;
        if (inMs > 0) onSoon();
      }),
    [onSoon],
  );
  useEffect(() => {
    if (locked) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let seenSince = false;
    const say = () => {
      seenSince = false;
      warned.current = false;
      void call('session.active', {}).catch(() => {});
      clearTimeout(timer);
      timer = setTimeout(() => {
        timer = undefined;
        // The last key of a busy stretch counts too.
        if (seenSince) say();
      }, saysEveryMs);
    };
    const seen = () => {
      if (timer === undefined || warned.current) say();
      else seenSince = true;
    };
    for (const sign of signs) window.addEventListener(sign, seen, { capture: true, passive: true });
    return () => {
      clearTimeout(timer);
      for (const sign of signs) window.removeEventListener(sign, seen, { capture: true });
    };
  }, [locked]);
}
