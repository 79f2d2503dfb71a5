import type { AppParts, Client } from './app-parts.ts';
import { fail } from './contract/result.ts';

/** So many requests at once, and so many a second from then on: far more than a window asks while somebody scrolls. */
export const burst = 1000;
export const perSecond = 250;

/**
 * A window's line that stops one that asks without end (a bug, or somebody else's code in the page): it must not keep main from
 * sending (security.md 1.3). The log is told once until it rests.
 */
export function limited(
  { clock, log }: Pick<AppParts, 'clock' | 'log'>,
  call: Client['call'],
): Client['call'] {
  let left = burst;
  let filledAtMs = clock.monotonicMs();
  let flooding = false;

  function admits(): boolean {
    const now = clock.monotonicMs();
    left = Math.min(burst, left + ((now - filledAtMs) / 1000) * perSecond);
    filledAtMs = now;
    if (left < 1) return false;
    left -= 1;
    return true;
  }

  return async (channel, input) => {
    const admitted = admits();
    if (!admitted && !flooding) log.warn('request.tooMany');
    flooding = !admitted;
    if (admitted) return call(channel, input);
    return fail('BUSY', 'Too many requests at once. Wait a moment and try again.');
  };
}
