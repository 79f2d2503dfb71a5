import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { messages } from './messages.ts';

/** Why and by whom a message was taken out. The reason is an admin's own words: it stays in the database. */
export const cancellations = sqliteTable('cancellations', {
  messageId: integer()
    .primaryKey()
    .references(() => messages.id),
  at: integer().notNull(),
  by: text().notNull(),
  reason: text().notNull(),
});
