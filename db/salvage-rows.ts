import type { Database, Statement } from 'better-sqlite3';
import type { Connection } from './connection.ts';
import { sqliteCode } from './open.ts';

export type RawRow = Readonly<Record<string, number | string | Buffer | null>>;

/**
 * Reads a table row by row around damaged pages: each row is looked up by its number, and one that lies on a damaged page is
 * counted and passed over. `last` is the highest number that was ever given, known from outside where the table cannot say.
 */
export function* readableRows(
  database: Database,
  table: string,
  last: number,
  lost: () => void,
): Generator<RawRow> {
  const end = Math.max(last, highest(database, table));
  yield* rowsOfNumbers(database, table, countTo(end), lost);
}

/** The rows of given numbers, as far as they can be read. */
export function* rowsOfNumbers(
  database: Database,
  table: string,
  numbers: Iterable<number>,
  lost: () => void,
): Generator<RawRow> {
  const byNumber = prepared(database, `SELECT rowid AS "rowid", * FROM "${table}" WHERE rowid = ?`);
  if (!byNumber) return;
  for (const number of numbers) {
    const row = attempt(() => byNumber.get(number) as RawRow | undefined, lost);
    if (row) yield row;
  }
}

/** Numbers that a query gives before it meets a damaged page. */
export function readableNumbers(database: Database, sql: string): readonly number[] {
  const numbers: number[] = [];
  attempt(
    () => {
      for (const number of database.prepare(sql).pluck().iterate()) numbers.push(Number(number));
    },
    () => {},
  );
  return numbers;
}

function* countTo(end: number): Generator<number> {
  for (let number = 1; number <= end; number++) yield number;
}

/** All rows of a small table without numbers, as far as they can be read. */
export function readableAll(database: Database, table: string, lost: () => void): readonly RawRow[] {
  const all = prepared(database, `SELECT * FROM "${table}"`);
  const rows: RawRow[] = [];
  if (all) {
    attempt(() => {
      for (const row of all.iterate()) rows.push(row as RawRow);
    }, lost);
  }
  return rows;
}

/** True when the row was not there; a row whose parent could not be read is left out. */
export function insertMissing(target: Connection, table: string, { rowid: _, ...row }: RawRow): boolean {
  const columns = Object.keys(row);
  const names = columns.map((column) => `"${column}"`).join(', ');
  const places = columns.map(() => '?').join(', ');
  try {
    const sql = `INSERT INTO "${table}" (${names}) VALUES (${places}) ON CONFLICT DO NOTHING`;
    return target.run(sql, Object.values(row)) === 1;
  } catch (error) {
    if (!sqliteCode(error).startsWith('SQLITE_CONSTRAINT')) throw error;
    return false;
  }
}

function highest(database: Database, table: string): number {
  const max = attempt(
    () => database.prepare(`SELECT max(rowid) FROM "${table}"`).pluck().get() as number | null,
    () => {},
  );
  const given = attempt(
    () =>
      database.prepare('SELECT seq FROM sqlite_sequence WHERE name = ?').pluck().get(table) as
        | number
        | undefined,
    () => {},
  );
  return Math.max(max ?? 0, given ?? 0);
}

function prepared(database: Database, sql: string): Statement | null {
  return attempt(
    () => database.prepare(sql),
    () => {},
  );
}

/** Runs a read; a damaged page is an answer, anything else is a fault of ours. */
function attempt<T>(read: () => T, damaged: () => void): T | null {
  try {
    return read() ?? null;
  } catch (error) {
    const code = sqliteCode(error);
    if (!code.startsWith('SQLITE_CORRUPT') && code !== 'SQLITE_NOTADB' && code !== 'SQLITE_ERROR')
      throw error;
    damaged();
    return null;
  }
}
