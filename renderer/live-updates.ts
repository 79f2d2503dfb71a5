import type { Query, QueryClient } from '@tanstack/react-query';
import type { ChannelName } from '../core/contract/channel-names.ts';
import type { ChannelOutput } from '../core/contract/channels.ts';
import { call, on } from './api.ts';
import { channelKey } from './api-hooks.ts';

/** What a change in the queue makes old. */
const followsQueue: readonly ChannelName[] = ['queue.query', 'message.detail', 'assessment.history'];

/** What survives a change of person: nothing with a name in it. */
const keptOnSignOut: ReadonlySet<unknown> = new Set<ChannelName>(['session.current', 'settings.get']);

/**
 * Keeps the cache true by main's pushes. A lost push does no harm: when the window is shown again it asks for everything
 * anew. Returns what stops it.
 */
export function startLiveUpdates(client: QueryClient): () => void {
  const put = <C extends ChannelName>(channel: C, change: (old: ChannelOutput<C>) => ChannelOutput<C>) => {
    client.setQueryData<ChannelOutput<C>>(channelKey(channel, {}), (old) => old && change(old));
  };
  const invalidate = (channel: ChannelName) =>
    void client.invalidateQueries({ queryKey: channelKey(channel) });
  const stops = [
    on('queue:changed', ({ counts }) => {
      client.setQueryData(channelKey('queue.counts', {}), counts);
      const { pending, failed, oldestPendingAt } = counts;
      put('health.get', (old) => ({ ...old, pending, failed, oldestPendingAt }));
      followsQueue.forEach(invalidate);
    }),
    on('network', ({ links }) => {
      put('health.get', (old) => ({ ...old, links }));
      // The next step of every waiting row depends on the line.
      invalidate('queue.query');
    }),
    on('drainer', (drainer) => put('health.get', (old) => ({ ...old, drainer }))),
    on('alerts', ({ alerts }) => put('health.get', (old) => ({ ...old, alerts }))),
    on('session', (session) => takeSession(client, session)),
    ...onSignedOut(client, () => void askSession(client)),
  ];
  const shownAgain = () => {
    if (document.visibilityState === 'visible' && !isLocked(client)) void client.invalidateQueries();
  };
  document.addEventListener('visibilitychange', shownAgain);
  return () => {
    document.removeEventListener('visibilitychange', shownAgain);
    for (const stop of stops) stop();
  };
}

/** Main may know before a push arrives that nobody is signed in, or that the person is away: any answer may say so. */
function onSignedOut(client: QueryClient, happened: () => void): readonly (() => void)[] {
  const look = (answer: unknown) => {
    if (codeOf(answer) === 'SIGNED_OUT' || codeOf(answer) === 'LOCKED') happened();
  };
  return [
    client.getQueryCache().subscribe((event) => {
      if (event.type === 'updated' && event.action.type === 'error') look(event.action.error);
    }),
    client.getMutationCache().subscribe((event) => {
      if (event.type === 'updated' && event.action.type === 'success') look(errorOf(event.action.data));
    }),
  ];
}

function errorOf(result: unknown): unknown {
  return typeof result === 'object' && result !== null && 'error' in result ? result.error : undefined;
}

function codeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
}

async function askSession(client: QueryClient): Promise<void> {
  const session = await call('session.current', {});
  if (session.ok) takeSession(client, session.value);
}

function isLocked(client: QueryClient): boolean {
  return sessionOf(client)?.state === 'locked';
}

function sessionOf(client: QueryClient): ChannelOutput<'session.current'> | undefined {
  return client.getQueryData(channelKey('session.current', {}));
}

/** Whose window it is; null while nobody has one. */
function personOf(session: ChannelOutput<'session.current'> | undefined): number | null {
  return session?.state === 'signedIn' || session?.state === 'locked' ? session.accountId : null;
}

/**
 * Puts a new session in place and forgets what the person before could see. Whoever comes back to a locked window finds it as
 * it was, and everything on it is asked anew.
 */
export function takeSession(client: QueryClient, session: ChannelOutput<'session.current'>): void {
  const before = sessionOf(client);
  client.setQueryData(channelKey('session.current', {}), session);
  if (JSON.stringify(before) === JSON.stringify(session)) return;
  const others = { predicate: ({ queryKey }: Query) => !keptOnSignOut.has(queryKey[0]) };
  if (personOf(before) === null || personOf(before) !== personOf(session)) client.removeQueries(others);
  else if (session.state === 'signedIn') void client.invalidateQueries(others);
}
