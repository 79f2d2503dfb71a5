import type { QueueFilter } from '../core/contract/queue.ts';
import type { QueueStore } from '../core/queue/ports.ts';
import { searchTokens } from '../core/students/search-key.ts';
import type { Connection } from './connection.ts';
import { type RowColumns, rowColumns, rowJoins, storedRow } from './queue-row.ts';

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
  all: '',
  pending: 'INDEXED BY messages_waiting',
  failed: 'INDEXED BY messages_failed',
  sent: 'INDEXED BY messages_sent',
} as const;

interface Condition {
  readonly sql: string;
  readonly bound: readonly (string | number)[];
}

/** One page of the queue, newest first. An unfiltered tab takes its total from the counters. */
export function createQueuePage(connection: Connection): QueueStore['page'] {
  return (filter, offset, limit) => {
    const conditions = conditionsOf(filter);
    if (conditions.length === 0) {
      const counts = countersOf(connection);
      const total = totalOf(filter.status, counts);
      const rows = connection.all<RowColumns>(tabPageSql(filter.status), [limit, offset]);
      return { rows: rows.map(storedRow), total };
    }
    const bound = conditions.flatMap((condition) => condition.bound);
    const where = whereOf(filter, conditions);
    const rows = connection.all<RowColumns>(filteredPageSql(where), [...bound, limit, offset]);
    const total = connection.get<{ total: number }>(filteredTotalSql(where), bound)?.total ?? 0;
    return { rows: rows.map(storedRow), total };
  };
}

/** Messages by state, as the triggers keep them. */
export function countersOf(connection: Connection): Readonly<Record<string, number>> {
  const rows = connection.all<{ name: string; value: number }>(countersSql);
  return Object.fromEntries(rows.map(({ name, value }) => [name, value]));
}

/** How many messages a tab holds. */
export function totalOf(status: QueueFilter['status'], counts: Readonly<Record<string, number>>): number {
  const of = (name: string) => counts[name] ?? 0;
  switch (status) {
    case 'all':
      return of('pending') + of('sending') + of('sent') + of('failed') + of('superseded') + of('cancelled');
    case 'pending':
      return of('pending') + of('sending');
    case 'failed':
    case 'sent':
      return of(status);
  }
}

/** A page of a tab: the ids along the tab's index alone, then the rows of those ids. */
export function tabPageSql(status: QueueFilter['status']): string {
  const condition = tabCondition[status];
  return `
    WITH page AS MATERIALIZED (
      SELECT m.id FROM messages AS m ${tabIndex[status]} ${condition ? `WHERE ${condition}` : ''}
      ORDER BY m.id DESC LIMIT ? OFFSET ?)
    SELECT ${rowColumns} FROM page CROSS JOIN messages AS m ON m.id = page.id ${rowJoins} ORDER BY m.id DESC`;
}

function filteredPageSql(where: string): string {
  return `
    WITH page AS MATERIALIZED (SELECT m.id FROM messages AS m WHERE ${where} ORDER BY m.id DESC LIMIT ? OFFSET ?)
    SELECT ${rowColumns} FROM page CROSS JOIN messages AS m ON m.id = page.id ${rowJoins} ORDER BY m.id DESC`;
}

function filteredTotalSql(where: string): string {
  return `SELECT count(*) AS total FROM messages AS m WHERE ${where}`;
}

function whereOf(filter: QueueFilter, conditions: readonly Condition[]): string {
  return [...conditions.map((condition) => condition.sql), tabCondition[filter.status]]
    .filter((sql) => sql !== null)
    .join(' AND ');
}

function conditionsOf(filter: QueueFilter): readonly Condition[] {
  const conditions: Condition[] = [];
  if (filter.text) conditions.push(textCondition(filter.text));
  if (filter.from !== undefined) conditions.push({ sql: 'm.createdAt >= ?', bound: [filter.from] });
  if (filter.to !== undefined) conditions.push({ sql: 'm.createdAt < ?', bound: [filter.to] });
  if (filter.schoolId !== undefined) conditions.push({ sql: 'm.schoolId = ?', bound: [filter.schoolId] });
  if (filter.problem !== undefined) conditions.push({ sql: 'm.problem = ?', bound: [filter.problem] });
  return conditions;
}

/**
 * What a person types: words of a student's name or number (each the start of a word), the start of a control id, or a
 * message number with or without `#`. Never the text of messages.
 */
function textCondition(text: string): Condition {
  const ways: Condition[] = [
    {
      sql: 'SELECT id FROM messages WHERE controlId >= ? AND controlId < ?',
      bound: prefix(text.toUpperCase()),
    },
  ];
  const number = /^#?(\d{1,15})$/.exec(text)?.[1];
  if (number) ways.push({ sql: 'SELECT id FROM messages WHERE id = ?', bound: [Number(number)] });
  const words = searchTokens(text).slice(0, 6);
  if (words.length > 0) {
    const students = words.map(() => 'SELECT studentId FROM student_words WHERE word >= ? AND word < ?');
    ways.push({
      sql: `SELECT id FROM messages WHERE studentId IN (${students.join(' INTERSECT ')})`,
      bound: words.flatMap(prefix),
    });
  }
  return {
    sql: `m.id IN (${ways.map((way) => way.sql).join(' UNION ')})`,
    bound: ways.flatMap((way) => way.bound),
  };
}

function prefix(word: string): readonly [string, string] {
  return [word, `${word}\u{10ffff}`];
}
