import { type MessageState, messageStates } from '../core/contract/message.ts';
import type { QueueFilter } from '../core/contract/queue.ts';
import type { QueueStore, StoredRow } from '../core/queue/ports.ts';
import type { Connection } from './connection.ts';
import { waitingIdsSql } from './outbox-sql.ts';
import { type RowColumns, rowColumns, rowJoins, storedRow } from './queue-row.ts';
import { searchBound, searchQuery, textCondition } from './queue-search.ts';

const countersSql = 'SELECT name, value FROM counters';

/** The condition of each tab is written as the partial index of that tab has it, so that the index applies. */
const tabCondition = {
  all: null,
  pending: `m.state IN ('pending', 'sending')`,
  failed: `m.state = 'failed'`,
  sent: `m.state = 'sent'`,
} as const;

/** With no other condition a tab is read along its own index, newest first; the planner is not left to guess. */
const tabIndex = {
  all: 'NOT INDEXED',
  pending: 'NOT INDEXED',
  failed: 'INDEXED BY messages_failed',
  sent: 'INDEXED BY messages_sent',
} as const;

/** One condition of a filter, over `messages AS m`. */
export interface Condition {
  readonly sql: string;
  readonly bound: readonly (string | number)[];
}

/** One page of the queue, newest first. Totals of a tab, also of one school, come from the counters. */
export function createQueuePage(connection: Connection): QueueStore['page'] {
  return (filter, offset, limit) => {
    const counts = countersOf(connection);
    if (filter.text) return searched(filter.text, { ...filter, text: undefined }, counts, offset, limit);
    const conditions = conditionsOf(filter);
    if (conditions.length === 0) {
      const total = totalOf(filter.status, counts);
      return { rows: tabPage(filter.status, total, offset, limit), total };
    }
    const bound = conditions.flatMap((condition) => condition.bound);
    const where = whereOf(filter, conditions);
    if (conditions.length === 1 && filter.schoolId !== undefined) {
      const sql = filteredPageSql(where, tabIndex[filter.status]);
      const rows = connection.all<RowColumns>(sql, [...bound, limit, offset]).map(storedRow);
      return { rows, total: totalOf(filter.status, counts, filter.schoolId) };
    }
    const { ids, total } = matching(`SELECT m.id FROM messages AS m WHERE ${where}`, bound, offset, limit);
    return { rows: rowsOf(ids), total };
  };

  /** A text with the other filters: as many as are counted at all, newest first. */
  function searched(
    text: string,
    others: QueueFilter,
    counts: ReturnType<typeof countersOf>,
    offset: number,
    limit: number,
  ): ReturnType<QueueStore['page']> {
    const conditions = conditionsOf(others);
    const where = whereOf(others, conditions);
    const few = others.status === 'pending' && totalOf('pending', counts) <= fewWaiting;
    const search = searchQuery(connection, text, {
      sql: where === '' ? [] : [where],
      bound: conditions.flatMap((condition) => condition.bound),
      from: few
        ? `(${waitingIdsSql}) AS waiting CROSS JOIN messages AS m ON m.id = waiting.id`
        : `messages AS m ${tabIndex[others.status]}`,
    });
    const within = Math.max(0, Math.min(limit, searchBound - offset));
    const { ids, total } = matching(search.sql, search.bound, offset, within);
    return {
      rows: rowsOf(ids),
      total: Math.min(total, searchBound),
      ...(total > searchBound ? { more: true } : {}),
    };
  }

  function rowsOf(ids: readonly number[]): StoredRow[] {
    return connection.all<RowColumns>(listedPageSql, [JSON.stringify(ids)]).map(storedRow);
  }

  /** Counts and pages in one pass over what matches. */
  function matching(source: string, bound: Condition['bound'], offset: number, limit: number) {
    const sql = matchingSql(source);
    const found = connection.all<{ id: number; total: number }>(sql, [...bound, limit, offset]);
    // Beyond the end there is no row to tell the total.
    const first = found[0] ?? connection.get<{ id: number; total: number }>(sql, [...bound, 1, 0]);
    return { ids: found.map(({ id }) => id), total: first?.total ?? 0 };
  }

  function tabPage(status: QueueFilter['status'], total: number, offset: number, limit: number): StoredRow[] {
    if (status === 'all' && isDense(total)) {
      // Nothing is ever deleted, so the place of a row is its number: no page costs more than the first.
      return connection.all<RowColumns>(densePageSql, [total - offset, limit]).map(storedRow);
    }
    // Few that wait may lie anywhere; many lie together at the end of the table.
    const few = status === 'pending' && total <= fewWaiting;
    return connection
      .all<RowColumns>(few ? waitingPageSql : tabPageSql(status), [limit, offset])
      .map(storedRow);
  }

  function isDense(total: number): boolean {
    const range = connection.get<{ first: number | null; last: number | null }>(idRangeSql);
    return range?.first === 1 && range.last === total;
  }
}

