import { parse } from 'csv-parse/browser/esm/sync';
import type { CodeRow, TypedRow } from '../contract/code-table.ts';
import type { FieldError } from '../contract/result.ts';

const columns = ['code', 'english', 'arabic', 'targetCode', 'targetLabel'] as const;

/** A code table as CSV that Excel opens: UTF-8 with its mark, CR LF, every cell quoted. A label of its own or nothing. */
export function codeTableCsv(rows: readonly CodeRow[]): string {
  const quoted = (cell: string | null) => `"${(cell ?? '').replaceAll('"', '""')}"`;
  const lines = rows.map((row) => columns.map((column) => quoted(row[column])).join(','));
  return `\ufeff${[columns.join(','), ...lines].join('\r\n')}\r\n`;
}

/** Reads such a CSV, also one with semicolons or tabs, columns in any order. Refusals name the column or the line. */
export function readCodeTableCsv(
  text: string,
):
  | { readonly ok: true; readonly rows: readonly TypedRow[] }
  | { readonly ok: false; readonly errors: readonly FieldError[] } {
  const plain = text.replace(/^\ufeff/, '');
  const header = plain.slice(0, plain.search(/\r|\n|$/));
  const delimiter = [',', ';', '\t'].find((each) => header.includes(each)) ?? ',';
  let cells: string[][];
  try {
    cells = parse(plain, { delimiter, relax_column_count: true, skip_empty_lines: true, trim: true });
  } catch (error) {
    const line = (error as { lines?: unknown }).lines;
    return { ok: false, errors: [{ path: 'file', rule: 'brokenLine', params: { line: Number(line ?? 1) } }] };
  }
  const [names = [], ...lines] = cells;
  const place = (column: string) => names.findIndex((name) => name.toLowerCase() === column.toLowerCase());
  const missing = columns.filter((column) => column !== 'targetLabel' && place(column) === -1);
  if (missing.length > 0) {
    return { ok: false, errors: missing.map((column) => ({ path: column, rule: 'missingColumn' })) };
  }
  const rows = lines.map((line) => {
    const cell = (column: (typeof columns)[number]) => line[place(column)] ?? '';
    return {
      code: cell('code'),
      english: cell('english'),
      arabic: cell('arabic'),
      targetCode: cell('targetCode'),
      targetLabel: cell('targetLabel') || null,
    };
  });
  return { ok: true, rows };
}
