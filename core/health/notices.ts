import type { AppParts } from '../app-parts.ts';
import type { Alert, AlertCode } from '../contract/health.ts';
import type { OutageNotice } from './outages.ts';

/** At most one notice in half an hour that something needs a person, however many messages are refused. */
const quietMs = 30 * 60_000;

/** Alerts that are told when they begin, once; the others are shown and not told. */
const toldAlerts = [
  'WAITING_DAY',
  'DISK_FULL',
  'RECORDS_MISSING',
  'DATABASE_DAMAGED',
  'SENDER_STOPPED',
] as const;

export type ToldAlert = (typeof toldAlerts)[number];

/** What is worth interrupting a person for, in counts and names of destinations alone. */
export type Notice =
  | OutageNotice
  | { readonly kind: 'needsPerson'; readonly count: number }
  | { readonly kind: 'alert'; readonly code: ToldAlert };

/** Decides which changes are told: something new that needs a person, and each serious alert once for as long as it lasts. */
export interface NoticeBoard {
  look(now: { readonly failed: number; readonly alerts: readonly Alert[] }): void;
}

/** Makes the board. What was wrong already when it is first looked at is told too, but for failed messages: they are in the queue. */
export function createNoticeBoard(
  { clock }: Pick<AppParts, 'clock'>,
  tell: (notice: Notice) => void,
): NoticeBoard {
  let failedBefore: number | null = null;
  let needsPersonAtMs = Number.NEGATIVE_INFINITY;
  let standing = new Set<AlertCode>();
  return {
    look({ failed, alerts }) {
      const more = failedBefore !== null && failed > failedBefore;
      failedBefore = failed;
      if (more && clock.monotonicMs() - needsPersonAtMs >= quietMs) {
        needsPersonAtMs = clock.monotonicMs();
        tell({ kind: 'needsPerson', count: failed });
      }
      const codes = new Set(alerts.map(({ code }) => code));
      for (const code of toldAlerts)
        if (codes.has(code) && !standing.has(code)) tell({ kind: 'alert', code });
      standing = codes;
    },
  };
}
