import type { TFunction } from 'i18next';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Language } from '../i18n.ts';

/*
 * const format = useFormat();              bound to the language of the window; all times are epoch milliseconds
 *   format.dateTime(at)        "23 Nov 2026, 18:21"         format.shortDateTime(at)  "23 Nov, 18:21"
 *   format.exactTime(at)       "23 Nov 2026, 18:21:09"      format.date(at)           "23 Nov 2026"
 *   format.dayMonth(at)        "23 Nov"
 *   format.time(at)            "18:21"                      format.calendarDate(d)    of 'YYYY-MM-DD', no time zone
 *   format.relative(at, now)   "3 min. ago", "in 2 hr.", "now"
 *   format.duration(ms)        "3 min 25 s", "42 s", "2 h 5 min"    (never negative)
 *   format.age(ms)             "3 days", one unit, rounded down
 *   format.number(n), format.percent(0..1)
 * useLanguage()                              'en' | 'ar'
 */

/** Numbers and dates for people: always Latin digits, always the clinic's time zone. */
export interface Format {
  dateTime(at: number): string;
  shortDateTime(at: number): string;
  exactTime(at: number): string;
  date(at: number): string;
  dayMonth(at: number): string;
  time(at: number): string;
  calendarDate(date: string): string;
  relative(at: number, now: number): string;
  duration(ms: number): string;
  age(ms: number): string;
  number(value: number): string;
  percent(share: number): string;
}

const timeZone = 'Asia/Dubai';

const locales: Readonly<Record<Language, string>> = { en: 'en-GB-u-nu-latn', ar: 'ar-AE-u-nu-latn' };

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

const units = [
  ['day', day],
  ['hour', hour],
  ['minute', minute],
  ['second', second],
] as const;

/** The formats of one language; `t` is needed for durations, which Intl of the oldest runtime does not write. */
export function createFormat(language: Language, t: TFunction): Format {
  const locale = locales[language];
  const dates = (options: Intl.DateTimeFormatOptions) => {
    const formatter = new Intl.DateTimeFormat(locale, { timeZone, hourCycle: 'h23', ...options });
    return (at: number) => formatter.format(at);
  };
  const dayMonth = { day: 'numeric', month: language === 'ar' ? 'long' : 'short' } as const;
  const hourMinute = { hour: '2-digit', minute: '2-digit' } as const;
  const fullDate = { ...dayMonth, year: 'numeric' } as const;
  const plainDate = dates({ ...fullDate, timeZone: 'UTC' });
  const relative = new Intl.RelativeTimeFormat(locale, { style: 'short', numeric: 'always' });
  const number = new Intl.NumberFormat(locale);
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 });
  const whole = (ms: number) => units.find(([, size]) => ms >= size) ?? units[3];

  // Joined by the catalog: Intl puts a word between an Arabic date and time, too long for a column.
  const joined = (date: (at: number) => string, time: (at: number) => string) => (at: number) =>
    t('common:dateAndTime', { date: date(at), time: time(at) });
  const date = dates(fullDate);
  const time = dates(hourMinute);

  return {
    dateTime: joined(date, time),
    shortDateTime: joined(dates(dayMonth), time),
    exactTime: joined(date, dates({ ...hourMinute, second: '2-digit' })),
    date,
    dayMonth: dates(dayMonth),
    time,
    calendarDate: (date) => plainDate(Date.parse(`${date}T00:00:00Z`)),
    relative(at, now) {
      const distance = Math.abs(at - now);
      if (distance < second) return t('common:now');
      const [unit, size] = whole(distance);
      const amount = Math.floor(distance / size);
      return relative.format(at < now ? -amount : amount, unit);
    },
    duration(ms) {
      const seconds = Math.max(0, Math.ceil(ms / second));
      const minutes = Math.floor(seconds / 60);
      if (minutes === 0) return t('common:duration.seconds', { seconds });
      if (minutes < 60) return t('common:duration.minutes', { minutes, seconds: seconds % 60 });
      return t('common:duration.hours', { hours: Math.floor(minutes / 60), minutes: minutes % 60 });
    },
    age(ms) {
      const [unit, size] = whole(Math.max(0, ms));
      return t(`common:age.${unit}`, { count: Math.floor(Math.max(0, ms) / size) });
    },
    number: (value) => number.format(value),
    percent: (share) => percent.format(share),
  };
}

/** The formats of the window's language. */
export function useFormat(): Format {
  const { t } = useTranslation();
  const language = useLanguage();
  return useMemo(() => createFormat(language, t), [language, t]);
}

/** The window's language. */
export function useLanguage(): Language {
  return useTranslation().i18n.language === 'ar' ? 'ar' : 'en';
}
