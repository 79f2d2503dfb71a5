import type { AppParts, Handlers } from '../app-parts.ts';
import { type CodeTables, codeTableNames } from '../contract/code-table.ts';
import { fail, ok } from '../contract/result.ts';
import type { StoredDestination } from '../host/stores.ts';
import { codeTableCsv, readCodeTableCsv } from '../malaffi/code-table-csv.ts';
import { changedRows, rowsOf } from '../malaffi/edit-code-table.ts';
import { type Profile, parseProfile } from '../malaffi/profile.ts';

/**
 * Code tables as IT edits them: rows that differ from the product are kept in the destination's profile, whose version rises,
 * so that the next message uses them and earlier ones may be rebuilt.
 */
export function codeTableHandlers(
  { destinations, clock }: Pick<AppParts, 'destinations' | 'clock'>,
  configured: (destinationId: string) => void,
): Pick<Handlers, 'codeTable.list' | 'codeTable.save' | 'codeTable.readCsv' | 'codeTable.writeCsv'> {
  const profileOf = (id: string): { destination: StoredDestination; profile: Profile } | null => {
    const destination = destinations.get(id);
    const parsed = destination && parseProfile(destination.profile);
    return destination && parsed?.ok ? { destination, profile: parsed.profile } : null;
  };
  const missing = () => fail('NOT_FOUND', 'This destination does not exist, or its profile cannot be read.');
  return {
    'codeTable.list': ({ destinationId }) => {
      const found = profileOf(destinationId);
      return found ? ok(view(found.destination.profileVersion, found.profile)) : missing();
    },

    'codeTable.save': ({ destinationId, profileVersion, table, rows }, caller) => {
      const found = profileOf(destinationId);
      if (!found) return missing();
      const { destination, profile } = found;
      if (destination.profileVersion !== profileVersion) {
        return fail('CONFLICT', 'Somebody changed this profile meanwhile. Open the table again.');
      }
      const judged = changedRows(table, rows);
      if (!judged.ok) return fail('BAD_INPUT', 'Some rows are not right. Correct them.', judged.errors);
      const changed = { ...profile, codeTables: { ...profile.codeTables, [table]: [...judged.rows] } };
      const actor = String(caller.signedIn?.accountId ?? 0);
      const what = `codeTable=${table} rows=${judged.rows.length}`;
      const saved = destinations.save(
        destinationId,
        profile.name,
        changed,
        undefined,
        actor,
        clock.nowMs(),
        what,
      );
      configured(destinationId);
      return ok(view(saved.profileVersion, changed));
    },

    'codeTable.readCsv': ({ text }) => {
      const read = readCodeTableCsv(text);
      return read.ok
        ? ok({ rows: [...read.rows] })
        : fail('NOT_A_CSV', 'This file is not a code table. Export one to see its columns.', read.errors);
    },

    'codeTable.writeCsv': ({ destinationId, table }) => {
      const found = profileOf(destinationId);
      return found ? ok({ text: codeTableCsv(rowsOf(table, found.profile)) }) : missing();
    },
  };
}

function view(profileVersion: number, profile: Profile): CodeTables {
  return {
    profileVersion,
    tables: codeTableNames.map((name) => ({ name, rows: [...rowsOf(name, profile)] })),
  };
}
