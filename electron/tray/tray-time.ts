import type { Words } from '../words.ts';

/* Times in the tray's language: Latin digits, the clinic's time zone, as in the window (renderer/shell/format.ts). */

const timeZone = 'Asia/Dubai';
const minuteMs = 60_000;

const units = [
  ['day', 24 * 60 * minuteMs],
  ['hour', 60 * minuteMs],
  ['minute', minuteMs],
  ['second', 1000],
] as const;

/** "42 s", "3 min 25 s", "2 h 5 min". */
export function durationWords(ms: number, words: Words): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  const minutes = Math.floor(seconds / 60);
  if (minutes === 0) return words('common:duration.seconds', { seconds });
  if (minutes < 60) return words('common:duration.minutes', { minutes, seconds: seconds % 60 });
  return words('common:duration.hours', { hours: Math.floor(minutes / 60), minutes: minutes % 60 });
}

/** "2 min. ago". */
export function relativeWords(at: number, now: number, words: Words): string {
  const distance = Math.abs(at - now);
  if (distance < 1000) return words('common:now');
  const [unit, size] = units.find(([, each]) => distance >= each) ?? units[3];
  const amount = Math.floor(distance / size);
  return new Intl.RelativeTimeFormat(localeOf(words), { style: 'short' }).format(
    at < now ? -amount : amount,
    unit,
  );
}

/** "14:00". */
export function timeWords(at: number, words: Words): string {
  const options = { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  return new Intl.DateTimeFormat(localeOf(words), options).format(at);
}

function localeOf({ language }: Words): string {
  return language === 'ar' ? 'ar-AE-u-nu-latn' : 'en-GB-u-nu-latn';
}
