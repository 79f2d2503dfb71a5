import { useCallback } from 'react';
import { useChannel } from '../api-hooks.ts';
import { useLanguage } from '../shell/format.ts';

/** A school's name in the language of the window; the one on the row speaks for a school that is not in the list. */
export function useSchoolName(): (schoolId: number, fallback: string) => string {
  const arabic = useLanguage() === 'ar';
  const schools = useChannel('school.list', {}).data;
  return useCallback(
    (schoolId, fallback) => {
      const school = schools?.find(({ id }) => id === schoolId);
      return (arabic && school?.nameArabic) || school?.name || fallback;
    },
    [arabic, schools],
  );
}
