import Database from 'better-sqlite3';
import { type BetterSQLite3Database, drizzle } from 'drizzle-orm/better-sqlite3';
import { type Opened, sqliteCode } from './open.ts';

export type Orm = BetterSQLite3Database<Record<string, never>>;

/** What a connection tells of itself. */
export interface ConnectionEvents {
  /** After a transaction is on disk; not inside any other. */
  readonly committed?: () => void;
  /** SQLite met a damaged page, with its code: whoever works on this file must stop at once. */
  readonly damaged?: (code: string) => void;
}

type Bound = readonly unknown[] | Readonly<Record<string, unknown>>;

/**
 * The one connection of a process, with its statements prepared once. It outlives its handle: after an I/O error the handle
 * is reopened and every statement is prepared again on the new one.
 */
export class Connection {
  #database: Database.Database;
  #orm: Orm;
  #statements = new Map<string, Database.Statement>();
  #prepared = new Map<object, unknown>();
  #begin: (work: () => unknown) => unknown;
  /** An I/O error leaves the handle in a state that SQLite does not vouch for: the next use opens the file anew. */
  #suspect = false;
  readonly #open: () => Opened;
  readonly #events: ConnectionEvents;

  /** `open` opens the file again with the same key and pragmas. */
  constructor(database: Database.Database, open: () => Opened, events: ConnectionEvents = {}) {
    this.#open = open;
    this.#events = events;
    this.#database = database;
    this.#orm = drizzle(database);
    this.#begin = beginner(database);
  }

  /** The first row of a query whose SQL is a constant; null when there is none. */
  get<Row>(sql: string, bound: Bound = []): Row | null {
    return this.#watched(() => (this.#statement(sql).get(...spread(bound)) as Row | undefined) ?? null);
  }

  all<Row>(sql: string, bound: Bound = []): Row[] {
    return this.#watched(() => this.#statement(sql).all(...spread(bound)) as Row[]);
  }

  /** Runs a change and returns how many rows it changed. */
  run(sql: string, bound: Bound = []): number {
    return this.#watched(() => this.#statement(sql).run(...spread(bound)).changes);
  }

  /** A Drizzle statement prepared once: the returned function gives the one of the current handle. */
  prepared<T>(build: (orm: Orm) => T): () => T {
    return () => {
      const known = this.#prepared.get(build);
      if (known !== undefined) return known as T;
      const statement = build(this.#orm);
      this.#prepared.set(build, statement);
      return statement;
    };
  }

  /**
   * One IMMEDIATE transaction: it takes the write lock first, so that what it read cannot change under it. Inside another
   * it joins that one. Never await inside.
   */
  write<T>(work: () => T): T {
    if (this.#database.inTransaction) return work();
    this.#renew();
    const result = this.#watched(() => this.#begin(work) as T);
    this.#events.committed?.();
    return result;
  }

  /** Drizzle on the current handle, for statements that are not worth preparing once. */
  get orm(): Orm {
    return this.#orm;
  }

  /** The driver's handle, for pragmas and maintenance alone. */
  get handle(): Database.Database {
    return this.#database;
  }

  /** Closes the handle and opens the file anew, after an error that leaves its state unknown. False when it does not open. */
  reopen(): boolean {
    closeQuietly(this.#database);
    const opened = this.#open();
    if (!opened.ok) return false;
    this.#suspect = false;
    this.#statements.clear();
    this.#prepared.clear();
    this.#database = opened.database;
    this.#orm = drizzle(opened.database);
    this.#begin = beginner(opened.database);
    return true;
  }

  close(): void {
    if (this.#database.open) this.#database.close();
  }

  #watched<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      const code = sqliteCode(error);
      if (code.startsWith('SQLITE_IOERR')) this.#suspect = true;
      if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB') this.#events.damaged?.(code);
      throw error;
    }
  }

  #renew(): void {
    if (this.#suspect && !this.reopen())
      throw new Database.SqliteError('the file does not open', 'SQLITE_IOERR');
  }

  #statement(sql: string): Database.Statement {
    if (this.#suspect && !this.#database.inTransaction) this.#renew();
    const known = this.#statements.get(sql);
    if (known) return known;
    const statement = this.#database.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }
}

function beginner(database: Database.Database): (work: () => unknown) => unknown {
  return database.transaction((work: () => unknown) => work()).immediate;
}

function spread(bound: Bound): readonly unknown[] {
  return Array.isArray(bound) ? bound : [bound];
}

/** Gives a handle up whatever its last write came to. */
export function closeQuietly(database: Database.Database): void {
  try {
    database.close();
  } catch (error) {
    // A handle whose last write failed may fail again while closing.
    if (sqliteCode(error) === '') throw error;
  }
}
