import { sql } from 'drizzle-orm';
import { check, index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { visitKinds } from '../../core/contract/assessment.ts';
import { attempts } from './delivery.ts';
import { messages } from './messages.ts';
import { oneOf } from './one-of.ts';
import { students } from './people.ts';
import { assessments } from './visits.ts';

/**
 * What an assessment was before each correction, and that it was entered in error: by whom, when and why. Rows are never
 * changed or deleted, and a trigger lets an assessment change only when what it was lies here.
 */
export const assessmentChanges = sqliteTable(
  'assessment_changes',
  {
    visit: integer()
      .notNull()
      .references(() => assessments.visit),
    /** The number of the version that was in force until then; 1 is what was saved first. */
    number: integer().notNull(),
    /** The UUID of the form that made the change: the same form changes nothing twice. */
    id: text().notNull(),
    change: text({ enum: ['corrected', 'enteredInError'] }).notNull(),
    at: integer().notNull(),
    by: text().notNull(),
    accountId: integer().notNull(),
    reason: text().notNull(),
    kind: text({ enum: visitKinds }).notNull(),
    visitStartedAt: integer().notNull(),
    measuredAt: integer().notNull(),
    content: text().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.visit, table.number] }),
    uniqueIndex('assessment_changes_id').on(table.id),
    check('assessment_changes_change', oneOf(table.change, ['corrected', 'enteredInError'])),
    check('assessment_changes_kind', oneOf(table.kind, visitKinds)),
    check('assessment_changes_content', sql`json_valid(${table.content})`),
  ],
);

/**
 * What a student was before each change by hand, null before it was added by hand; `merged` says that the record lives on in another one.
 */
export const studentChanges = sqliteTable(
  'student_changes',
  {
    id: text().primaryKey(),
    studentId: integer()
      .notNull()
      .references(() => students.id),
    change: text({ enum: ['changed', 'condition', 'merged'] }).notNull(),
    at: integer().notNull(),
    by: text().notNull(),
    accountId: integer().notNull(),
    /** As JSON: the student as it was; for `merged` the visits that moved; for `condition` what was changed or withdrawn. */
    detail: text().notNull(),
  },
  (table) => [
    index('student_changes_of').on(table.studentId, table.at),
    check('student_changes_change', oneOf(table.change, ['changed', 'condition', 'merged'])),
    check('student_changes_detail', sql`json_valid(${table.detail})`),
  ],
);

/** Who put a new message in the place of an old one. */
export const replacements = sqliteTable('replacements', {
  messageId: integer()
    .primaryKey()
    .references(() => messages.id),
  newId: integer()
    .notNull()
    .references(() => messages.id),
  at: integer().notNull(),
  by: text().notNull(),
});

/** Refusals that a person has read, by attempt. */
export const acknowledgements = sqliteTable('acknowledgements', {
  attemptId: integer()
    .primaryKey()
    .references(() => attempts.id),
  at: integer().notNull(),
  by: text().notNull(),
});
