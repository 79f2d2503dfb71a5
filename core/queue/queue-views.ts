import type { AppParts, Handlers } from '../app-parts.ts';
import type { Link } from '../contract/health.ts';
import type { QueueCounts } from '../contract/queue.ts';
import { fail, ok } from '../contract/result.ts';
import { queueRow } from './next-step.ts';

const pageSize = 200;
const maxIds = 20_000;

type Parts = Pick<AppParts, 'queue' | 'clock'>;

/** Counts and header figures as of now. */
export function countsView({ queue, clock }: Parts, rev: number): QueueCounts {
  const counts = queue.counts(clock.nowMs());
  return {
    rev,
    all: counts.all,
    pending: counts.pending,
    failed: counts.failed,
    sent: counts.sent,
    successRate7d: counts.finished7d === 0 ? null : counts.sent7d / counts.finished7d,
    finished7d: counts.finished7d,
    oldestPendingAt: counts.oldestPendingAt,
    lastManualRetryAt: counts.lastManualRetryAt,
    nextAutoAt: counts.nextDueAt,
    lastAcceptedAt: counts.lastAcceptedAt,
  };
}

/** Reading the queue: pages of rows, counts, one message with its timeline. */
export function queueViewHandlers(
  parts: Parts,
  links: () => readonly Link[],
  rev: () => number,
): Pick<Handlers, 'queue.query' | 'queue.counts' | 'queue.idsInRange' | 'message.detail'> {
  const { queue, clock } = parts;
  return {
    'queue.query': ({ filter, offset, limit }) => {
      const page = queue.page(filter, offset, limit);
      const now = clock.nowMs();
      const known = links();
      return ok({ rows: page.rows.map((row) => queueRow(row, known, now)), total: page.total, rev: rev() });
    },

    'queue.idsInRange': ({ filter, from, to }) => {
      const last = Math.min(to, from + maxIds - 1);
      const ids: number[] = [];
      for (let offset = from; offset <= last; offset += pageSize) {
        const { rows } = queue.page(filter, offset, Math.min(pageSize, last - offset + 1));
        ids.push(...rows.map(({ id }) => id));
        if (rows.length === 0) break;
      }
      return ok(ids);
    },

    'queue.counts': () => ok(countsView(parts, rev())),

    'message.detail': ({ id }) => {
      const row = queue.row(id);
      if (!row) return fail('NOT_FOUND', 'This message does not exist.');
      return ok({
        row: queueRow(row, links(), clock.nowMs()),
        attempts: [...queue.attempts(id)],
        manualRetries: [...queue.manualRetries(id)],
        reply: queue.reply(id),
        ...queue.links(id),
        cancelled: queue.cancellation(id),
      });
    },
  };
}
