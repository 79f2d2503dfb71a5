import { sql } from 'drizzle-orm';
import { check, index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { visitKinds } from '../../core/contract/assessment.ts';
import { oneOf } from './one-of.ts';
import { schools, students } from './people.ts';

/** Saved assessments. The id is the draft's UUID, which makes a save idempotent; `visit` is the number of `V26010500001`. */
export const assessments = sqliteTable(
  'assessments',
  {
    visit: integer().primaryKey(),
    id: text().notNull(),
    studentId: integer()
      .notNull()
      .references(() => students.id),
    schoolId: integer()
      .notNull()
      .references(() => schools.id),
    kind: text({ enum: visitKinds }).notNull(),
    visitStartedAt: integer().notNull(),
    measuredAt: integer().notNull(),
    savedAt: integer().notNull(),
    savedBy: text().notNull(),
    accountId: integer().notNull(),
    /** Measurements, vision and notes as JSON, exactly as the form handed them over. */
    content: text().notNull(),
    /** Ids of its messages as a JSON array, oldest first: the way from a visit and a student to their messages. */
    messageIds: text().notNull(),
  },
  (table) => [
    uniqueIndex('assessments_id').on(table.id),
    index('assessments_by_student').on(table.studentId, table.measuredAt),
    check('assessments_kind', oneOf(table.kind, visitKinds)),
    check('assessments_content', sql`json_valid(${table.content})`),
    check('assessments_message_ids', sql`json_valid(${table.messageIds})`),
  ],
);

/** Forms as they stand, valid or not: text by field, so that nothing typed is ever lost. */
export const drafts = sqliteTable(
  'drafts',
  {
    id: text().primaryKey(),
    accountId: integer().notNull(),
    studentId: integer(),
    fields: text().notNull(),
    updatedAt: integer().notNull(),
  },
  (table) => [
    index('drafts_by_account').on(table.accountId, table.updatedAt),
    check('drafts_fields', sql`json_valid(${table.fields})`),
  ],
);
