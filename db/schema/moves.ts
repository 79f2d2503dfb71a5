import { sql } from 'drizzle-orm';
import { check, index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { messages } from './messages.ts';

/** Messages that left for another PC in a rescue file, and what each was before, so that it can be taken back. */
export const movedMessages = sqliteTable(
  'moved_messages',
  {
    messageId: integer()
      .primaryKey()
      .references(() => messages.id),
    exportId: text().notNull(),
    at: integer().notNull(),
    by: text().notNull(),
    before: text().notNull(),
  },
  (table) => [
    index('moved_messages_export').on(table.exportId),
    check('moved_messages_before', sql`json_valid(${table.before})`),
  ],
);

/** Messages that came from another PC. `source` names one for ever: a file that is brought in twice adds nothing. */
export const importedMessages = sqliteTable('imported_messages', {
  source: text().primaryKey(),
  messageId: integer()
    .notNull()
    .references(() => messages.id),
  exportId: text().notNull(),
  at: integer().notNull(),
  by: text().notNull(),
});
