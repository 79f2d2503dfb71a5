import { sql } from 'drizzle-orm';
import {
  type AnySQLiteColumn,
  blob,
  check,
  index,
  integer,
  sqliteTable,
  text,
  uniqueIndex,
} from 'drizzle-orm/sqlite-core';
import { interfaces, messageStates, outcomeClasses, problemCodes } from '../../core/contract/message.ts';
import { destinations } from './destinations.ts';
import { oneOf } from './one-of.ts';
import { schools, students } from './people.ts';
import { assessments } from './visits.ts';

/** Frozen bytes, apart from the row that changes: a trigger refuses every update and delete. */
export const payloads = sqliteTable('payloads', {
  id: integer().primaryKey(),
  bytes: blob({ mode: 'buffer' }).notNull(),
});

/** The outbox. States and their meaning: core/contract/message.ts; the CHECKs refuse what docs/delivery.md does not know. */
export const messages = sqliteTable(
  'messages',
  {
    /** Given in order and never again, because no row is ever deleted. */
    id: integer().primaryKey(),
    /** Grows with every change of the row. */
    rev: integer().notNull().default(1),
    state: text({ enum: messageStates }).notNull(),
    /** When it came under its tab of the queue; a claim does not change it. */
    stateAt: integer().notNull(),
    studentId: integer()
      .notNull()
      .references(() => students.id),
    schoolId: integer()
      .notNull()
      .references(() => schools.id),
    visit: integer().references(() => assessments.visit),
    destinationId: text()
      .notNull()
      .references(() => destinations.id),
    profileVersion: integer().notNull(),
    kind: text().notNull(),
    interface: text({ enum: interfaces }).notNull(),
    opensVisit: integer({ mode: 'boolean' }).notNull(),
    /** Place in the student's order: the id, or that of the message this one replaces. */
    position: integer().notNull(),
    /** The message this one waits for (db/order.ts); kept with every change so that finding the next is one index step. */
    blockedBy: integer().references((): AnySQLiteColumn => messages.id),
    /** Whether it holds later messages of its student. */
    holds: integer({ mode: 'boolean' }).notNull(),
    controlId: text(),
    payloadId: integer().references(() => payloads.id),
    retryCount: integer().notNull().default(0),
    strikes: integer().notNull().default(0),
    /** Processes that died with this message in hand, since its last finished attempt. */
    interruptedCount: integer().notNull().default(0),
    attemptCount: integer().notNull().default(0),
    possiblyDelivered: integer({ mode: 'boolean' }).notNull().default(false),
    duplicate: integer({ mode: 'boolean' }).notNull().default(false),
    outcome: text({ enum: outcomeClasses }),
    problem: text({ enum: problemCodes }),
    problemField: text(),
    dueAt: integer(),
    createdAt: integer().notNull(),
    lastAttemptAt: integer(),
    finishedAt: integer(),
    lease: text(),
    leaseGeneration: integer(),
    supersedes: integer().references((): AnySQLiteColumn => messages.id),
    supersededBy: integer().references((): AnySQLiteColumn => messages.id),
  },
  (table) => [
    uniqueIndex('messages_control_id').on(table.controlId),
    // Messages of a visit are found through `assessments.messageIds`, which costs a save no page of its own.
    index('messages_without_visit').on(table.studentId).where(sql`${table.visit} IS NULL`),
    index('messages_by_problem').on(table.problem).where(sql`${table.problem} IS NOT NULL`),
    index('messages_ready')
      .on(table.destinationId, table.interface, table.position)
      .where(sql`${table.state} = 'pending' AND ${table.blockedBy} IS NULL`),
    // What was never tried is due since it was saved: it needs no place here.
    index('messages_due')
      .on(table.destinationId, table.interface, table.dueAt)
      .where(sql`${table.state} = 'pending' AND ${table.blockedBy} IS NULL AND ${table.attemptCount} > 0`),
    // Every wait that a clock jump may have made too long, blocked or not: only a failed attempt writes here.
    index('messages_waits')
      .on(table.dueAt)
      .where(sql`${table.state} = 'pending' AND ${table.attemptCount} > 0`),
    index('messages_holding')
      .on(table.studentId, table.destinationId, table.position)
      .where(sql`${table.holds} = 1`),
    // What waits is listed by messages_holding and by this one: behind an opener that needs a person.
    index('messages_stopped').on(table.id).where(sql`${table.state} = 'pending' AND ${table.holds} = 0`),
    index('messages_sending').on(table.leaseGeneration).where(sql`${table.state} = 'sending'`),
    index('messages_failed').on(table.id).where(sql`${table.state} = 'failed'`),
    index('messages_sent').on(table.id).where(sql`${table.state} = 'sent'`),
    check('messages_state', oneOf(table.state, messageStates)),
    check('messages_interface', oneOf(table.interface, interfaces)),
    check('messages_outcome', oneOf(table.outcome, outcomeClasses)),
    check(
      'messages_lease',
      sql`(${table.state} = 'sending') = (${table.lease} IS NOT NULL AND ${table.leaseGeneration} IS NOT NULL)
        AND (${table.lease} IS NULL) = (${table.leaseGeneration} IS NULL)`,
    ),
    check(
      'messages_finished',
      sql`(${table.state} IN ('sent', 'superseded', 'cancelled')) = (${table.finishedAt} IS NOT NULL)`,
    ),
    check('messages_due_at', sql`(${table.state} = 'pending') = (${table.dueAt} IS NOT NULL)`),
    check('messages_failed_reason', sql`${table.state} <> 'failed' OR ${table.problem} IS NOT NULL`),
    check('messages_superseded_by', sql`${table.state} <> 'superseded' OR ${table.supersededBy} IS NOT NULL`),
    check(
      'messages_built',
      sql`(${table.payloadId} IS NOT NULL AND ${table.controlId} IS NOT NULL)
        OR (${table.payloadId} IS NULL AND ${table.controlId} IS NULL
          AND ${table.state} IN ('failed', 'superseded', 'cancelled'))`,
    ),
    check('messages_control_id_length', sql`length(${table.controlId}) BETWEEN 1 AND 199`),
    check('messages_blocked_by', sql`${table.blockedBy} IS NULL OR ${table.state} = 'pending'`),
    check('messages_holds', sql`${table.holds} = 0 OR ${table.state} IN ('pending', 'sending')`),
    check(
      'messages_flags',
      sql`${table.opensVisit} IN (0, 1) AND ${table.possiblyDelivered} IN (0, 1) AND ${table.duplicate} IN (0, 1) AND ${table.holds} IN (0, 1)`,
    ),
    check(
      'messages_counts',
      sql`${table.retryCount} >= 0 AND ${table.strikes} >= 0 AND ${table.interruptedCount} >= 0 AND ${table.attemptCount} >= 0`,
    ),
  ],
);
