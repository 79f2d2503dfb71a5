import type { AppParts, Handlers } from '../app-parts.ts';
import { dubaiDate } from '../clinical/calendar.ts';
import { fail, ok, type Result } from '../contract/result.ts';
import type { RosterPreview, RosterRow } from '../contract/roster.ts';
import type { RosterChange } from '../students/ports.ts';
import { planImport } from './plan-import.ts';
import { readTable } from './read-table.ts';

const previewLifetimeMs = 30 * 60_000;

/** Roster import in two steps: a preview that changes nothing, then the import of exactly what was previewed. */
export function rosterHandlers(
  { students, clock, crypto }: Pick<AppParts, 'students' | 'clock' | 'crypto'>,
  afterImport: () => void,
): Pick<Handlers, 'roster.preview' | 'roster.import'> {
  let previewed: {
    readonly token: string;
    readonly changes: readonly RosterChange[];
    readonly at: number;
  } | null = null;
  return {
    'roster.preview': ({ contentBase64 }) => {
      const bytes = bytesOf(contentBase64);
      if (!bytes) return fail('NOT_A_CSV', 'The file could not be read. Choose it again.');
      const read = planRoster({ students, clock }, bytes);
      if (!read.ok) return read;
      const { changes, ...shown } = read.value;
      previewed = { token: crypto.randomUuid(), changes, at: clock.nowMs() };
      return ok({ token: previewed.token, ...shown });
    },

    'roster.import': ({ token }, caller) => {
      const chosen = previewed;
      if (!chosen || chosen.token !== token || clock.nowMs() - chosen.at > previewLifetimeMs) {
        return fail('TOKEN_EXPIRED', 'Look at the file again before importing it.');
      }
      previewed = null;
      const result = students.applyRoster(
        chosen.changes,
        String(caller.signedIn?.accountId ?? 0),
        clock.nowMs(),
      );
      afterImport();
      return ok(result);
    },
  };
}

/** What an import of this file would do, and the changes that `students.applyRoster` takes. Changes nothing. */
export function planRoster(
  { students, clock }: Pick<AppParts, 'students' | 'clock'>,
  bytes: Uint8Array,
): Result<Omit<RosterPreview, 'token'> & { readonly changes: readonly RosterChange[] }> {
  const table = readTable(bytes);
  if (!table.ok) return table;
  const schools = students.schools();
  const onlySchool = schools.length === 1 ? (schools[0]?.name ?? null) : null;
  const today = dubaiDate(clock.nowMs()) ?? '9999-12-31';
  const { rows, changes } = planImport(table.value, students.allByNumber(), onlySchool, today);
  const { encoding, delimiter, columns } = table.value;
  return ok({
    encoding,
    delimiter,
    columns: [...columns],
    counts: countActions(rows),
    rows: [...rows],
    changes,
  });
}

function bytesOf(contentBase64: string): Uint8Array | null {
  try {
    return Uint8Array.from(atob(contentBase64), (character) => character.charCodeAt(0));
  } catch {
    return null;
  }
}

function countActions(rows: readonly RosterRow[]) {
  const count = (action: RosterRow['action']) => rows.filter((row) => row.action === action).length;
  return {
    add: count('add'),
    change: count('change'),
    unchanged: count('unchanged'),
    leaveOut: count('leaveOut'),
  };
}
