import { z } from 'zod';
import { problemCodes } from './message.ts';

/** The tabs of the queue; `pending` includes `sending`, which lasts a moment. */
export const statusFilters = ['all', 'pending', 'failed', 'sent'] as const;

export type StatusFilter = (typeof statusFilters)[number];

export const queueFilterSchema = z.strictObject({
  status: z.enum(statusFilters).default('all'),
  schoolId: z.number().int().optional(),
  from: z.number().int().optional(),
  to: z.number().int().optional(),
  problem: z.enum(problemCodes).optional(),
  text: z.string().trim().max(100).optional(),
});

export type QueueFilter = z.infer<typeof queueFilterSchema>;

/** Counts by tab and the figures of the header. Times are epoch milliseconds. */
export const queueCountsSchema = z.object({
  rev: z.number().int(),
  all: z.number().int(),
  pending: z.number().int(),
  failed: z.number().int(),
  sent: z.number().int(),
  /** sent / finished in the last 7 days; null when nothing finished, so that nobody reads 100 % or NaN. */
  successRate7d: z.number().nullable(),
  finished7d: z.number().int(),
  oldestPendingAt: z.number().int().nullable(),
  lastManualRetryAt: z.number().int().nullable(),
  nextAutoAt: z.number().int().nullable(),
  lastAcceptedAt: z.number().int().nullable(),
});

export type QueueCounts = z.infer<typeof queueCountsSchema>;

/** What a retry acts on: the ids a person saw, or a whole state as it was at `asOf`. */
export const retryScopeSchema = z.union([
  z.strictObject({ ids: z.array(z.number().int()).min(1).max(20_000) }),
  z.strictObject({ status: z.enum(['pending', 'failed']), asOf: z.number().int() }),
]);

export type RetryScope = z.infer<typeof retryScopeSchema>;

/** What a retry would do, counted by main before anybody confirms. The token holds the ids that were seen. */
export const retryPreviewSchema = z.object({
  token: z.string(),
  total: z.number().int(),
  willRetry: z.number().int(),
  alreadySent: z.number().int(),
  inFlight: z.number().int(),
  refused: z.number().int(),
  possiblyDelivered: z.number().int(),
});

export type RetryPreview = z.infer<typeof retryPreviewSchema>;

export const retryResultSchema = z.object({
  operationId: z.string(),
  queued: z.number().int(),
  skipped: z.object({
    alreadySent: z.number().int(),
    inFlight: z.number().int(),
    refused: z.number().int(),
    possiblyDelivered: z.number().int(),
    notFound: z.number().int(),
  }),
});

export type RetryResult = z.infer<typeof retryResultSchema>;
