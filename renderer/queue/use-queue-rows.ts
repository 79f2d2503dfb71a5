import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { ChannelOutput } from '../../core/contract/channels.ts';
import type { QueueRow } from '../../core/contract/message.ts';
import type { QueueFilter, SortOrder } from '../../core/contract/queue.ts';
import type { AppError } from '../../core/contract/result.ts';
import { channelQuery } from '../api-hooks.ts';

export const pageSize = 100;

/** Rows may name people: what nobody looks at is soon forgotten. */
const gcTime = 60_000;

/** Rows by index, as far as their pages are there; the window holds the pages in sight and no more. */
export interface QueueRows {
  readonly total: number;
  /** More match than `total`: a search counts and lists only the newest. */
  readonly more: boolean;
  rowAt(index: number): QueueRow | undefined;
  /** Where a message stands among the rows that are there; -1 when it is elsewhere. */
  indexOf(id: number): number;
  /** Nothing has been shown yet. */
  readonly loading: boolean;
  /** The rows are those of the filter before, until main has answered. */
  readonly stale: boolean;
  readonly error: AppError | null;
  refetch(): void;
}

/**
 * Asks for the pages that hold rows `first` to `last`. The first page is always asked for: it tells how many there are, and
 * it stays while another filter is on its way, which only a query of its own can do (useQueries knows no previous answer).
 */
export function useQueueRows(filter: QueueFilter, sort: SortOrder, first: number, last: number): QueueRows {
  const pages = useMemo(() => pagesFor(first, last), [first, last]);
  const inputOf = (page: number) => ({ filter, sort, offset: page * pageSize, limit: pageSize });
  const head = useQuery<ChannelOutput<'queue.query'>, AppError>({
    ...channelQuery('queue.query', inputOf(0)),
    gcTime,
    placeholderData: keepPreviousData,
  });
  const others = useQueries({
    queries: pages.slice(1).map((page) => ({ ...channelQuery('queue.query', inputOf(page)), gcTime })),
  });
  const results = [head, ...others];
  const failed = results.find(({ isError }) => isError);
  const total = head.data?.total ?? 0;
  const rowsOf = (page: number) => results[pages.indexOf(page)]?.data?.rows;
  return {
    total,
    more: head.data?.more ?? false,
    rowAt: (index) => (index < total ? rowsOf(Math.floor(index / pageSize))?.[index % pageSize] : undefined),
    indexOf(id) {
      for (const page of pages) {
        const at = rowsOf(page)?.findIndex((row) => row.id === id) ?? -1;
        if (at >= 0) return page * pageSize + at;
      }
      return -1;
    },
    loading: head.isPending,
    stale: head.isPlaceholderData,
    error: failed ? (failed.error as unknown as AppError) : null,
    refetch() {
      for (const result of results) void result.refetch();
    },
  };
}

/** The pages to ask for, the first always among them. */
export function pagesFor(first: number, last: number): readonly number[] {
  const from = Math.floor(Math.max(0, first) / pageSize);
  const to = Math.floor(Math.max(0, first, last) / pageSize);
  const near = Array.from({ length: to - from + 1 }, (_, offset) => from + offset);
  return [0, ...near.filter((page) => page !== 0)];
}

/** Whether two ranges of rows need the same pages. */
export function samePages(
  a: { readonly first: number; readonly last: number },
  b: { readonly first: number; readonly last: number },
): boolean {
  return pagesFor(a.first, a.last).join() === pagesFor(b.first, b.last).join();
}
