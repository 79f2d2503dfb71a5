import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { ClassKey } from '../../core/contract/class.ts';

/** "Grade 5 · 5 B"; what the roster left empty is left out. */
export function useClassName(): (key: ClassKey) => string {
  const { t } = useTranslation('assessment');
  return useCallback(
    ({ grade, className }) =>
      [grade && t('student.grade', { name: grade }), className && t('student.class', { name: className })]
        .filter((part) => part)
        .join(' · '),
    [t],
  );
}
