import type { QueueFilter } from '../core/contract/queue.ts';
import type { QueueStore, StoredRow } from '../core/queue/ports.ts';
import type { Connection } from './connection.ts';
import { conditionsOf, pageSql, whereOf } from './queue-page.ts';
import { type RowColumns, storedRow } from './queue-row.ts';

/**
 * Pages in the order that a person chose. "Needs a person first" puts what failed before everything else, newest first in
 * both parts; in a tab of one state there is but one order.
 */
export function createSortedPage(
  connection: Connection,
  newestFirst: QueueStore['page'],
): QueueStore['page'] {
  return (filter, offset, limit, sort = 'newest') => {
    if (sort === 'newest' || filter.status !== 'all') return newestFirst(filter, offset, limit);
    const { rows: _newest, ...counted } = newestFirst(filter, 0, 1);
    const failed = newestFirst({ ...filter, status: 'failed' }, offset, limit);
    const missing = limit - failed.rows.length;
    if (missing <= 0) return { rows: failed.rows, ...counted };
    const rest = others(filter, Math.max(0, offset - failed.total), missing);
    return { rows: [...failed.rows, ...rest], ...counted };
  };

  function others(filter: QueueFilter, offset: number, limit: number): readonly StoredRow[] {
    const conditions = conditionsOf(filter);
    const bound = conditions.flatMap((condition) => condition.bound);
    const where = [whereOf(filter, conditions), `m.state <> 'failed'`].filter(Boolean).join(' AND ');
    const sql = pageSql(`SELECT m.id FROM messages AS m WHERE ${where} ORDER BY m.id DESC LIMIT ? OFFSET ?`);
    return connection.all<RowColumns>(sql, [...bound, limit, offset]).map(storedRow);
  }
}