const fewWaiting = 500;
const hourMs = 3_600_000;

/** The Pending tab while few wait: from the lists of what waits, which cost a save nothing. */
export const waitingPageSql = pageSql(`SELECT id FROM (${waitingIdsSql}) ORDER BY id DESC LIMIT ? OFFSET ?`);

const listedPageSql = pageSql('SELECT value AS id FROM json_each(?)');

const idRangeSql = 'SELECT (SELECT min(id) FROM messages) AS first, (SELECT max(id) FROM messages) AS last';

const densePageSql = `
  SELECT ${rowColumns} FROM messages AS m ${rowJoins} WHERE m.id <= ? ORDER BY m.id DESC LIMIT ?`;

/** Messages by state, and by state and school, as the triggers keep them. */
export function countersOf(connection: Connection): Readonly<Record<string, number>> {
  const rows = connection.all<{ name: string; value: number }>(countersSql);
  return Object.fromEntries(rows.map(({ name, value }) => [name, value]));
}

/** How many messages a tab holds, of all schools or of one. */
export function totalOf(
  status: QueueFilter['status'],
  counts: Readonly<Record<string, number>>,
  schoolId?: number,
): number {
  const of = (state: MessageState) => counts[schoolId === undefined ? state : `${state}:${schoolId}`] ?? 0;
  switch (status) {
    case 'all':
      return messageStates.reduce((sum, state) => sum + of(state), 0);
    case 'pending':
      return of('pending') + of('sending');
    case 'failed':
    case 'sent':
      return of(status);
  }
}

/** A page of a tab: the ids along the tab's index alone, then the rows of those ids. */
export function tabPageSql(status: QueueFilter['status']): string {
  return filteredPageSql(tabCondition[status] ?? 'true', tabIndex[status]);
}

function filteredPageSql(where: string, index: string): string {
  return pageSql(
    `SELECT m.id FROM messages AS m ${index} WHERE ${where} ORDER BY m.id DESC LIMIT ? OFFSET ?`,
  );
}

/** The rows of a page whose ids come first, so that nothing is joined for rows that are passed over. */
export function pageSql(ids: string): string {
  return `
    WITH page AS MATERIALIZED (${ids})
    SELECT ${rowColumns} FROM page CROSS JOIN messages AS m ON m.id = page.id ${rowJoins} ORDER BY m.id DESC`;
}

function matchingSql(source: string): string {
  return `
    WITH matching AS MATERIALIZED (${source})
    SELECT id, (SELECT count(*) FROM matching) AS total FROM matching ORDER BY id DESC LIMIT ? OFFSET ?`;
}

/** All conditions of a filter and its tab, joined; an empty text when there are none. */
export function whereOf(filter: QueueFilter, conditions: readonly Condition[]): string {
  return [...conditions.map((condition) => condition.sql), tabCondition[filter.status]]
    .filter((sql) => sql !== null)
    .join(' AND ');
}

/** What a filter asks for beyond its tab. */
export function conditionsOf(filter: QueueFilter): readonly Condition[] {
  const conditions: Condition[] = [];
  if (filter.text) conditions.push(textCondition(filter.text));
  if (filter.from !== undefined)
    conditions.push({ sql: sinceSql, bound: [filter.from, Math.floor(filter.from / hourMs)] });
  if (filter.to !== undefined) conditions.push({ sql: 'm.createdAt < ?', bound: [filter.to] });
  if (filter.schoolId !== undefined) conditions.push({ sql: 'm.schoolId = ?', bound: [filter.schoolId] });
  if (filter.problem !== undefined) conditions.push({ sql: 'm.problem = ?', bound: [filter.problem] });
  return conditions;
}

/** The first message of the hour bounds the ids, whatever the clock did: later ones of that hour have greater numbers. */
const sinceSql = `m.createdAt >= ? AND m.id >= (
  SELECT coalesce(min(firstMessageId), 9000000000000000) FROM hourly WHERE hour >= ?)`;
