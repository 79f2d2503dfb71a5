import { useCallback, useEffect, useState } from 'react';
import type { MessageFields } from '../../core/contract/message.ts';
import type { AppError } from '../../core/contract/result.ts';
import { useCall } from '../api-hooks.ts';
import { useNow } from '../now.ts';

/** So long the patient's details are shown. */
export const shownMs = 60_000;

/**
 * A message with the patient's details, for an admin who asked. They are hidden again after a minute, when the window loses
 * the keyboard or is covered, and when the message is left: they live in this hook and nowhere else.
 */
export function useUnmasked(id: number): {
  readonly shown: MessageFields | null;
  readonly leftMs: number;
  readonly busy: boolean;
  readonly error: AppError | null;
  show(): Promise<void>;
  hide(): void;
} {
  const { run, busy } = useCall('message.fields');
  const [open, setOpen] = useState<{ readonly fields: MessageFields; readonly until: number } | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  const now = useNow(1000);
  const hide = useCallback(() => setOpen(null), []);
  const until = open?.until ?? null;

  useEffect(() => {
    if (until === null) return;
    const timer = setTimeout(hide, Math.max(0, until - Date.now()));
    const covered = () => document.visibilityState === 'hidden' && hide();
    window.addEventListener('blur', hide);
    document.addEventListener('visibilitychange', covered);
    return () => {
      clearTimeout(timer);
      window.removeEventListener('blur', hide);
      document.removeEventListener('visibilitychange', covered);
    };
  }, [until, hide]);

  return {
    shown: open?.fields ?? null,
    leftMs: until === null ? 0 : Math.min(shownMs, Math.max(0, until - now)),
    busy,
    error,
    async show() {
      setError(null);
      const result = await run({ id, unmask: true });
      if (result.ok) setOpen({ fields: result.value, until: Date.now() + shownMs });
      else setError(result.error);
    },
    hide,
  };
}
