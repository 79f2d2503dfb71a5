import { dayNumberOf, inDubai } from '../clinical/calendar.ts';

/**
 * An instant (epoch milliseconds) as HL7 DTM in Dubai's time, `20251103013000` or with `+0400`. Empty text for an instant
 * that no calendar holds, which the strict check then refuses as missing.
 */
export function formatDtm(
  epochMs: number,
  options: { readonly offset: boolean } = { offset: false },
): string {
  const at = inDubai(epochMs);
  if (!at) return '';
  const digits = at.year + at.month + at.day + at.hour + at.minute + at.second;
  return options.offset ? `${digits}+0400` : digits;
}

/** A calendar date `YYYY-MM-DD` as HL7 DT `YYYYMMDD`; anything else loses its dashes and is refused by the strict check. */
export function formatDt(calendarDate: string): string {
  return calendarDate.replaceAll('-', '');
}

const shape =
  /^(\d{4})(?:(\d{2})(?:(\d{2})(?:(\d{2})(?:(\d{2})(?:(\d{2})(?:\.\d{1,4})?)?)?)?)?)?([+-]\d{4})?$/;

/** True for a DTM whose parts name a real day, time and offset (HL7 v2.5.1, 2.A.22). */
export function isDtm(text: string): boolean {
  return parseDtm(text) !== null;
}

/** A DTM as epoch milliseconds; without an offset it is Dubai's time. Null when it is not one. */
export function parseDtm(text: string): number | null {
  const match = shape.exec(text);
  if (!match) return null;
  const [, year, month = '01', day = '01', hour = '00', minute = '00', second = '00', offset = '+0400'] =
    match;
  const days = dayNumberOf(Number(year), Number(month), Number(day));
  if (days === null || hour > '23' || minute > '59' || second > '59') return null;
  const offsetMinutes = Number(offset.slice(1, 3)) * 60 + Number(offset.slice(3));
  if (offset.slice(3) > '59' || offsetMinutes > 14 * 60) return null;
  const sign = offset.startsWith('-') ? -1 : 1;
  const clock = (Number(hour) * 60 + Number(minute)) * 60 + Number(second);
  return days * 86_400_000 + clock * 1000 - sign * offsetMinutes * 60_000;
}
