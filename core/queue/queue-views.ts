import type { AppParts, Handlers } from '../app-parts.ts';
import type { Link } from '../contract/health.ts';
import type { MessageDetail } from '../contract/message.ts';
import type { QueueCounts } from '../contract/queue.ts';
import type { ReceiverNumber } from '../contract/receiver-number.ts';
import { fail, ok } from '../contract/result.ts';
import { complaintOf, receiverHint } from '../malaffi/receiver-hints.ts';
import { knownNumbers } from '../settings/receiver-number-handlers.ts';
import { queueRow } from './next-step.ts';

const pageSize = 200;
const maxIds = 20_000;

type Parts = Pick<AppParts, 'queue' | 'clock'>;
type DetailParts = Pick<AppParts, 'settings'> & Parts;

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
    successDays: counts.successDays.map((day) => ({ ...day })),
    oldestPendingAt: counts.oldestPendingAt,
    lastManualRetryAt: counts.lastManualRetryAt,
    nextAutoAt: counts.nextDueAt,
    lastAcceptedAt: counts.lastAcceptedAt,
  };
}

/** Reading the queue: pages of rows, counts, one message with its timeline. */
export function queueViewHandlers(
  parts: DetailParts,
  links: () => readonly Link[],
  rev: () => number,
): Pick<
  Handlers,
  'queue.query' | 'queue.counts' | 'queue.problemCounts' | 'queue.idsInRange' | 'message.detail'
> {
  const { queue, clock, settings } = parts;
  return {
    'queue.query': ({ filter, sort, offset, limit }) => {
      const page = queue.page(filter, offset, limit, sort);
      const now = clock.nowMs();
      const known = links();
      const rows = page.rows.map((row) => queueRow(row, known, now));
      return ok({ rows, total: page.total, ...(page.more ? { more: true } : {}), rev: rev() });
    },

    'queue.idsInRange': ({ filter, sort, from, to }) => {
      const last = Math.min(to, from + maxIds - 1);
      const ids: number[] = [];
      for (let offset = from; offset <= last; offset += pageSize) {
        const { rows } = queue.page(filter, offset, Math.min(pageSize, last - offset + 1), sort);
        ids.push(...rows.map(({ id }) => id));
        if (rows.length === 0) break;
      }
      return ok(ids);
    },

    'queue.counts': () => ok(countsView(parts, rev())),

    'queue.problemCounts': ({ filter }) => ok({ ...queue.problemCounts(filter) }),

    'message.detail': ({ id }) => {
      const row = queue.row(id);
      if (!row) return fail('NOT_FOUND', 'This message does not exist.');
      return ok({
        row: queueRow(row, links(), clock.nowMs()),
        attempts: [...queue.attempts(id)],
        manualRetries: [...queue.manualRetries(id)],
        reply: replyView(queue.reply(id), knownNumbers(settings)),
        ...queue.links(id),
        cancelled: queue.cancellation(id),
      });
    },
  };
}

/** The receiver's answer with what its numbers mean. The raw reply stays here: it may name a patient. */
function replyView(
  reply: ReturnType<AppParts['queue']['reply']>,
  numbers: readonly ReceiverNumber[],
): MessageDetail['reply'] {
  if (!reply) return null;
  const { ackRaw, ...shown } = reply;
  const complaint = complaintOf(ackRaw);
  return {
    ...shown,
    number: complaint?.applicationCode ?? null,
    hint: complaint && receiverHint(complaint, numbers),
  };
}
