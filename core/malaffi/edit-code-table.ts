import {
  type CodeRow,
  type CodeRowView,
  type CodeTableName,
  codeRowSchema,
  type TypedRow,
} from '../contract/code-table.ts';
import type { FieldError } from '../contract/result.ts';
import { codeTables } from './code-tables.ts';
import type { Profile } from './profile.ts';

/** Longest target code where the field on the wire is shorter than a code may be: PV1-36 is IS 3, PID-8-like lists are free. */
const longestTarget: Readonly<Partial<Record<CodeTableName, number>>> = { disposition: 3 };

const maxRows = 500;

/** The rows of a table as the next message will use them: the product's in their order, changed by the profile, then its own. */
export function rowsOf(table: CodeTableName, profile: Pick<Profile, 'codeTables'>): readonly CodeRowView[] {
  const own = profile.codeTables[table] ?? [];
  const product: readonly CodeRow[] = codeTables[table];
  const shipped = product.map((row): CodeRowView => {
    const change = own.find(({ code }) => code === row.code);
    return change ? { ...change, origin: 'changed' } : { ...row, origin: 'product' };
  });
  const added = own
    .filter(({ code }) => !product.some((row) => row.code === code))
    .map((row): CodeRowView => ({ ...row, origin: 'own' }));
  return [...shipped, ...added];
}

/**
 * Judges rows as typed. What the profile has to keep comes back (only what differs from the product); or each refused cell as
 * `rows.<index>.<column>` with its rule.
 */
export function changedRows(
  table: CodeTableName,
  typed: readonly TypedRow[],
):
  | { readonly ok: true; readonly rows: readonly CodeRow[] }
  | { readonly ok: false; readonly errors: readonly FieldError[] } {
  if (typed.length > maxRows) return { ok: false, errors: [{ path: 'rows', rule: 'too_big' }] };
  const errors: FieldError[] = [];
  const rows = typed.flatMap((row, index) => {
    const at = (column: string, rule: string) => errors.push({ path: `rows.${index}.${column}`, rule });
    const parsed = codeRowSchema.safeParse(row);
    if (!parsed.success) {
      for (const issue of parsed.error.issues) {
        const column = String(issue.path[0]);
        at(column, column === 'code' && issue.code === 'too_small' ? 'missing' : issue.code);
      }
      return [];
    }
    const { code, english, targetCode } = parsed.data;
    if (english === '') at('english', 'missing');
    if (typed.some((other, earlier) => earlier < index && other.code.trim() === code)) at('code', 'twice');
    if (targetCode.length > (longestTarget[table] ?? targetCode.length)) at('targetCode', 'too_big');
    for (const [column, text] of Object.entries(parsed.data)) {
      if (typeof text === 'string' && hasControl(text)) at(column, 'controlCharacter');
    }
    return [parsed.data];
  });
  if (errors.length > 0) return { ok: false, errors };
  const product: readonly CodeRow[] = codeTables[table];
  return { ok: true, rows: rows.filter((row) => !product.some((shipped) => same(shipped, row))) };
}

function same(a: CodeRow, b: CodeRow): boolean {
  return (
    a.code === b.code &&
    a.english === b.english &&
    a.arabic === b.arabic &&
    a.targetCode === b.targetCode &&
    a.targetLabel === b.targetLabel
  );
}

function hasControl(text: string): boolean {
  return /\p{Cc}/u.test(text);
}
