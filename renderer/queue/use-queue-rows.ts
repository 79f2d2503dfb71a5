import { keepPreviousData, useQueries } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { QueueRow } from '../../core/contract/message.ts';
import type { QueueFilter } from '../../core/contract/queue.ts';
import type { AppError } from '../../core/contract/result.ts';
import { call } from '../api.ts';
import { channelKey, newerOf } from '../api-hooks.ts';

export const pageSize = 100;

/** Rows by index, as far as their pages are there; the window holds the pages in sight and no more. */
export interface QueueRows {
  readonly total: number;
  rowAt(index: number): QueueRow | undefined;
  readonly loading: boolean;
  readonly error: AppError | null;
  refetch(): void;
}

/** Asks for the pages that hold rows `first` to `last`. The first page is always asked for: it tells how many there are. */
export function useQueueRows(filter: QueueFilter, first: number, last: number): QueueRows {
  const pages = useMemo(() => pagesFor(first, last), [first, last]);
  const results = useQueries({
    queries: pages.map((page) => {
      const input = { filter, offset: page * pageSize, limit: pageSize };
      return {
        queryKey: channelKey('queue.query', input),
        queryFn: async () => {
          const result = await call('queue.query', input);
          return result.ok ? result.value : Promise.reject(result.error);
        },
        structuralSharing: newerOf,
        gcTime: 60_000,
        ...(page === 0 ? { placeholderData: keepPreviousData } : {}),
      };
    }),
  });
  const head = results[0];
  const failed = results.find(({ isError }) => isError);
  return {
    total: head?.data?.total ?? 0,
    rowAt(index) {
      const at = pages.indexOf(Math.floor(index / pageSize));
      return results[at]?.data?.rows[index % pageSize];
    },
    loading: head?.isPending ?? true,
    error: failed ? (failed.error as unknown as AppError) : null,
    refetch() {
      for (const result of results) void result.refetch();
    },
  };
}

function pagesFor(first: number, last: number): readonly number[] {
  const from = Math.floor(Math.max(0, first) / pageSize);
  const to = Math.floor(Math.max(first, last) / pageSize);
  const near = Array.from({ length: to - from + 1 }, (_, offset) => from + offset);
  return [0, ...near.filter((page) => page !== 0)];
}
