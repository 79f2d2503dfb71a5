import { check, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { absences as reasons } from '../../core/contract/class.ts';
import { oneOf } from './one-of.ts';
import { students } from './people.ts';

/** Who was absent from the screening of a day, or refused it. A mark that is taken back goes; the audit trail keeps both. */
export const absences = sqliteTable(
  'absences',
  {
    studentId: integer()
      .notNull()
      .references(() => students.id),
    /** The day in Dubai, `YYYY-MM-DD`. */
    day: text().notNull(),
    reason: text({ enum: reasons }).notNull(),
    at: integer().notNull(),
    by: text().notNull(),
    accountId: integer().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.day, table.studentId] }),
    check('absences_reason', oneOf(table.reason, reasons)),
  ],
);
