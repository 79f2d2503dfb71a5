import { readFileSync, statSync } from 'node:fs';
import { planRoster } from '../../core/roster/roster-import.ts';
import type { Outcome } from './exit-codes.ts';
import { commandActor, type Site, withStores } from './site.ts';

const largestBytes = 10 * 1024 * 1024;

/**
 * Imports a roster as *Settings > Students* does, without its preview: a bad row never stops a good one, and what was left out
 * is told by its line and the rule, never by a name.
 */
export async function importRoster(site: Site, file: string): Promise<Outcome> {
  const bytes = readRoster(file);
  if (typeof bytes === 'string') return { reason: 'BAD_INPUT', message: bytes };
  return withStores(site, true, (stores) => {
    const planned = planRoster(stores, bytes);
    if (!planned.ok) return { reason: 'BAD_INPUT', message: planned.error.message };
    const { counts, changes, rows } = planned.value;
    const leftOut = rows
      .filter(({ action }) => action === 'leaveOut')
      .map(({ line, remarks }) => ({ line, rules: remarks.map(({ column, rule }) => `${column}:${rule}`) }));
    if (rows.length > 0 && leftOut.length === rows.length)
      return { reason: 'BAD_INPUT', message: 'No row can be imported.', found: { counts, leftOut } };
    const { added, changed } =
      changes.length === 0
        ? { added: 0, changed: 0 }
        : stores.students.applyRoster(changes, commandActor, stores.clock.nowMs());
    const message = `${added} added, ${changed} changed, ${counts.unchanged} unchanged, ${counts.leaveOut} left out.`;
    return { reason: 'OK', message, found: { added, changed, counts, leftOut } };
  });
}

/** The bytes of the file, or the sentence that says why not. */
function readRoster(file: string): Uint8Array | string {
  try {
    if (statSync(file).size > largestBytes)
      return 'The file is larger than 10 MB. Choose a CSV file of students.';
    return readFileSync(file);
  } catch (error) {
    return `The file cannot be read (${(error as NodeJS.ErrnoException).code ?? 'UNKNOWN'}). Check the path.`;
  }
}
