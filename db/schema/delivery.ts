import { sql } from 'drizzle-orm';
import { blob, check, index, integer, primaryKey, real, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { outcomeClasses, problemCodes } from '../../core/contract/message.ts';
import { messages } from './messages.ts';
import { oneOf } from './one-of.ts';

/** One row for each try, append-only: a finished attempt is never changed, none is ever deleted. */
export const attempts = sqliteTable(
  'attempts',
  {
    /** messageId * 65536 + number: the timeline of a message is a range, and no index has to be kept. */
    id: integer().primaryKey(),
    messageId: integer()
      .notNull()
      .references(() => messages.id),
    destinationId: text().notNull(),
    number: integer().notNull(),
    /** Order of beginning over all messages, from the counter `attempts`. */
    seq: integer().notNull(),
    startedAt: integer().notNull(),
    finishedAt: integer(),
    outcome: text({ enum: outcomeClasses }),
    problem: text({ enum: problemCodes }),
    code: text(),
    ackCode: text(),
    errCode: text(),
    errText: text(),
    errLocation: text(),
    httpStatus: integer(),
    latencyMs: real(),
    transport: text(),
    ackRaw: blob({ mode: 'buffer' }),
  },
  (table) => [
    index('attempts_acknowledged')
      .on(table.destinationId, table.finishedAt)
      .where(sql`${table.ackCode} IS NOT NULL`),
    // Refusals are watched by the day.
    index('attempts_rejected').on(table.startedAt).where(sql`${table.outcome} = 'rejected'`),
    check('attempts_outcome', oneOf(table.outcome, outcomeClasses)),
    check(
      'attempts_id',
      sql`${table.id} = ${table.messageId} * 65536 + ${table.number} AND ${table.number} BETWEEN 1 AND 65535`,
    ),
    check('attempts_finished', sql`(${table.finishedAt} IS NULL) = (${table.outcome} IS NULL)`),
  ],
);

/** Retries by people: for the timeline, and what the message was before, so that a retry can be undone. */
export const manualRetries = sqliteTable(
  'manual_retries',
  {
    operationId: text().notNull(),
    messageId: integer()
      .notNull()
      .references(() => messages.id),
    at: integer().notNull(),
    by: text().notNull(),
    /** Attempts until then: undo touches no message that has been tried since. */
    attemptsBefore: integer().notNull(),
    before: text().notNull(),
    undoneAt: integer(),
  },
  (table) => [
    primaryKey({ columns: [table.operationId, table.messageId] }),
    index('manual_retries_of_message').on(table.messageId),
    index('manual_retries_at').on(table.at),
    check('manual_retries_before', sql`json_valid(${table.before})`),
  ],
);

/**
 * Messages by state (`sent`) and by state and school (`sent:3`), kept by triggers: the window never counts rows. Besides the
 * time of the last acceptance and the number of attempts ever begun.
 */
export const counters = sqliteTable('counters', {
  name: text().primaryKey(),
  value: integer().notNull(),
});

/**
 * One row for each hour since 1970 in which anything happened, kept by triggers and written once an hour for what is frequent:
 * how many messages had been sent before it, and its first message, from which on one looks for later ones.
 */
export const hourly = sqliteTable('hourly', {
  hour: integer().primaryKey(),
  sentBefore: integer().notNull(),
  firstMessageId: integer().notNull(),
  /** Messages that came to `failed` in this hour and still are. */
  failed: integer().notNull().default(0),
});

/** The one row that says which process sends. `generation` is the fencing token. */
export const sender = sqliteTable(
  'sender',
  {
    id: integer().primaryKey(),
    owner: text(),
    pid: integer(),
    /** What tells this process from a later one with the same number; NULL where the system does not say. */
    startMark: text(),
    generation: integer().notNull(),
    heartbeatAt: integer().notNull(),
  },
  (table) => [
    check('sender_single', sql`${table.id} = 1`),
    check('sender_owned', sql`(${table.owner} IS NULL) = (${table.pid} IS NULL)`),
  ],
);
