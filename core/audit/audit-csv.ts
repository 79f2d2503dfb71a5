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

/**
 * Rows as CSV (RFC 4180, UTF-8 with a byte order mark so that Excel reads it), with the columns that the chain is checked by.
 * A text that a spreadsheet would take for a formula gets an apostrophe in front.
 */
export function auditCsv(rows: readonly ChainedRow[], nameOf: (row: ChainedRow) => string): string {
  const lines = rows.map((row) =>
    columns
      .map((column) => {
        if (column === 'actorName') return cell(nameOf(row));
        if (column === 'at') return cell(new Date(row.at).toISOString());
        const value = row[column];
        return typeof value === 'number' ? String(value) : cell(value);
      })
      .join(','),
  );
  return `\uFEFF${[columns.join(','), ...lines].join('\r\n')}\r\n`;
}

function cell(text: string): string {
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return `"${harmless.replaceAll('"', '""')}"`;
}
