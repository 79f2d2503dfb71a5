import type { ProblemCode } from '../../core/contract/message.ts';
import type { QueueFilter, StatusFilter } from '../../core/contract/queue.ts';

export const periods = ['any', 'today', 'week', 'month'] as const;

export type Period = (typeof periods)[number];

/** What the person chose to see. */
export interface QueueView {
  readonly status: StatusFilter;
  readonly text: string;
  readonly schoolId: number | null;
  readonly period: Period;
  readonly problem: ProblemCode | null;
}

export const everything: QueueView = {
  status: 'all',
  text: '',
  schoolId: null,
  period: 'any',
  problem: null,
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
  };
  const from = starts[view.period];
  return {
    status: view.status,
    ...(view.text.trim() === '' ? {} : { text: view.text.trim() }),
    ...(view.schoolId === null ? {} : { schoolId: view.schoolId }),
    ...(view.problem === null ? {} : { problem: view.problem }),
    ...(from === null ? {} : { from }),
  };
}
