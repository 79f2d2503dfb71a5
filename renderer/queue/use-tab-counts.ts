import { useQueries } from '@tanstack/react-query';
import { type QueueFilter, type StatusFilter, statusFilters } from '../../core/contract/queue.ts';
import { channelQuery, useCounts } from '../api-hooks.ts';
import type { Counted } from './count-words.ts';
import { useSettled } from './use-settled.ts';

export type TabCounts = Readonly<Partial<Record<StatusFilter, Counted>>>;

/** How many each tab holds under the other filters. Without filters main has them counted already. */
export function useTabCounts(filter: QueueFilter, narrowed: boolean): TabCounts {
  const counts = useCounts();
  // The list itself comes first: these four wait until the person has stopped choosing.
  const settled = useSettled(filter, 300);
  const results = useQueries({
    queries: statusFilters.map((status) => ({
      ...channelQuery('queue.query', { filter: { ...settled, status }, offset: 0, limit: 1 }),
      enabled: narrowed && settled === filter,
      gcTime: 60_000,
    })),
  });
  // What was counted for the filters of before is not said of these.
  if (narrowed && settled !== filter) return {};
  return Object.fromEntries(
    statusFilters.flatMap((status, at) => {
      const data = results[at]?.data;
      const total = narrowed ? data?.total : counts?.[status];
      return total === undefined ? [] : [[status, { total, more: narrowed && data?.more === true }]];
    }),
  );
}
