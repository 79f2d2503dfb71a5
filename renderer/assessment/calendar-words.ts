import { type DatePickerProps, defaultDatePickerStrings } from '@fluentui/react-datepicker-compat';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../shell/format.ts';

/** The first day of the school week in the United Arab Emirates, as the date picker counts. */
export const monday = 1;

type Strings = NonNullable<DatePickerProps['strings']>;
type Formatting = NonNullable<DatePickerProps['dateTimeFormatter']>;

/** What the calendar of a date picker says, in the window's language. */
export interface CalendarWords {
  readonly strings: Strings;
  readonly formatting: Formatting;
  readonly label: string;
}

/** Months and days by Intl, commands by the catalog; digits stay Latin. */
export function useCalendarWords(): CalendarWords {
  const { t } = useTranslation('assessment');
  const language = useLanguage();
  return useMemo(() => {
    const locale = language === 'ar' ? 'ar-AE-u-nu-latn' : 'en-GB-u-nu-latn';
    const write = (options: Intl.DateTimeFormatOptions) => {
      const formatter = new Intl.DateTimeFormat(locale, options);
      return (date: Date) => formatter.format(date);
    };
    const months = Array.from({ length: 12 }, (_, month) => new Date(2026, month, 15));
    // 4 January 2026 is a Sunday, the day that the picker counts from.
    const days = Array.from({ length: 7 }, (_, day) => new Date(2026, 0, 4 + day));
    return {
      label: t('calendar.label'),
      strings: {
        ...defaultDatePickerStrings,
        months: months.map(write({ month: 'long' })),
        shortMonths: months.map(write({ month: 'short' })),
        days: days.map(write({ weekday: 'long' })),
        shortDays: days.map(write({ weekday: 'narrow' })),
        goToToday: t('calendar.goToToday'),
        prevMonthAriaLabel: t('calendar.previousMonth'),
        nextMonthAriaLabel: t('calendar.nextMonth'),
        prevYearAriaLabel: t('calendar.previousYear'),
        nextYearAriaLabel: t('calendar.nextYear'),
        prevYearRangeAriaLabel: t('calendar.previousYears'),
        nextYearRangeAriaLabel: t('calendar.nextYears'),
        closeButtonAriaLabel: t('common:close'),
        selectedDateFormatString: t('calendar.selected'),
        todayDateFormatString: t('calendar.today'),
        monthPickerHeaderAriaLabel: t('calendar.changeYear'),
        yearPickerHeaderAriaLabel: t('calendar.changeMonth'),
      },
      formatting: {
        formatDay: (date) => String(date.getDate()),
        formatMonth: write({ month: 'long' }),
        formatYear: (date) => String(date.getFullYear()),
        formatMonthDayYear: write({ day: 'numeric', month: 'long', year: 'numeric' }),
        formatMonthYear: write({ month: 'long', year: 'numeric' }),
      },
    };
  }, [t, language]);
}
