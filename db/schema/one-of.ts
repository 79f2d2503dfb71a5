import { type SQL, type SQLWrapper, sql } from 'drizzle-orm';

/** A CHECK that a column holds one of a fixed list of codes; NULL passes, so that NOT NULL stays a matter of the column. */
export function oneOf(column: SQLWrapper, codes: readonly string[]): SQL {
  return sql`${column} IN (${sql.raw(codes.map((code) => `'${code}'`).join(', '))})`;
}
