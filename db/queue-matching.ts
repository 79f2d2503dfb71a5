import type { QueueFilter } from '../core/contract/queue.ts';
import type { QueueStore, StoredRow } from '../core/queue/ports.ts';
import type { Connection } from './connection.ts';
import { waitingIdsSql } from './outbox-sql.ts';
import { conditionsOf, whereOf } from './queue-page.ts';
import { type RowColumns, rowColumns, rowJoins, storedRow } from './queue-row.ts';

/** Ids of the Pending tab. A message in flight entered it when it was created or last came back by a person. */
const pendingTabIdsSql = `
  SELECT m.id FROM (${waitingIdsSql}) AS waiting CROSS JOIN messages AS m ON m.id = waiting.id
  WHERE m.stateAt <= ? ORDER BY m.id`;
export const failedIdsSql = `SELECT id FROM messages WHERE state = 'failed' AND stateAt <= ? AND problem IS NOT 'MOVED' ORDER BY id`;

const rowsSql = `
  SELECT ${rowColumns} FROM json_each(?) AS listed CROSS JOIN messages AS m ON m.id = listed.value ${rowJoins}
  ORDER BY listed.key`;

/** Later than any time that a message can carry. */
const anyTime = Number.MAX_SAFE_INTEGER;

/** Everything that a filter matches, not a page of it: for a retry of all, for an export, and for the counts by problem. */
export function createQueueMatching(
  connection: Connection,
): Pick<QueueStore, 'ids' | 'idsInState' | 'problemCounts' | 'rows'> {
  const idsInState: QueueStore['idsInState'] = (status, asOf) =>
    idsOf(status === 'pending' ? pendingTabIdsSql : failedIdsSql, [asOf]);
  return {
    idsInState,
    ids(filter, asOf = anyTime) {
      const conditions = conditionsOf(filter);
      if (conditions.length === 0 && (filter.status === 'pending' || filter.status === 'failed'))
        return idsInState(filter.status, asOf).toReversed();
      const bound = conditions.flatMap((condition) => condition.bound);
      return idsOf(matchingIdsSql(filter), [...bound, asOf]);
    },
    problemCounts(filter) {
      const { problem: _problem, ...others } = filter;
      const conditions = conditionsOf(others);
      const where = [whereOf(others, conditions), 'm.problem IS NOT NULL'].filter(Boolean).join(' AND ');
      const rows = connection.all<{ problem: string; count: number }>(
        `SELECT m.problem, count(*) AS count FROM messages AS m WHERE ${where} GROUP BY m.problem`,
        conditions.flatMap((condition) => condition.bound),
      );
      return Object.fromEntries(rows.map(({ problem, count }) => [problem, count]));
    },
    rows: (ids): readonly StoredRow[] =>
      connection.all<RowColumns>(rowsSql, [JSON.stringify(ids)]).map(storedRow),
  };

  function idsOf(sql: string, bound: readonly (string | number)[]): readonly number[] {
    return connection.all<{ id: number }>(sql, bound).map(({ id }) => id);
  }
}

function matchingIdsSql(filter: QueueFilter): string {
  const where = whereOf(filter, conditionsOf(filter));
  return `SELECT m.id FROM messages AS m WHERE ${where === '' ? '' : `${where} AND `}m.stateAt <= ? ORDER BY m.id DESC`;
}
