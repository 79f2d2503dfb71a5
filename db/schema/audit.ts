import { check, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { oneOf } from './one-of.ts';

/** Who did what, as a chain: `mac` covers the row and the `mac` before it (core/audit/chain.ts). Never changed. */
export const audit = sqliteTable(
  'audit',
  {
    seq: integer().primaryKey(),
    at: integer().notNull(),
    /** Minutes east of UTC when the row was written. */
    tzOffsetMinutes: integer().notNull(),
    actor: text().notNull(),
    machine: text().notNull(),
    action: text().notNull(),
    /** An id, never a name. */
    subject: text().notNull(),
    outcome: text({ enum: ['ok', 'refused', 'failed'] }).notNull(),
    /** Codes and numbers. */
    detail: text().notNull(),
    prev: text().notNull(),
    mac: text().notNull(),
  },
  (table) => [check('audit_outcome', oneOf(table.outcome, ['ok', 'refused', 'failed']))],
);
