import type { AppParts } from '../app-parts.ts';
import type { Activity } from '../contract/health.ts';
import { backlogByHour } from './backlog.ts';

const hourMs = 3_600_000;

/** So many times to the ACK are looked at: a day at full speed, and read in a moment. */
const maxAcks = 20_000;
const maxOutages = 200;

/** What happened by the hour in the last `hours` hours, the current one included: sent, failed, times to the ACK, outages. */
export function activityView(
  { health, queue, clock }: Pick<AppParts, 'health' | 'queue' | 'clock'>,
  hours: number,
): Activity {
  const now = clock.nowMs();
  const last = Math.floor(now / hourMs);
  const first = last - hours + 1;
  const from = first * hourMs;
  const rows = health.hours(first, last);
  const acks = health.ackTimes(from, maxAcks);
  const latencies = byHour(acks);
  const known = new Map(rows.map((row) => [row.hour, row]));
  const named = [...new Set([...known.keys(), ...latencies.keys()])].toSorted((a, b) => a - b);
  const oldestAt = queue.counts(now).oldestPendingAt;
  const waits = [
    ...health.waits(from, maxAcks),
    ...(oldestAt === null ? [] : [{ from: oldestAt, until: null }]),
  ];
  const sent = rows.reduce((sum, row) => sum + row.sent, 0);
  const failed = rows.reduce((sum, row) => sum + row.failed, 0);
  return {
    from,
    to: now,
    hours: named.map((hour) => ({
      hour: hour * hourMs,
      sent: known.get(hour)?.sent ?? 0,
      failed: known.get(hour)?.failed ?? 0,
      ackMedianMs: quantile(latencies.get(hour), 0.5),
      ackP95Ms: quantile(latencies.get(hour), 0.95),
    })),
    acksSampled: acks.length === maxAcks,
    ackMedianMs: quantile(
      acks.map(({ latencyMs }) => latencyMs).sort((a, b) => a - b),
      0.5,
    ),
    backlog: backlogByHour(waits, first, last, now),
    success: { sent, finished: sent + failed, windowHours: hours },
    outages: [...health.outages(from, maxOutages)],
  };
}

function byHour(acks: readonly { readonly at: number; readonly latencyMs: number }[]) {
  const hours = new Map<number, number[]>();
  for (const { at, latencyMs } of acks) {
    const hour = Math.floor(at / hourMs);
    const known = hours.get(hour);
    if (known) known.push(latencyMs);
    else hours.set(hour, [latencyMs]);
  }
  for (const latenciesMs of hours.values()) latenciesMs.sort((a, b) => a - b);
  return hours;
}

/** Nearest rank; null where nothing was acknowledged. */
function quantile(sorted: readonly number[] | undefined, at: number): number | null {
  return sorted?.[Math.min(sorted.length - 1, Math.floor(sorted.length * at))] ?? null;
}
