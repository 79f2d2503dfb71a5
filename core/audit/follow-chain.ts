import type { AppParts } from '../app-parts.ts';
import { type ChainCheck, emptyChain } from './chain.ts';

/** So many rows are checked at once: some tens of milliseconds in which nothing else runs. */
export const chainChunkRows = 2000;

/**
 * Follows the whole chain a chunk at a time, so that a trail of years keeps neither the window nor sending waiting. Rows that are
 * written meanwhile are followed too. Null where `running` says that nobody waits for it any more.
 */
export async function followChain(
  { auditTrail, clock }: Pick<AppParts, 'auditTrail' | 'clock'>,
  running: () => boolean = () => true,
): Promise<ChainCheck | null> {
  let head = emptyChain;
  while (running()) {
    const { check, more } = auditTrail.verify(head, chainChunkRows);
    if (!check.ok || !more) return check;
    head = check.head;
    await new Promise<void>((resolve) => void clock.after(0, resolve));
  }
  return null;
}
