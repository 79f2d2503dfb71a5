import { dayNumber, dubaiDate } from '../../core/clinical/calendar.ts';
import { asciiDigits } from '../../core/clinical/digits.ts';

const two = (value: number) => String(value).padStart(2, '0');

/** Today in Dubai, `YYYY-MM-DD`. */
export function today(): string {
  return dubaiDate(Date.now()) ?? '';
}

/** A calendar date as the date picker wants it: midnight of that day on this machine, whatever its zone. */
export function toPickerDate(date: string): Date | null {
  if (dayNumber(date) === null) return null;
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  return new Date(year, month - 1, day);
}

/** The day that a date picker means, `YYYY-MM-DD`. */
export function fromPickerDate(date: Date): string {
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** `23/11/2026`: the day first, whatever the machine is set to. */
export function formatDay(date?: Date | null): string {
  return date ? `${two(date.getDate())}/${two(date.getMonth() + 1)}/${date.getFullYear()}` : '';
}

/** A typed day, `d/m/yyyy` with any of `/ . -` and digits of either kind; null when it is none or outside the bounds. */
export function parseDay(text: string, earliest: string, latest: string): Date | null {
  const match = /^\s*(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\s*$/.exec(asciiDigits(text));
  if (!match) return null;
  const date = `${match[3]}-${two(Number(match[2]))}-${two(Number(match[1]))}`;
  return dayNumber(date) !== null && date >= earliest && date <= latest ? toPickerDate(date) : null;
}

/** A typed day as `YYYY-MM-DD`; null when it is none, lies before 1990 or after `latest`. */
export function readDay(text: string, latest: string): string | null {
  const date = parseDay(text, '1990-01-01', latest);
  return date && fromPickerDate(date);
}

/** `2026-11-23` as it is typed, `23/11/2026`. */
export function dayText(date: string): string {
  return formatDay(toPickerDate(date));
}
