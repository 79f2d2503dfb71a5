import { asciiDigits } from '../../core/clinical/digits.ts';

/** `23/11/2026`: the day first, whatever the machine is set to. */
export function formatDay(date?: Date): string {
  if (!date) return '';
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(date.getDate())}/${two(date.getMonth() + 1)}/${date.getFullYear()}`;
}

/** A typed day, `d/m/yyyy` with any of `/ . -` and digits of either kind; null when it is none or lies ahead. */
export function parseDay(text: string): Date | null {
  const match = /^\s*(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\s*$/.exec(asciiDigits(text));
  if (!match) return null;
  const [day, month, year] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const date = new Date(year, month - 1, day);
  const exists = date.getDate() === day && date.getMonth() === month - 1;
  return exists && date.getTime() <= Date.now() ? date : null;
}
