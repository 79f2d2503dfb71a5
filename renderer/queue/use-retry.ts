import { useCallback, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RetryPreview, RetryResult, RetryScope } from '../../core/contract/queue.ts';
import type { Result } from '../../core/contract/result.ts';
import { useCall } from '../api-hooks.ts';
import { useNotify } from '../shell/notices.tsx';
import { errorWords } from '../shell/words.ts';

/** What the person is asked to confirm: the preview of main, and what it applies to in words. */
export interface RetryQuestion {
  readonly preview: RetryPreview;
  readonly scopeText: string;
}

export interface Retry {
  readonly question: RetryQuestion | null;
  /** One retry at a time: every button waits for it. */
  readonly busy: boolean;
  /** The row whose own button was pressed, until main has answered. */
  readonly rowId: number | null;
  /** One message: at once. More: asks main what would happen, then the person. */
  ask(scope: RetryScope, scopeText: string): Promise<void>;
  retryOne(id: number): Promise<void>;
  confirm(includeRefused: boolean): Promise<void>;
  cancel(): void;
}

const refreshes = ['queue.query', 'queue.counts', 'message.detail'] as const;

/** Retry from every place of the page, with the same feedback: counts and exceptions in a notice. */
export function useRetry(): Retry {
  const { t } = useTranslation('queue');
  const notify = useNotify();
  const preview = useCall('queue.preview');
  const retry = useCall('queue.retry', { refreshes });
  const [question, setQuestion] = useState<RetryQuestion | null>(null);
  const [rowId, setRowId] = useState<number | null>(null);
  // A second Enter can come before React has drawn the first.
  const running = useRef(false);

  const tell = useCallback(
    (result: Result<RetryResult>) => {
      if (!result.ok) {
        notify({ kind: 'error', text: errorWords(t, result.error) });
        return;
      }
      const { queued, skipped } = result.value;
      const exceptions = Object.entries(skipped).flatMap(([why, count]) =>
        count > 0 ? [t(`retry.skipped.${why}`, { count })] : [],
      );
      notify({
        kind: queued > 0 ? 'success' : 'info',
        text: t('retry.done', { count: queued }),
        ...(exceptions.length > 0 ? { detail: exceptions.join(' ') } : {}),
      });
    },
    [notify, t],
  );
  const once = useCallback(async (run: () => Promise<void>) => {
    if (running.current) return;
    running.current = true;
    try {
      await run();
    } finally {
      running.current = false;
    }
  }, []);

  const retryOne = useCallback(
    (id: number) =>
      once(async () => {
        setRowId(id);
        const result = await retry.run({ ids: [id] });
        setRowId(null);
        // The row itself shows the success; only what did not happen needs words.
        if (!result.ok || result.value.queued === 0) tell(result);
      }),
    [once, retry.run, tell],
  );

  return {
    question,
    busy: preview.busy || retry.busy,
    rowId,
    retryOne,
    ask: (scope, scopeText) =>
      'ids' in scope && scope.ids.length === 1
        ? retryOne(scope.ids[0] ?? 0)
        : once(async () => {
            const result = await preview.run({ scope });
            if (result.ok) setQuestion({ preview: result.value, scopeText });
            else notify({ kind: 'error', text: errorWords(t, result.error) });
          }),
    confirm: (includeRefused) =>
      once(async () => {
        if (!question) return;
        setQuestion(null);
        tell(await retry.run({ token: question.preview.token, includeRefused }));
      }),
    cancel: () => setQuestion(null),
  };
}
