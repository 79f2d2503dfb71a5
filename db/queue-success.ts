import type { StoredCounts } from '../core/queue/ports.ts';
import type { Connection } from './connection.ts';

const hourMs = 3_600_000;
const dayHours = 24;
const days = 7;

/** What had been sent before an hour, by the first hour since then in which anything happened; null when nothing did. */
export const sentBeforeSql = 'SELECT sentBefore FROM hourly WHERE hour >= ? ORDER BY hour LIMIT 1';
/** Messages that came to `failed` between two hours and still are. */
export const failedBetweenSql = 'SELECT total(failed) AS failed FROM hourly WHERE hour >= ? AND hour < ?';

/**
 * Sent and finished messages of the last seven days, counted in whole hours: from the one that began 168 hours before the
 * current one, in seven pieces of 24 hours. The last piece has the current hour besides.
 */
export function successOfWeek(
  connection: Connection,
  now: number,
  sentTotal: number,
): Pick<StoredCounts, 'sent7d' | 'finished7d' | 'successDays'> {
  const currentHour = Math.floor(now / hourMs);
  const sentBefore = (hour: number) =>
    connection.get<{ sentBefore: number }>(sentBeforeSql, [hour])?.sentBefore ?? sentTotal;
  const successDays = Array.from({ length: days }, (_, at) => {
    const from = currentHour - (days - at) * dayHours;
    const isLast = at === days - 1;
    const to = isLast ? Number.MAX_SAFE_INTEGER : from + dayHours;
    const sent = (isLast ? sentTotal : sentBefore(to)) - sentBefore(from);
    const failed = connection.get<{ failed: number }>(failedBetweenSql, [from, to])?.failed ?? 0;
    return { from: from * hourMs, sent, finished: sent + failed };
  });
  return {
    sent7d: sum(successDays.map(({ sent }) => sent)),
    finished7d: sum(successDays.map(({ finished }) => finished)),
    successDays,
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
