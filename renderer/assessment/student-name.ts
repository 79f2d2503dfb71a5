import { useCallback } from 'react';
import type { StudentView } from '../../core/contract/student.ts';
import { useLanguage } from '../shell/format.ts';

/** A student's name in the language of the window: the Arabic one in Arabic where it is recorded, else the Latin one. */
export function useStudentName(): (student: StudentView) => string {
  const language = useLanguage();
  return useCallback(
    (student) => {
      const arabic = [student.givenNameArabic, student.middleNameArabic, student.familyNameArabic];
      const latin = [student.givenName, student.middleName, student.familyName];
      const parts = language === 'ar' && student.givenNameArabic ? arabic : latin;
      return parts.filter((part) => part).join(' ');
    },
    [language],
  );
}

/** First letters of given and family name, without the article: `MZ` for Maryam Al Zaabi. Arabic letters would join up. */
export function initialsOf({ givenName, familyName }: StudentView): string {
  const family = familyName.replace(/^(al|el)[\s-]+/i, '');
  return `${givenName.charAt(0)}${family.charAt(0)}`.toUpperCase();
}
