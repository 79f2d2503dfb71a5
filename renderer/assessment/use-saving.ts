import type { TFunction } from 'i18next';
import { useCallback, useRef, useState } from 'react';
import type { UseFormReturn } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { AppError } from '../../core/contract/result.ts';
import { errorWords } from '../shell/words.ts';
import type { FormValues } from './form-values.ts';
import type { FormFault } from './read-form.ts';

/** What a save came to, as the form must show it. */
export type SaveAnswer =
  | { readonly ok: true }
  | { readonly ok: false; readonly error: AppError | null; readonly faults: readonly FormFault[] };

export interface Saving {
  readonly busy: boolean;
  /** Why main did not save, in words of the window's language; null when it did, or was not asked. */
  readonly failure: string | null;
  save(): Promise<void>;
  /** A value changed: what main or the schema said of the values before no longer holds. */
  lift(): void;
}

/** One save at a time: clicks while one runs do nothing. A refusal goes to its field, a failure to the red bar. */
export function useSaving(
  { trigger, getValues, setError, setFocus, clearErrors }: UseFormReturn<FormValues>,
  onSave: (values: FormValues) => Promise<SaveAnswer>,
): Saving {
  const { t } = useTranslation('assessment');
  const [busy, setBusy] = useState(false);
  const [error, setFailure] = useState<AppError | null>(null);
  const running = useRef(false);
  const refused = useRef<readonly FormFault[]>([]);

  const save = useCallback(async () => {
    if (running.current) return;
    running.current = true;
    setBusy(true);
    try {
      setFailure(null);
      clearErrors();
      const sound = await trigger(undefined, { shouldFocus: true });
      if (!sound) return;
      const answer = await onSave(getValues());
      if (answer.ok) return;
      setFailure(answer.error);
      refused.current = answer.faults;
      for (const { field, rule } of answer.faults) setError(field, { type: 'refused', message: rule });
      const first = answer.faults[0];
      // After the fields are live again.
      if (first) requestAnimationFrame(() => setFocus(first.field));
    } finally {
      running.current = false;
      setBusy(false);
    }
  }, [trigger, getValues, setError, setFocus, clearErrors, onSave]);

  const lift = useCallback(() => {
    for (const { field } of refused.current) clearErrors(field);
    refused.current = [];
  }, [clearErrors]);
  return { busy, failure: error && failureWords(t, error), save, lift };
}

/** The bar's title already says that nothing was saved and nothing lost: here only the cause and what to do. */
function failureWords(t: TFunction, error: AppError): string {
  return t(`assessment:notSaved.${error.code}`, { defaultValue: errorWords(t, error) });
}
