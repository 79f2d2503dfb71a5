import type { TFunction } from 'i18next';
import { useCallback, useRef, useState } from 'react';
import type { UseFormReturn } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { AppError } from '../../core/contract/result.ts';
import { errorWords } from '../shell/words.ts';
import type { FormFault, FormPath } from './form-paths.ts';
import type { FormValues } from './form-values.ts';

/** What a save came to, as the form must show it. */
export type SaveAnswer =
  | { readonly ok: true }
  | { readonly ok: false; readonly error: AppError | null; readonly faults: readonly FormFault[] };

/** Where a person goes after the save: to a new assessment, or to the next student of the class. */
export type AfterSave = 'stop' | 'next';

export interface Saving {
  readonly busy: boolean;
  /** Why main did not save, in words of the window's language; null when it did, or was not asked. */
  readonly failure: string | null;
  save(after?: AfterSave): Promise<void>;
  /** A value changed: what main or the schema said of the values before no longer holds. */
  lift(): void;
}

/** One save at a time: clicks while one runs do nothing. A refusal goes to its field, a failure to the red bar. */
export function useSaving(
  { trigger, getValues, setError, clearErrors }: UseFormReturn<FormValues>,
  onSave: (values: FormValues, after: AfterSave) => Promise<SaveAnswer>,
  goTo: (field: FormPath) => void,
): Saving {
  const { t } = useTranslation('assessment');
  const [busy, setBusy] = useState(false);
  const [error, setFailure] = useState<AppError | null>(null);
  const running = useRef(false);
  const refused = useRef<readonly FormFault[]>([]);

  const save = useCallback(
    async (after: AfterSave = 'stop') => {
      if (running.current) return;
      running.current = true;
      setBusy(true);
      try {
        setFailure(null);
        clearErrors();
        // The fields' own rules first, so that each shows its sentence; then the whole form is read.
        await trigger();
        const answer = await onSave(getValues(), after);
        if (answer.ok) return;
        setFailure(answer.error);
        refused.current = answer.faults;
        for (const { field, rule } of answer.faults)
          setError(field as 'notes', { type: 'refused', message: rule });
        const first = answer.faults[0];
        if (first) goTo(first.field);
      } finally {
        running.current = false;
        setBusy(false);
      }
    },
    [trigger, getValues, setError, clearErrors, onSave, goTo],
  );

  const lift = useCallback(() => {
    for (const { field } of refused.current) clearErrors(field as 'notes');
    refused.current = [];
  }, [clearErrors]);
  return { busy, failure: error && failureWords(t, error), save, lift };
}

/** The bar's title already says that nothing was saved and nothing lost: here only the cause and what to do. */
function failureWords(t: TFunction, error: AppError): string {
  return t(`assessment:notSaved.${error.code}`, { defaultValue: errorWords(t, error) });
}
