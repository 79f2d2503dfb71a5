import { useCallback, useEffect, useRef, useState } from 'react';
import { useCall } from '../api-hooks.ts';

const quietMs = 500;

/** Keeps the form as a draft half a second after the last change. */
export interface DraftKeeper {
  /** The form changed: what it holds now, or null when there is nothing to keep. */
  changed(studentId: number | null, fields: Record<string, string> | null): void;
  /** Nothing more is to be kept under this id: the assessment is saved, or discarded. */
  stop(): void;
  readonly keptAt: number | null;
}

/** The keeper of one draft; a new id starts a new one. */
export function useDraft(id: string): DraftKeeper {
  const { run } = useCall('draft.save', { refreshes: [] });
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const [kept, setKept] = useState<{ readonly id: string; readonly at: number } | null>(null);

  const stop = useCallback(() => clearTimeout(timer.current), []);
  useEffect(() => stop, [stop]);
  const changed = useCallback<DraftKeeper['changed']>(
    (studentId, fields) => {
      clearTimeout(timer.current);
      if (fields === null) return;
      timer.current = setTimeout(async () => {
        const result = await run({ id, studentId, fields });
        if (result.ok) setKept({ id, at: result.value.updatedAt });
      }, quietMs);
    },
    [id, run],
  );
  return { changed, stop, keptAt: kept?.id === id ? kept.at : null };
}
