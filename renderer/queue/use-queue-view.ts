import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useState } from 'react';
import { useChannel } from '../api-hooks.ts';
import { useNavigation } from '../shell/navigation.ts';
import { everything, type QueueView } from './queue-view.ts';

const key = ['queueView'];

/**
 * What is shown. It is kept while the person works on other pages, in the cache of answers, because the search may hold a
 * name and that cache is cleared at sign-out. It opens on what failed if anything did, or on what the tray asked for.
 */
export function useQueueView(): {
  readonly view: QueueView | undefined;
  readonly change: (part: Partial<QueueView>) => void;
} {
  const client = useQueryClient();
  const { place } = useNavigation();
  const counts = useChannel('queue.counts', {});
  // State of its own and not the cache's: that one tells of a change a moment later, and typed letters would get lost.
  const [view, setView] = useState(() => client.getQueryData<QueueView>(key));
  const change = useCallback(
    (part: Partial<QueueView>) => setView((before) => ({ ...(before ?? everything), ...part })),
    [],
  );
  useEffect(() => {
    if (!view) return;
    client.setQueryDefaults(key, { gcTime: Number.POSITIVE_INFINITY });
    client.setQueryData(key, view);
  }, [client, view]);
  useEffect(() => {
    if (place.page === 'queue' && place.status) change({ ...everything, status: place.status });
  }, [place, change]);
  const isKnown = counts.data !== undefined || counts.isError;
  const opensOn = (counts.data?.failed ?? 0) > 0 ? 'failed' : 'all';
  useEffect(() => {
    if (isKnown) setView((before) => before ?? { ...everything, status: opensOn });
  }, [isKnown, opensOn]);
  return { view, change };
}
