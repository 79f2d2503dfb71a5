import { QueryClientProvider } from '@tanstack/react-query';
import { act, cleanup, renderHook, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterEach, expect, it } from 'vitest';
import type { QueueFilter } from '../../core/contract/queue.ts';
import { fail, ok } from '../../core/contract/result.ts';
import { answerWith } from '../testing/fake-host.tsx';
import { fakeRow } from './testing/fake-row.ts';

const { createQueryClient, channelKey } = await import('../api-hooks.ts');
const { pagesFor, useQueueRows } = await import('./use-queue-rows.ts');

afterEach(cleanup);

const failed: QueueFilter = { status: 'failed' };

function open(filter: QueueFilter, first: number, last: number) {
  const client = createQueryClient();
  const wrapper = ({ children }: { readonly children: ReactNode }) => (
    <QueryClientProvider client={client}>{children}</QueryClientProvider>
  );
  const hook = renderHook(({ filter, first, last }) => useQueueRows(filter, 'newest', first, last), {
    wrapper,
    initialProps: { filter, first, last },
  });
  return { client, ...hook };
}

/** Main with 1000 messages; the newest stands first and has the highest id. */
function thousand(rev = 1) {
  return answerWith({
    'queue.query': ({ offset, limit }) =>
      ok({
        rows: Array.from({ length: limit }, (_, at) => fakeRow({ id: 1000 - offset - at })),
        total: 1000,
        rev,
      }),
  });
}

it('asks for the first page and for those in sight', () => {
  expect(pagesFor(0, 20)).toEqual([0]);
  expect(pagesFor(95, 110)).toEqual([0, 1]);
  expect(pagesFor(540, 560)).toEqual([0, 5]);
  expect(pagesFor(0, -1)).toEqual([0]);
});

it('knows rows of the pages in sight and no others', async () => {
  const asked = thousand();
  const { result } = open(failed, 540, 560);
  await waitFor(() => expect(result.current.rowAt(545)?.id).toBe(455));

  expect(result.current.total).toBe(1000);
  expect(result.current.rowAt(250)).toBeUndefined();
  expect(result.current.indexOf(455)).toBe(545);
  expect(result.current.indexOf(750)).toBe(-1);
  expect(asked.map(({ input }) => (input as { offset: number }).offset)).toEqual([0, 500]);
});

it('shows the rows of before until main has answered for another filter', async () => {
  thousand();
  const { result, rerender } = open(failed, 0, 20);
  await waitFor(() => expect(result.current.total).toBe(1000));

  rerender({ filter: { status: 'sent' }, first: 0, last: 20 });

  expect(result.current.stale).toBe(true);
  expect(result.current.rowAt(0)?.id).toBe(1000);
  await waitFor(() => expect(result.current.stale).toBe(false));
});

it('keeps the rows when a refresh fails, and tells the error', async () => {
  thousand();
  const { result, client } = open(failed, 0, 20);
  await waitFor(() => expect(result.current.total).toBe(1000));
  answerWith({ 'queue.query': () => fail('BUSY', 'Busy.') });

  await act(() => client.invalidateQueries({ queryKey: channelKey('queue.query') }));

  await waitFor(() => expect(result.current.error?.code).toBe('BUSY'));
  expect(result.current.rowAt(0)?.id).toBe(1000);
});

it('does not go back to an answer that is older than what is shown', async () => {
  thousand(7);
  const { result, client } = open(failed, 0, 20);
  await waitFor(() => expect(result.current.total).toBe(1000));
  answerWith({ 'queue.query': () => ok({ rows: [], total: 0, rev: 6 }) });

  await act(() => client.invalidateQueries({ queryKey: channelKey('queue.query') }));

  expect(result.current.total).toBe(1000);
});
