import { useCallback, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OperationProgress, RetryPreview, RetryResult, RetryScope } from '../../core/contract/queue.ts';
import type { Result } from '../../core/contract/result.ts';
import { useCall } from '../api-hooks.ts';
import { useFormat } from '../shell/format.ts';
import { useNotify } from '../shell/notices.tsx';
import { errorWords } from '../shell/words.ts';
import { useOperation } from './use-operation.ts';

/** What the person is asked to confirm: the preview of main, and what it applies to in words. */
export interface RetryQuestion {
  readonly preview: RetryPreview;
  readonly kind: 'pending' | 'failed' | 'selected';
  readonly scopeText: string;
}

export interface RetryChoice {
  readonly includeRefused: boolean;
  readonly includePossiblyDelivered: boolean;
}

export interface Retry {
  readonly question: RetryQuestion | null;
  /** One bulk retry at a time: every button for many waits for it. */
  readonly busy: boolean;
  /** How far a retry of many is, while one runs. */
  readonly progress: OperationProgress | null;
  /** Rows whose own button was pressed, until main has answered. */
  readonly retrying: ReadonlySet<number>;
  /** One message: at once. More: asks main what would happen, then the person. */
  ask(scope: RetryScope, kind: RetryQuestion['kind'], scopeText: string): Promise<void>;
  retryOne(id: number): Promise<void>;
  confirm(choice: RetryChoice): Promise<void>;
  cancel(): void;
}

const refreshes = ['queue.query', 'queue.counts', 'message.detail'] as const;

/**
 * Retry from every place of the page, with the same feedback: counts and exceptions in a notice. `onView` shows what was put
 * back; `onSelectedDone` tells that the selected ones were put back.
 */
export function useRetry({
  onView,
  onSelectedDone,
}: {
  readonly onView: () => void;
  readonly onSelectedDone: () => void;
}): Retry {
  const { t } = useTranslation('queue');
  const format = useFormat();
  const notify = useNotify();
  const preview = useCall('queue.preview');
  const retry = useCall('queue.retry', { refreshes });
  const undo = useCall('operation.undo', { refreshes });
  const [question, setQuestion] = useState<RetryQuestion | null>(null);
  const [asking, setAsking] = useState(false);
  const progress = useOperation();
  const busy = asking || progress !== null;
  const [retrying, setRetrying] = useState<ReadonlySet<number>>(new Set());
  // A second Enter can come before React has drawn the first.
  const running = useRef(new Set<number | 'many'>());

  const once = useCallback(async (what: number | 'many', run: () => Promise<void>) => {
    if (running.current.has(what)) return;
    running.current.add(what);
    try {
      await run();
    } finally {
      running.current.delete(what);
    }
  }, []);
  const counted = (count: number) => ({ count, number: format.number(count) });
  const tell = (result: Result<RetryResult>) => {
    if (!result.ok) {
      notify({ kind: 'error', text: t('retry.failed'), detail: errorWords(t, result.error) });
      return;
    }
    const { operationId, queued, notReached, skipped } = result.value;
    const stopped = notReached > 0 ? [t('retry.stopped', counted(notReached))] : [];
    const exceptions = Object.entries(skipped).flatMap(([why, count]) =>
      count > 0 ? [t(`retry.skipped.${why}`, counted(count))] : [],
    );
    notify({
      kind: queued > 0 ? 'success' : 'info',
      text: t('retry.done', counted(queued)),
      detail: [...stopped, ...(queued > 0 ? [t('retry.watch')] : []), ...exceptions].join(' '),
      ...(queued > 0
        ? {
            actions: [
              { label: t('retry.view'), run: onView },
              { label: t('retry.undo'), run: () => void takeBack(operationId) },
            ],
          }
        : {}),
    });
  };
  const takeBack = async (operationId: string) => {
    const result = await undo.run({ operationId });
    if (!result.ok) {
      notify({ kind: 'error', text: t('retry.undoFailed'), detail: t('retry.undoTooLate') });
      return;
    }
    const { restored, alreadySent } = result.value;
    notify({
      kind: 'info',
      text: t('retry.undone', counted(restored)),
      ...(alreadySent > 0 ? { detail: t('retry.undoneSent', counted(alreadySent)) } : {}),
    });
  };
  const many = (run: () => Promise<void>) =>
    once('many', async () => {
      setAsking(true);
      try {
        await run();
      } finally {
        setAsking(false);
      }
    });
  const retryOne = (id: number) =>
    once(id, async () => {
      setRetrying((before) => new Set([...before, id]));
      const result = await retry.run({ ids: [id] });
      setRetrying((before) => new Set([...before].filter((each) => each !== id)));
      // The row itself shows the success; only what did not happen needs words.
      if (!result.ok || result.value.queued === 0) tell(result);
    });

  return {
    question,
    busy,
    progress,
    retrying,
    retryOne,
    ask: (scope, kind, scopeText) =>
      'ids' in scope && scope.ids.length === 1
        ? retryOne(scope.ids[0] ?? 0)
        : many(async () => {
            const result = await preview.run({ scope });
            if (result.ok) setQuestion({ preview: result.value, kind, scopeText });
            else notify({ kind: 'error', text: t('retry.failed'), detail: errorWords(t, result.error) });
          }),
    confirm: (choice) =>
      many(async () => {
        if (!question) return;
        setQuestion(null);
        const result = await retry.run({ token: question.preview.token, ...choice });
        tell(result);
        if (result.ok && question.kind === 'selected') onSelectedDone();
      }),
    cancel: () => setQuestion(null),
  };
}
