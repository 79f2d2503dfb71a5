import { useId } from '@fluentui/react-components';
import { type KeyboardEvent, useDeferredValue, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppError } from '../../core/contract/result.ts';
import type { StudentView } from '../../core/contract/student.ts';
import { useChannel } from '../api-hooks.ts';

const shortest = 2;
const shownResults = 12;

/** The field that finds a student: text, results, and the keys of a combobox (WAI-ARIA APG). */
export interface StudentSearch {
  readonly text: string;
  readonly students: readonly StudentView[];
  /** Index of the marked result, -1 for none. */
  readonly active: number;
  readonly listId: string;
  readonly status: string;
  readonly error: AppError | null;
  type(text: string): void;
  again(): void;
  onKeyDown(event: KeyboardEvent): void;
}

/**
 * Searches while the nurse types. Enter chooses the marked result, or the only one; with several and none marked it marks the
 * first, so that no child is chosen by chance. Pressed before the answer is there (a scanned card), it waits for it.
 */
export function useStudentSearch(onChoose: (student: StudentView) => void): StudentSearch {
  const { t } = useTranslation('assessment');
  const [text, setText] = useState('');
  const [active, setActive] = useState(-1);
  const [entered, setEntered] = useState<string | null>(null);
  const listId = useId('students');
  const sought = useDeferredValue(text.trim());
  const searches = sought.length >= shortest;
  const found = useChannel(
    'student.search',
    { text: sought, limit: shownResults },
    { enabled: searches, keepPrevious: true, staleTime: 0 },
  );
  const students = searches ? (found.data ?? []) : [];
  const current = sought === text.trim() && found.isSuccess && !found.isPlaceholderData;

  useEffect(() => {
    if (entered === null || !current) return;
    setEntered(null);
    const [first, ...others] = students;
    if (entered !== sought || !first) return;
    if (others.length === 0) onChoose(first);
    else setActive(0);
  }, [entered, current, sought, students, onChoose]);

  const onKeyDown = (event: KeyboardEvent) => {
    // While an input method composes a word, Enter and the arrows belong to it.
    if (event.nativeEvent.isComposing) return;
    const last = students.length - 1;
    const moves: Readonly<Record<string, number>> = {
      ArrowDown: active >= last ? 0 : active + 1,
      ArrowUp: active <= 0 ? last : active - 1,
      PageDown: last,
      PageUp: 0,
    };
    const to = moves[event.key];
    if (event.key === 'Enter') {
      event.preventDefault();
      const chosen = current ? students[active] : undefined;
      if (chosen) onChoose(chosen);
      else if (text.trim().length >= shortest) setEntered(text.trim());
    } else if (event.key === 'Escape' && text !== '') {
      event.preventDefault();
      setText('');
      setActive(-1);
    } else if (to !== undefined && last >= 0) {
      event.preventDefault();
      setActive(to);
    }
  };
  const status = () => {
    if (!searches || !current) return '';
    if (students.length === 0) return t('find.nobody');
    return students.length === shownResults
      ? t('find.more', { count: shownResults })
      : t('find.found', { count: students.length });
  };
  return {
    text,
    students,
    active,
    listId,
    status: status(),
    error: searches ? found.error : null,
    type(typed) {
      setText(typed);
      setActive(-1);
    },
    again: () => void found.refetch(),
    onKeyDown,
  };
}
