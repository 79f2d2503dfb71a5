import { sql } from 'drizzle-orm';
import { check, index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { destinations } from './destinations.ts';

/** When a destination could not be reached or would not take messages; `endedAt` is NULL while it lasts. */
export const outages = sqliteTable(
  'outages',
  {
    id: integer().primaryKey(),
    destinationId: text()
      .notNull()
      .references(() => destinations.id),
    problem: text().notNull(),
    startedAt: integer().notNull(),
    endedAt: integer(),
  },
  (table) => [
    index('outages_open').on(table.destinationId).where(sql`${table.endedAt} IS NULL`),
    index('outages_started').on(table.startedAt),
    check('outages_times', sql`${table.endedAt} IS NULL OR ${table.endedAt} >= ${table.startedAt}`),
  ],
);
