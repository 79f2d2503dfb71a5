import { useCallback } from 'react';
import type { ListedTerm } from '../../core/clinical/listed-term.ts';
import { useLanguage } from '../shell/format.ts';

/** The words of a listed term in the window's language. English ones are what is recorded and sent. */
export function useTermWords(): (term: ListedTerm) => string {
  const language = useLanguage();
  return useCallback((term) => (language === 'ar' ? term.arabic : term.english), [language]);
}

/** The words of something recorded: the list's own where it has the code, else as recorded. */
export function useRecordedWords(): (
  list: readonly ListedTerm[],
  recorded: { readonly code?: string | undefined; readonly text: string },
) => string {
  const words = useTermWords();
  return useCallback(
    (list, { code, text }) => {
      const term = code ? list.find((each) => each.code === code) : undefined;
      return term ? words(term) : text;
    },
    [words],
  );
}
