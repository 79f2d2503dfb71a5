import { parse } from 'csv-parse/browser/esm/sync';
import { fail, ok, type Result } from '../contract/result.ts';
import { columnOf, missingColumns, type RosterColumn } from './columns.ts';

/** A roster file as a table: what its header means and its cells by line (the header is line 1). */
export interface RosterTable {
  readonly encoding: 'utf-8' | 'windows-1256';
  readonly delimiter: Delimiter;
  readonly columns: readonly { readonly header: string; readonly column: RosterColumn | null }[];
  readonly lines: readonly RosterLine[];
}

/** `cells` is null for a line that is not a row, such as one with a quotation mark that never closes. */
export interface RosterLine {
  readonly line: number;
  readonly cells: ReadonlyMap<RosterColumn, string> | null;
}

export type Delimiter = ',' | ';' | '\t';

const delimiters: readonly Delimiter[] = [',', ';', '\t'];

const maxRows = 20_000;

/**
 * Reads the bytes of a CSV. UTF-8 with or without BOM, else Windows-1256 (what Excel writes on an Arabic Windows); comma,
 * semicolon or tab, whichever makes most sense of the header.
 *
 * Errors: NOT_A_CSV when it is a workbook, has binary content, or no header is understood, with what to do about it.
 */
export function readTable(bytes: Uint8Array): Result<RosterTable> {
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) {
    return fail(
      'NOT_A_CSV',
      'This is an Excel workbook. Open it in Excel and save it as "CSV UTF-8", then choose that file.',
    );
  }
  const { text, encoding } = decode(bytes);
  if (text.includes('\0'))
    return fail('NOT_A_CSV', 'This is not a text file. Choose a CSV file of students.');
  if (text.trim() === '')
    return fail('NOT_A_CSV', 'The file is empty. Choose a CSV file with a header row and students.');

  const headerLine = text.slice(0, endOfLine(text));
  const delimiter = bestDelimiter(headerLine);
  const columns =
    splitLine(headerLine, delimiter)?.map((header) => ({ header, column: columnOf(header) })) ?? [];
  const found = new Set(columns.flatMap(({ column }) => (column ? [column] : [])));
  const missing = missingColumns(found);
  if (missing.length > 0) {
    const fields = missing.map((column) => ({ path: column, rule: 'missingColumn' }));
    return fail(
      'NOT_A_CSV',
      `The first row must name the columns. Not found: ${missing.join(', ')}.`,
      fields,
    );
  }
  const lines = readLines(text, delimiter, columns);
  if (lines.length > maxRows) {
    return fail(
      'FILE_TOO_LARGE',
      `The file has more than ${maxRows} rows. Split it and import the parts one by one.`,
    );
  }
  return ok({ encoding, delimiter, columns, lines });
}

function decode(bytes: Uint8Array): Pick<RosterTable, 'encoding'> & { readonly text: string } {
  try {
    return { encoding: 'utf-8', text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    return { encoding: 'windows-1256', text: new TextDecoder('windows-1256').decode(bytes) };
  }
}

function endOfLine(text: string): number {
  const end = text.search(/[\r\n]/);
  return end < 0 ? text.length : end;
}

function bestDelimiter(headerLine: string): Delimiter {
  const understood = (delimiter: Delimiter) =>
    (splitLine(headerLine, delimiter) ?? []).filter((header) => columnOf(header) !== null).length;
  return delimiters.reduce((best, delimiter) =>
    understood(delimiter) > understood(best) ? delimiter : best,
  );
}

function readLines(
  text: string,
  delimiter: Delimiter,
  columns: RosterTable['columns'],
): readonly RosterLine[] {
  const rows = splitAll(text, delimiter) ?? splitEachLine(text, delimiter);
  return rows.slice(1).map(({ line, cells }) => ({ line, cells: cells && byColumn(cells, columns) }));
}

interface Split {
  readonly line: number;
  readonly cells: readonly string[] | null;
}

/** What csv-parse gives with `info`: its types know the plain rows alone. */
interface RecordWithInfo {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

/** The whole file at once, so that a quoted cell may hold a line break; null when a quotation mark is left open. */
function splitAll(text: string, delimiter: Delimiter): readonly Split[] | null {
  try {
    let line = 1;
    const records = parse(text, { ...options(delimiter), info: true }) as unknown as RecordWithInfo[];
    return records.map(({ record, info }) => {
      const split = { line, cells: record };
      line = info.lines + 1;
      return split;
    });
  } catch {
    return null;
  }
}

/** Line by line, so that one open quotation mark costs its own row alone. */
function splitEachLine(text: string, delimiter: Delimiter): readonly Split[] {
  return text
    .split(/\r\n|\n|\r/)
    .map((content, index) => ({ line: index + 1, content }))
    .filter(({ content }) => content.trim() !== '')
    .map(({ line, content }) => ({ line, cells: splitLine(content, delimiter) }));
}

function splitLine(content: string, delimiter: Delimiter): readonly string[] | null {
  try {
    return (parse(content, options(delimiter)) as unknown as string[][])[0] ?? [];
  } catch {
    return null;
  }
}

function options(delimiter: Delimiter) {
  return { delimiter, bom: true, trim: true, relax_column_count: true, skip_empty_lines: true } as const;
}

function byColumn(
  cells: readonly string[],
  columns: RosterTable['columns'],
): ReadonlyMap<RosterColumn, string> {
  const named = new Map<RosterColumn, string>();
  columns.forEach(({ column }, index) => {
    const cell = cells[index]?.trim() ?? '';
    if (column && cell !== '' && !named.has(column)) named.set(column, cell);
  });
  return named;
}
