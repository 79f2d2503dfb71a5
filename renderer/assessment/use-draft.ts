import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { on } from '../api.ts';
import { channelKey, useCall } from '../api-hooks.ts';

const quietMs = 500;

type Fields = Record<string, string>;

/** What became of the draft: nothing kept yet, kept at a time, or not kept although it should be. */
export type DraftState =
  | { readonly kind: 'none' }
  | { readonly kind: 'kept'; readonly at: number }
  | { readonly kind: 'notKept' };

/** Keeps the form as a draft half a second after the last change. */
export interface DraftKeeper {
  readonly state: DraftState;
  /** The form changed: what it holds now, or null when it is blank again. */
  changed(studentId: number | null, fields: Fields | null): void;
  /** Nothing more is to be kept under this id: its assessment is saved. */
  forget(): void;
}

/** The keeper of one draft. What still waits is kept at once when the id changes, the page is left or the window closes. */
export function useDraft(id: string): DraftKeeper {
  const { run: save } = useCall('draft.save');
  const { run: discard } = useCall('draft.discard');
  const client = useQueryClient();
  const [shown, setShown] = useState<{ readonly id: string; readonly state: DraftState }>();
  const waiting = useRef<{ timer: ReturnType<typeof setTimeout>; run: () => void } | undefined>(undefined);

  const kept = useRef<string | undefined>(undefined);

  const flush = useCallback(() => {
    if (!waiting.current) return;
    clearTimeout(waiting.current.timer);
    waiting.current.run();
  }, []);
  const forget = useCallback(() => {
    clearTimeout(waiting.current?.timer);
    waiting.current = undefined;
  }, []);
  const changed = useCallback<DraftKeeper['changed']>(
    (studentId, fields) => {
      forget();
      if (fields === null && kept.current !== id) return;
      const run = async () => {
        waiting.current = undefined;
        const result = fields ? await save({ id, studentId, fields }) : await discard({ id });
        const state: DraftState = !result.ok
          ? { kind: 'notKept' }
          : 'updatedAt' in result.value
            ? { kind: 'kept', at: Number(result.value.updatedAt) }
            : { kind: 'none' };
        kept.current = state.kind === 'kept' ? id : undefined;
        setShown({ id, state });
        void client.invalidateQueries({ queryKey: channelKey('draft.list') });
      };
      waiting.current = { timer: setTimeout(run, quietMs), run };
    },
    [id, save, discard, client, forget],
  );

  // biome-ignore lint/correctness/useExhaustiveDependencies: another id is another draft, and what waits belongs to the old one
  useEffect(() => flush, [flush, id]);
  useEffect(() => {
    // Before the page is asked whether it may close; the other for browsers that close it unasked.
    const moments = ['beforeunload', 'pagehide'];
    for (const moment of moments) window.addEventListener(moment, flush);
    // Main takes the last letters for a moment after a lock, in the name of whoever typed them.
    const stop = on('lock', ({ inMs }) => inMs === 0 && flush());
    return () => {
      for (const moment of moments) window.removeEventListener(moment, flush);
      stop();
    };
  }, [flush]);
  return { state: shown?.id === id ? shown.state : { kind: 'none' }, changed, forget };
}
