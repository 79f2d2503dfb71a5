import { csvLine } from '../queue/csv.ts';
import type { ChainedRow } from './chain.ts';

const columns = [
  'seq',
  'at',
  'tzOffsetMinutes',
  'actor',
  'actorName',
  'machine',
  'action',
  'subject',
  'outcome',
  'detail',
  'prev',
  'mac',
] as const;

/** Rows as CSV, with the columns that the chain is checked by: times as they are, so that nothing is lost to rounding. */
export function auditCsv(rows: readonly ChainedRow[], nameOf: (row: ChainedRow) => string): string {
  const lines = rows.map((row) =>
    csvLine(
      columns.map((column) => {
        if (column === 'actorName') return nameOf(row);
        return column === 'at' ? new Date(row.at).toISOString() : String(row[column]);
      }),
    ),
  );
  // Without the mark of UTF-8 a spreadsheet reads Arabic names as Windows-1252.
  return `\ufeff${[csvLine(columns), ...lines].join('\r\n')}\r\n`;
}
