import { skipToken, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect } from 'react';
import { useChannel } from '../api-hooks.ts';
import { useNavigation } from '../shell/navigation.ts';
import { everything, type QueueView } from './queue-view.ts';

const key = ['queueView'];

/**
 * What is shown, kept while the person works: other pages come and go, and the search may hold a name, so it lives where
 * sign-out clears it. It opens on what failed if anything did, and on what a figure or the tray asked for.
 */
export function useQueueView(): {
  readonly view: QueueView | undefined;
  readonly change: (part: Partial<QueueView>) => void;
} {
  const client = useQueryClient();
  const { place } = useNavigation();
  const counts = useChannel('queue.counts', {});
  const kept = useQuery<QueueView>({
    queryKey: key,
    queryFn: skipToken,
    gcTime: Number.POSITIVE_INFINITY,
  }).data;
  const change = useCallback(
    (part: Partial<QueueView>) =>
      client.setQueryData<QueueView>(key, (before) => ({ ...(before ?? everything), ...part })),
    [client],
  );
  const isKnown = counts.data !== undefined || counts.isError;
  const opensOn = (counts.data?.failed ?? 0) > 0 ? 'failed' : 'all';
  useEffect(() => {
    if (place.page === 'queue' && place.status) change({ ...everything, status: place.status });
  }, [place, change]);
  useEffect(() => {
    if (isKnown && client.getQueryData(key) === undefined) change({ status: opensOn });
  }, [isKnown, opensOn, client, change]);
  return { view: kept, change };
}
