import { z } from 'zod';
import { always, channel, done, messageId, nothing } from './channel.ts';
import { messageDetailSchema, messageFieldsSchema, queueRowSchema } from './message.ts';
import {
  exportResultSchema,
  problemCountsSchema,
  queueCountsSchema,
  queueFilterSchema,
  retryPreviewSchema,
  retryResultSchema,
  retryScopeSchema,
  sortSchema,
} from './queue.ts';
import { fixTargetSchema } from './student-page.ts';

/** The queue, what people do to it in bulk, and single messages. */
export const outboxChannels = {
  'queue.query': channel(
    'nurse',
    z.strictObject({
      filter: queueFilterSchema,
      sort: sortSchema,
      offset: z.number().int().min(0),
      limit: z.number().int().min(1).max(200),
    }),
    z.object({
      rows: z.array(queueRowSchema),
      total: z.number().int(),
      /** True where a text finds more than `total`, which is then as far as matches are counted and listed. */
      more: z.boolean().optional(),
      rev: z.number().int(),
    }),
  ),
  'queue.counts': channel('nurse', nothing, queueCountsSchema),
  /** How many have each problem under the other filters. */
  'queue.problemCounts': channel('nurse', z.strictObject({ filter: queueFilterSchema }), problemCountsSchema),
  /** Ids of the rows between two indexes of a filtered list, both included, as they stand now. */
  'queue.idsInRange': channel(
    'nurse',
    z.strictObject({
      filter: queueFilterSchema,
      sort: sortSchema,
      from: z.number().int().min(0),
      to: z.number().int().min(0),
    }),
    z.array(z.number().int()).max(20_000),
  ),
  'queue.preview': channel('nurse', z.strictObject({ scope: retryScopeSchema }), retryPreviewSchema),
  /**
   * `{token}` from a preview, `{ids}`, or `{status}`; rejected content is left out unless asked for one by one. Many are put
   * back a few hundred at a time, told by `operation:progress`; the answer comes at the end.
   */
  'queue.retry': channel(
    'nurse',
    z.union([
      z.strictObject({
        token: z.string().max(60),
        includeRefused: z.boolean().default(false),
        includePossiblyDelivered: z.boolean().default(true),
      }),
      z.strictObject({ ids: z.array(z.number().int()).min(1).max(20_000) }),
      z.strictObject({ status: z.enum(['pending', 'failed']) }),
    ]),
    retryResultSchema,
  ),
  /** Everything that matches, as CSV. Without names unless asked for; main writes down who took how many. */
  'queue.export': channel(
    'admin',
    z.strictObject({ filter: queueFilterSchema, sort: sortSchema, withNames: z.boolean().default(false) }),
    exportResultSchema,
    always,
  ),

  /** Ends an operation on many messages after what is in hand: what was done stays done and can be undone. */
  'operation.stop': channel('nurse', z.strictObject({ operationId: z.string().max(60) }), done),
  /** Takes a retry back within 10 s: only what has not been claimed yet returns to what it was. */
  'operation.undo': channel(
    'nurse',
    z.strictObject({ operationId: z.string().max(60) }),
    z.object({ restored: z.number().int(), alreadySent: z.number().int() }),
  ),

  'message.detail': channel('nurse', messageId, messageDetailSchema),
  /** A message field by field with the patient's details hidden; `unmask` is for an admin and is written down. */
  'message.fields': channel(
    'nurse',
    z.strictObject({ id: z.number().int(), unmask: z.boolean().default(false) }),
    messageFieldsSchema,
    ({ unmask }) => unmask,
  ),
  /** Where a person corrects what made this message fail. */
  'message.fixTarget': channel('nurse', messageId, fixTargetSchema),
  /**
   * Builds a message again from what is recorded now and sends it under a new control id: a failed one in the old one's
   * place, or, for an admin, one that was sent before, which the receiver may then have twice.
   */
  'message.sendAgain': channel('nurse', messageId, z.object({ id: z.number().int() })),
  /** Takes unsent messages out for good, with those of a visit that wait for them. Sent ones cannot be taken back. */
  'message.cancel': channel(
    'admin',
    z.strictObject({
      ids: z.array(z.number().int()).min(1).max(500),
      reason: z.string().trim().min(3).max(200),
    }),
    z.object({ cancelled: z.number().int(), notCancelled: z.number().int() }),
    always,
  ),
  /** How many unsent messages an earlier version of the profile built; those in flight are left alone. */
  'message.rebuildPreview': channel(
    'admin',
    z.strictObject({ destinationId: z.string().max(60) }),
    z.object({
      profileVersion: z.number().int(),
      willRebuild: z.number().int(),
      /** Left out unless asked for: the receiver may then have them twice, under two control ids. */
      mayHaveArrived: z.number().int(),
      inFlight: z.number().int(),
    }),
  ),
  'message.rebuild': channel(
    'admin',
    z.strictObject({
      destinationId: z.string().max(60),
      /** As previewed: a profile that was changed since is refused. */
      profileVersion: z.number().int(),
      includePossiblyDelivered: z.boolean().default(false),
    }),
    z.object({
      rebuilt: z.number().int(),
      couldNotBuild: z.number().int(),
      /** Kinds that the changed profile does not send. */
      notSentAnyMore: z.number().int(),
      changedMeanwhile: z.number().int(),
    }),
  ),
} as const;
