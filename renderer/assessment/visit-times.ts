import { dayNumber, dubaiDate, inDubai } from '../../core/clinical/calendar.ts';
import { asciiDigits } from '../../core/clinical/digits.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
const dubaiOffsetMs = 4 * hourMs;

/** A typed time of day as `HH:MM`: `9:5`, `0905`, `9.05` and Arabic digits are taken; null when it is none. */
export function readTime(typed: string): string | null {
  const match = /^\s*(\d{1,2})[:.\s]?(\d{1,2})?\s*$/.exec(splitDigits(asciiDigits(typed)));
  if (!match) return null;
  const hour = Number(match[1]);
  const minute = Number(match[2] ?? 0);
  if (hour > 23 || minute > 59) return null;
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}

function splitDigits(text: string): string {
  const four = /^\s*(\d{1,2})(\d{2})\s*$/.exec(text);
  return four ? `${four[1]}:${four[2]}` : text;
}

/** The instant of a time on a calendar date in Dubai (UTC+4 all year); undefined when either is none. */
export function instantOf(date: string, time: string): number | undefined {
  const day = dayNumber(date);
  const read = readTime(time);
  if (day === null || read === null) return undefined;
  const [hour = 0, minute = 0] = read.split(':').map(Number);
  return day * dayMs + hour * hourMs + minute * minuteMs - dubaiOffsetMs;
}

/** An instant as the clock in Dubai shows it, `HH:MM`. */
export function timeOf(at: number): string {
  const parts = inDubai(at);
  return parts ? `${parts.hour}:${parts.minute}` : '';
}

/** When a visit began and when it was measured, from what the form knows. */
export interface VisitTimes {
  readonly visitStartedAt: number;
  readonly measuredAt: number;
  readonly visitEndedAt?: number;
}

/**
 * Today's visit is now; an earlier one is noted at noon of its day. Typed times count before both, and a visit began no later
 * than the first thing that was given in it.
 */
export function visitTimes(
  date: string,
  now: number,
  { timeIn, timeOut, given }: { timeIn: string; timeOut: string; given: readonly number[] },
): VisitTimes {
  const isToday = date === dubaiDate(now);
  const noon = (dayNumber(date) ?? 0) * dayMs + 12 * hourMs - dubaiOffsetMs;
  const came = instantOf(date, timeIn);
  const left = instantOf(date, timeOut);
  const otherwise = isToday ? now : Math.min(noon, now);
  const visitStartedAt = came ?? Math.min(otherwise, left ?? otherwise, ...given);
  const latest = isToday ? now : Math.max(visitStartedAt, Math.min(noon, left ?? noon));
  const measuredAt = Math.max(visitStartedAt, Math.min(latest, left ?? latest));
  return { visitStartedAt, measuredAt, ...(left === undefined ? {} : { visitEndedAt: left }) };
}
