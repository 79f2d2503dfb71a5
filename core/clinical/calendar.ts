/** The United Arab Emirates keep UTC+4 all year. Computed here, never asked of the machine, whose zone may be wrong. */
const dubaiOffsetMs = 4 * 3_600_000;

/** A calendar date and clock time as parts, each two digits (year four). */
export interface DateTimeParts {
  readonly year: string;
  readonly month: string;
  readonly day: string;
  readonly hour: string;
  readonly minute: string;
  readonly second: string;
}

/** An instant (epoch milliseconds) as a clock in Dubai shows it; null outside the years 1900 to 9999. */
export function inDubai(epochMs: number): DateTimeParts | null {
  const date = new Date(epochMs + dubaiOffsetMs);
  const year = date.getUTCFullYear();
  if (!(year >= 1900 && year <= 9999)) return null;
  const two = (value: number) => String(value).padStart(2, '0');
  return {
    year: String(year),
    month: two(date.getUTCMonth() + 1),
    day: two(date.getUTCDate()),
    hour: two(date.getUTCHours()),
    minute: two(date.getUTCMinutes()),
    second: two(date.getUTCSeconds()),
  };
}

/** The calendar date in Dubai, `YYYY-MM-DD`; null outside the years 1900 to 9999. */
export function dubaiDate(epochMs: number): string | null {
  const parts = inDubai(epochMs);
  return parts && `${parts.year}-${parts.month}-${parts.day}`;
}

/** True for `YYYY-MM-DD` that names a day of the calendar (not 30 February). */
export function isCalendarDate(text: string): boolean {
  return dayNumber(text) !== null;
}

/** Days since 1970-01-01 of a calendar date, without any time zone; null when it is not a date. */
export function dayNumber(text: string): number | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  return match && dayNumberOf(Number(match[1]), Number(match[2]), Number(match[3]));
}

/** The same from year (100 to 9999), month and day as numbers, each from 1; null when there is no such day. */
export function dayNumberOf(year: number, month: number, day: number): number | null {
  const ms = Date.UTC(year, month - 1, day);
  const date = new Date(ms);
  // A day or month that does not exist rolls over, and a year below 100 becomes one of the last century.
  const same =
    date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return same ? ms / 86_400_000 : null;
}
