import {
  keepPreviousData,
  QueryClient,
  replaceEqualDeep,
  type UseQueryResult,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { useCallback } from 'react';
import type { ChannelName } from '../core/contract/channel-names.ts';
import type { ChannelInput, ChannelOutput } from '../core/contract/channels.ts';
import type { Health } from '../core/contract/health.ts';
import type { QueueCounts } from '../core/contract/queue.ts';
import type { AppError, Result } from '../core/contract/result.ts';
import type { Session } from '../core/contract/session.ts';
import { call, on } from './api.ts';
import { personConfirmed } from './confirm/person-confirmed.ts';

/*
 * useChannel(channel, input, { enabled?, keepPrevious?, staleTime? }) -> UseQueryResult<Output, AppError>
 * useCall(channel, { refreshes? }) -> { run(input): Promise<Result<Output>>, busy }     never rejects
 * useCounts() -> QueueCounts | undefined      live by push; never goes back to an older rev
 * useHealth() -> Health | undefined           live by push
 * useSession() -> Session | undefined         live by push
 * useNow(periodMs)                            in now.ts: one ticking clock for all countdowns
 * channelKey(channel, input?)                 the query's key; without input it means every query of the channel
 */

/** Queries ask main, never the network: nothing of the network's state may pause them. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        networkMode: 'always',
        retry: false,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        staleTime: Number.POSITIVE_INFINITY,
        structuralSharing: newerOf,
      },
      mutations: { networkMode: 'always', retry: false },
    },
  });
}

/** The key of one channel's query; without an input it matches all of them. */
export function channelKey(channel: ChannelName, input?: unknown): readonly unknown[] {
  return input === undefined ? [channel] : [channel, input];
}

export interface ChannelOptions {
  readonly enabled?: boolean;
  /** Keeps showing the answer to the previous input until the new one is there. */
  readonly keepPrevious?: boolean;
  readonly staleTime?: number;
}

/** Asks main and keeps the answer; `error` is the typed error of main, whose words are `common:errors.<code>`. */
export function useChannel<C extends ChannelName>(
  channel: C,
  input: ChannelInput<C>,
  options: ChannelOptions = {},
): UseQueryResult<ChannelOutput<C>, AppError> {
  return useQuery<ChannelOutput<C>, AppError>({
    ...channelQuery(channel, input),
    ...(options.enabled === undefined ? {} : { enabled: options.enabled }),
    ...(options.staleTime === undefined ? {} : { staleTime: options.staleTime }),
    ...(options.keepPrevious ? { placeholderData: keepPreviousData } : {}),
  });
}

/** The query behind `useChannel`, for pages that ask several at once; it fails with main's typed error. */
export function channelQuery<C extends ChannelName>(channel: C, input: ChannelInput<C>) {
  return {
    queryKey: channelKey(channel, input),
    queryFn: async (): Promise<ChannelOutput<C>> => valueOrReject(await askWhenOpen(channel, input)),
  };
}

/** An action: `run` answers main's Result and never rejects; on success the named channels are asked again. */
export function useCall<C extends ChannelName>(
  channel: C,
  { refreshes = [] }: { readonly refreshes?: readonly ChannelName[] } = {},
): { readonly run: (input: ChannelInput<C>) => Promise<Result<ChannelOutput<C>>>; readonly busy: boolean } {
  const client = useQueryClient();
  const { mutateAsync, isPending } = useMutation({
    mutationFn: (input: ChannelInput<C>) => safeCall(channel, input),
    // Nothing typed or answered stays in the cache of past actions: it may be a secret or a name.
    gcTime: 0,
  });
  const named = refreshes.join(' ');
  const run = useCallback(
    async (input: ChannelInput<C>) => {
      const result = await mutateAsync(input);
      if (result.ok && named !== '') {
        await Promise.all(named.split(' ').map((each) => client.invalidateQueries({ queryKey: [each] })));
      }
      return result;
    },
    [mutateAsync, client, named],
  );
  return { run, busy: isPending };
}

/** Who is working; undefined until main has answered once. */
export function useSession(): Session | undefined {
  return useChannel('session.current', {}).data;
}

/** Whether an admin is working: what only he may do is not offered to others. A locked window stays as it is below its cover. */
export function useIsAdmin(): boolean {
  const session = useSession();
  return (session?.state === 'signedIn' || session?.state === 'locked') && session.role === 'admin';
}

/** Drainer, lines and counts. */
export function useHealth(): Health | undefined {
  const signedIn = useSession()?.state === 'signedIn';
  return useChannel('health.get', {}, { enabled: signedIn }).data;
}

/** Counts by state and the figures of the header. */
export function useCounts(): QueueCounts | undefined {
  const signedIn = useSession()?.state === 'signedIn';
  return useChannel('queue.counts', {}, { enabled: signedIn }).data;
}

/**
 * A question of the page that meets a locked session waits until the same person is back, so that the page below the cover
 * never turns into an error and loses what is typed on it. Another person's window asks its own.
 */
async function askWhenOpen<C extends ChannelName>(
  channel: C,
  input: ChannelInput<C>,
): Promise<Result<ChannelOutput<C>>> {
  const result = await safeCall(channel, input);
  if (result.ok || result.error.code !== 'LOCKED') return result;
  return (await samePersonIsBack()) ? askWhenOpen(channel, input) : result;
}

async function samePersonIsBack(): Promise<boolean> {
  const current = await call('session.current', {});
  if (!current.ok) return false;
  const before = current.value;
  if (before.state !== 'locked') return before.state === 'signedIn';
  return new Promise((resolve) => {
    const stop = on('session', (session) => {
      if (session.state === 'locked') return;
      stop();
      resolve(session.state === 'signedIn' && session.accountId === before.accountId);
    });
  });
}

/**
 * Asks main. What an administrator must confirm first waits for their password and is asked once more. A host that breaks
 * (its process ended, its answer unreadable) is an answer like any other.
 */
async function safeCall<C extends ChannelName>(
  channel: C,
  input: ChannelInput<C>,
): Promise<Result<ChannelOutput<C>>> {
  try {
    const result = await call(channel, input);
    const again = !result.ok && result.error.code === 'CONFIRM_PERSON' && (await personConfirmed());
    return again ? await call(channel, input) : result;
  } catch {
    return { ok: false, error: { code: 'INTERNAL', message: 'The application did not answer.' } };
  }
}

function valueOrReject<T>(result: Result<T>): T | Promise<never> {
  return result.ok ? result.value : Promise.reject(result.error);
}

/**
 * An answer that was asked for before a push and arrives after it is older than what is shown: the higher rev stays.
 * Rows that did not change keep their identity, so that memoized rows are not drawn again.
 */
export function newerOf(shown: unknown, arrived: unknown): unknown {
  return revOf(shown) > revOf(arrived) ? shown : replaceEqualDeep(shown, arrived);
}

function revOf(answer: unknown): number {
  const known = typeof answer === 'object' && answer !== null && 'rev' in answer ? answer.rev : undefined;
  return typeof known === 'number' ? known : Number.NEGATIVE_INFINITY;
}
