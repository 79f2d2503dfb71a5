import { sql } from 'drizzle-orm';
import {
  type AnySQLiteColumn,
  blob,
  check,
  index,
  integer,
  primaryKey,
  sqliteTable,
  text,
  uniqueIndex,
} from 'drizzle-orm/sqlite-core';
import { roles } from '../../core/contract/session.ts';
import { sexes } from '../../core/contract/student.ts';
import { oneOf } from './one-of.ts';

/** Schools; `nameKey` is the trimmed lower-case name, so that a roster meets its school whatever the capitals. */
export const schools = sqliteTable(
  'schools',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    name: text().notNull(),
    nameKey: text().notNull(),
    nameArabic: text(),
    facilityLicence: text(),
    /** Element 1 of the school-clinic list. */
    region: text(),
    /** Kept by triggers, so that the list of schools never counts students. */
    students: integer().notNull().default(0),
  },
  (table) => [uniqueIndex('schools_name_key').on(table.nameKey)],
);

/** Students of the roster. Dates of birth are calendar dates (`YYYY-MM-DD`). */
export const students = sqliteTable(
  'students',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    schoolId: integer()
      .notNull()
      .references(() => schools.id),
    studentNumber: text().notNull(),
    /** Trimmed and lower-case: unique within a school. */
    numberKey: text().notNull(),
    familyName: text().notNull(),
    givenName: text().notNull(),
    middleName: text(),
    familyNameArabic: text(),
    givenNameArabic: text(),
    middleNameArabic: text(),
    dateOfBirth: text().notNull(),
    sex: text({ enum: sexes }).notNull(),
    nationality: text().notNull(),
    emiratesId: text(),
    /** Every other field of the contract's student, as JSON: read and written whole, never searched. */
    particulars: text().notNull(),
    createdAt: integer().notNull(),
    updatedAt: integer().notNull(),
    /** The record that this one was a duplicate of: it is found and visited no more. */
    mergedInto: integer().references((): AnySQLiteColumn => students.id),
  },
  (table) => [
    uniqueIndex('students_number').on(table.schoolId, table.numberKey),
    index('students_by_number').on(table.numberKey),
    /** A search reads names in their order and stops at the first twelve. */
    index('students_by_name').on(table.familyName, table.givenName, table.id),
    /** Grade and class are particulars; class mode asks for them. */
    index('students_by_class').on(
      table.schoolId,
      sql`json_extract(particulars, '$.grade')`,
      sql`json_extract(particulars, '$.className')`,
    ),
    check('students_sex', oneOf(table.sex, sexes)),
    check('students_particulars', sql`json_valid(${table.particulars})`),
  ],
);

/** The search index: one row for each word of names, student number and Emirates ID (core/contract/search-key.ts). */
export const studentWords = sqliteTable(
  'student_words',
  {
    word: text().notNull(),
    studentId: integer()
      .notNull()
      .references(() => students.id),
  },
  (table) => [
    primaryKey({ columns: [table.word, table.studentId] }),
    index('student_words_by_student').on(table.studentId, table.word),
  ],
);

/** People who sign in; the secret is kept as scrypt hash and salt alone. */
export const accounts = sqliteTable(
  'accounts',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    name: text().notNull(),
    nameKey: text().notNull(),
    role: text({ enum: roles }).notNull(),
    familyName: text().notNull(),
    givenName: text().notNull(),
    licence: text(),
    disabled: integer({ mode: 'boolean' }).notNull(),
    hash: blob({ mode: 'buffer' }).notNull(),
    salt: blob({ mode: 'buffer' }).notNull(),
    failures: integer().notNull().default(0),
    lockedUntil: integer(),
  },
  (table) => [
    uniqueIndex('accounts_name_key').on(table.nameKey),
    check('accounts_role', oneOf(table.role, roles)),
    check('accounts_disabled', sql`${table.disabled} IN (0, 1)`),
    check('accounts_failures', sql`${table.failures} >= 0`),
  ],
);
