import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { getTableColumns, getTableName, is } from 'drizzle-orm';
import { getTableConfig, SQLiteTable } from 'drizzle-orm/sqlite-core';
import { describe, expect, it } from 'vitest';
import { migrate, schemaVersion } from './migrate.ts';
import { embedMigrations } from './migrations/embed.ts';
import { migrations } from './migrations/index.ts';
import * as absences from './schema/absences.ts';
import * as audit from './schema/audit.ts';
import * as cancellations from './schema/cancellations.ts';
import * as changes from './schema/changes.ts';
import * as delivery from './schema/delivery.ts';
import * as destinations from './schema/destinations.ts';
import * as messages from './schema/messages.ts';
import * as moves from './schema/moves.ts';
import * as outages from './schema/outages.ts';
import * as people from './schema/people.ts';
import * as visits from './schema/visits.ts';

const folder = join(import.meta.dirname, 'migrations');
const tables = [
  absences,
  audit,
  cancellations,
  changes,
  delivery,
  destinations,
  messages,
  moves,
  outages,
  people,
  visits,
]
  .flatMap((area) => Object.values(area))
  .filter((value): value is SQLiteTable => is(value, SQLiteTable));

function schemaOf(database: Database.Database): unknown {
  return database.prepare('SELECT type, name, sql FROM sqlite_master ORDER BY name').all();
}

describe('migrations', () => {
  it('bring an empty database to the newest schema and then have nothing to do', () => {
    const database = new Database(':memory:');

    expect(migrate(database)).toEqual({ ok: true, from: 0, to: schemaVersion });
    const schema = schemaOf(database);
    expect(migrate(database)).toEqual({ ok: true, from: schemaVersion, to: schemaVersion });
    expect(schemaOf(database)).toEqual(schema);
  });

  it('refuse the database of a newer program and leave it as it is', () => {
    const database = new Database(':memory:');
    migrate(database);
    database.pragma(`user_version = ${schemaVersion + 1}`);
    const schema = schemaOf(database);

    expect(migrate(database)).toEqual({
      ok: false,
      code: 'SCHEMA_NEWER',
      found: schemaVersion + 1,
      known: schemaVersion,
    });
    expect(schemaOf(database)).toEqual(schema);
  });

  it('leave the old schema when a step fails at any of its statements [faults 5, A16]', () => {
    const database = new Database(':memory:');
    migrate(database);
    const schema = schemaOf(database);
    const broken = {
      version: schemaVersion + 1,
      name: 'broken',
      sql: 'CREATE TABLE extra (id); SELECT nothing;',
    };

    const good = { version: schemaVersion + 1, name: 'good', sql: 'CREATE TABLE good (id INTEGER) STRICT;' };

    expect(migrate(database, [...migrations, broken])).toEqual({
      ok: false,
      code: 'UPGRADE_FAILED',
      detail: 'SQLITE_ERROR',
    });
    expect(migrate(database, [...migrations, good, { ...broken, version: schemaVersion + 2 }])).toMatchObject(
      { ok: false },
    );
    expect(schemaOf(database)).toEqual(schema);
    expect(database.pragma('user_version', { simple: true })).toBe(schemaVersion);
  });

  it('are numbered without gaps and embedded as they stand in the SQL files', () => {
    expect(migrations.map(({ version }) => version)).toEqual(migrations.map((_, index) => index + 1));
    expect(readFileSync(join(folder, 'index.ts'), 'utf8')).toBe(embedMigrations(folder));
  });

  it('make STRICT tables alone', () => {
    const database = new Database(':memory:');
    migrate(database);
    const list = database.prepare(`SELECT name, strict FROM pragma_table_list WHERE schema = 'main'`).all();

    const loose = (list as { name: string; strict: number }[]).filter(
      ({ name, strict }) => strict === 0 && !name.startsWith('sqlite_'),
    );
    expect(loose).toEqual([]);
  });

  it('make the tables, columns, indexes and checks that db/schema describes', () => {
    const database = new Database(':memory:');
    migrate(database);

    expect(tables.length).toBe(26);
    for (const table of tables) {
      const name = getTableName(table);
      const found = database
        .prepare(`SELECT name, "notnull" AS required FROM pragma_table_info(?)`)
        .all(name) as {
        name: string;
        required: number;
      }[];
      const wanted = Object.values(getTableColumns(table)).map((column) => column.name);
      expect(found.map((column) => column.name).toSorted(), name).toEqual(wanted.toSorted());

      const { indexes, checks } = getTableConfig(table);
      const master = database.prepare('SELECT name, sql FROM sqlite_master WHERE tbl_name = ?').all(name) as {
        name: string;
        sql: string;
      }[];
      for (const index of indexes) expect(master.map((row) => row.name)).toContain(index.config.name);
      const create = master.find((row) => row.name === name)?.sql ?? '';
      for (const check of checks) expect(create).toContain(`CONSTRAINT "${check.name}"`);
    }
  });
});
