import { useEffect, useState } from 'react';
import { type Health, isSilent, silentMs } from '../../core/contract/health.ts';

/**
 * Whether the sender does not run: main says so, or nothing new of it has come for as long as it may be silent, as where main
 * itself stands still. Measured by the clock that nobody sets: one put on by an hour stops nothing.
 */
export function useSilentSender(drainer: Health['drainer'] | undefined): boolean {
  const beat = drainer?.state === 'running' ? drainer.lastCycleAt : null;
  const [unheard, setUnheard] = useState<number | null>(null);
  useEffect(() => {
    if (beat === null) return;
    const timer = setTimeout(() => setUnheard(beat), silentMs);
    return () => clearTimeout(timer);
  }, [beat]);
  return drainer !== undefined && (isSilent(drainer) || (beat !== null && unheard === beat));
}
