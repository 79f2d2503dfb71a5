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

/** The order of the list; what needs a person comes first or stands where its age puts it. Only the tab of all messages differs. */
export const sortOrders = ['newest', 'needsPerson'] as const;

export type SortOrder = (typeof sortOrders)[number];

export const sortSchema = z.enum(sortOrders).default('newest');

/** How many of the messages of a list have each problem; problems that none has are left out. */
export const problemCountsSchema = z.partialRecord(z.enum(problemCodes), z.number().int());

export type ProblemCounts = z.infer<typeof problemCountsSchema>;

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
  /** The same seven days one by one, the oldest first; each begins at `from` and is 24 hours long. */
  successDays: z.array(
    z.object({ from: z.number().int(), sent: z.number().int(), finished: z.number().int() }),
  ),
  oldestPendingAt: z.number().int().nullable(),
  lastManualRetryAt: z.number().int().nullable(),
  nextAutoAt: z.number().int().nullable(),
  lastAcceptedAt: z.number().int().nullable(),
});

export type QueueCounts = z.infer<typeof queueCountsSchema>;

/** A person may choose so many rows one by one; everything that matches a filter has no limit. */
const maxIds = 20_000;

const ids = z.array(z.number().int());

/**
 * What a retry acts on: the ids that a person saw, a whole state, or everything that matches a filter but for a few. The last
 * two are as they were at `asOf` (epoch milliseconds): what came or failed since is not meant.
 */
export const retryScopeSchema = z.union([
  z.strictObject({ ids: ids.min(1).max(maxIds) }),
  z.strictObject({ status: z.enum(['pending', 'failed']), asOf: z.number().int() }),
  z.strictObject({
    filter: queueFilterSchema,
    asOf: z.number().int(),
    except: ids.max(maxIds).default([]),
  }),
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
  /** The pace of the slowest destination that is on; 0 when none sets a limit. */
  messagesPerSecond: z.number(),
});

export type RetryPreview = z.infer<typeof retryPreviewSchema>;

export const retryResultSchema = z.object({
  operationId: z.string(),
  queued: z.number().int(),
  /** Left as they were because somebody pressed Stop. */
  notReached: z.number().int(),
  skipped: z.object({
    alreadySent: z.number().int(),
    inFlight: z.number().int(),
    refused: z.number().int(),
    possiblyDelivered: z.number().int(),
    notFound: z.number().int(),
  }),
});

export type RetryResult = z.infer<typeof retryResultSchema>;

/** How far an operation on many messages is; `running` is false in the last one. */
export const operationProgressSchema = z.object({
  operationId: z.string(),
  done: z.number().int(),
  total: z.number().int(),
  running: z.boolean(),
});

export type OperationProgress = z.infer<typeof operationProgressSchema>;

/** What became of an export: written by the host, given up by the person, or handed to a window that saves files itself. */
export const exportResultSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('saved'), rows: z.number().int() }),
  z.object({ kind: z.literal('cancelled') }),
  z.object({
    kind: z.literal('content'),
    rows: z.number().int(),
    fileName: z.string(),
    content: z.string(),
  }),
]);

export type ExportResult = z.infer<typeof exportResultSchema>;
