import type { ListedTerm } from '../../clinical/listed-term.ts';
import type { CodeRow } from '../../contract/code-table.ts';

/** Rows whose code on the wire is the code that is recorded. */
export function sameCode(
  targetLabel: string | null,
  rows: readonly (readonly [code: string, english: string, arabic: string])[],
): readonly CodeRow[] {
  return rows.map(([code, english, arabic]) => ({ code, english, arabic, targetCode: code, targetLabel }));
}

/** A list that the form offers, as rows of a code table. */
export function termsAsRows(targetLabel: string | null, terms: readonly ListedTerm[]): readonly CodeRow[] {
  return sameCode(
    targetLabel,
    terms.map(({ code, english, arabic }) => [code, english, arabic]),
  );
}
