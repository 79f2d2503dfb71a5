import { sql } from 'drizzle-orm';
import { check, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** Receivers with their profile. A changed profile raises `profileVersion`. */
export const destinations = sqliteTable(
  'destinations',
  {
    id: text().primaryKey(),
    name: text().notNull(),
    enabled: integer({ mode: 'boolean' }).notNull(),
    profile: text().notNull(),
    profileVersion: integer().notNull(),
    /** `Pause` as JSON; NULL when not paused. */
    pause: text(),
    createdAt: integer().notNull(),
    updatedAt: integer().notNull(),
  },
  (table) => [
    check('destinations_enabled', sql`${table.enabled} IN (0, 1)`),
    check('destinations_profile', sql`json_valid(${table.profile})`),
    check('destinations_pause', sql`${table.pause} IS NULL OR json_valid(${table.pause})`),
  ],
);

/** Keys of destinations, apart from the profile so that no view can carry one along. */
export const destinationSecrets = sqliteTable('destination_secrets', {
  destinationId: text()
    .primaryKey()
    .references(() => destinations.id),
  secret: text().notNull(),
});

/** Small values by key: the person's settings (`app.*`) and the application's own. */
export const settings = sqliteTable('settings', {
  key: text().primaryKey(),
  value: text().notNull(),
});
