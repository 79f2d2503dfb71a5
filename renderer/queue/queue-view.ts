import { dayNumber } from '../../core/clinical/calendar.ts';
import type { ProblemCode } from '../../core/contract/message.ts';
import type { QueueFilter, SortOrder, StatusFilter } from '../../core/contract/queue.ts';

export const periods = ['any', 'today', 'week', 'month', 'range'] as const;

export type Period = (typeof periods)[number];

/** What the person chose to see. */
export interface QueueView {
  readonly status: StatusFilter;
  readonly text: string;
  readonly schoolId: number | null;
  readonly period: Period;
  /** The first and the last day of a range, `YYYY-MM-DD`; null leaves that side open. Read for `period: 'range'` alone. */
  readonly fromDay: string | null;
  readonly toDay: string | null;
  readonly problem: ProblemCode | null;
  readonly sort: SortOrder;
}

export const everything: QueueView = {
  status: 'all',
  text: '',
  schoolId: null,
  period: 'any',
  fromDay: null,
  toDay: null,
  problem: null,
  sort: 'newest',
};

/** Whether anything but the tab narrows the list. */
export function isNarrowed({ text, schoolId, period, problem }: QueueView): boolean {
  return text.trim() !== '' || schoolId !== null || period !== 'any' || problem !== null;
}

const day = 24 * 3_600_000;
const dubaiOffset = 4 * 3_600_000;

/** The view as main's filter. Days begin at midnight in Dubai; a running day keeps one start, so that pages stay cached. */
export function filterOf(view: QueueView, now: number): QueueFilter {
  const midnight = Math.floor((now + dubaiOffset) / day) * day - dubaiOffset;
  const starts: Readonly<Record<Period, number | null>> = {
    any: null,
    today: midnight,
    week: midnight - 6 * day,
    month: midnight - 29 * day,
    range: startOf(view.fromDay),
  };
  const from = starts[view.period];
  const lastDay = view.period === 'range' ? startOf(view.toDay) : null;
  return {
    status: view.status,
    ...(view.text.trim() === '' ? {} : { text: view.text.trim() }),
    ...(view.schoolId === null ? {} : { schoolId: view.schoolId }),
    ...(view.problem === null ? {} : { problem: view.problem }),
    ...(from === null ? {} : { from }),
    ...(lastDay === null ? {} : { to: lastDay + day }),
  };
}

/** Midnight in Dubai at which a day begins; null for none. */
function startOf(date: string | null): number | null {
  return date === null || dayNumber(date) === null ? null : Date.parse(`${date}T00:00:00Z`) - dubaiOffset;
}
