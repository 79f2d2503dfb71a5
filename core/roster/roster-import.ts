import type { AppParts, Handlers } from '../app-parts.ts';
import { dubaiDate } from '../clinical/calendar.ts';
import { fail, ok } from '../contract/result.ts';
import type { RosterRow } from '../contract/roster.ts';
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
      const table = readTable(bytes);
      if (!table.ok) return table;

      const now = clock.nowMs();
      const schools = students.schools();
      const onlySchool = schools.length === 1 ? (schools[0]?.name ?? null) : null;
      const plan = planImport(
        table.value,
        students.allByNumber(),
        onlySchool,
        dubaiDate(now) ?? '9999-12-31',
      );
      previewed = { token: crypto.randomUuid(), changes: plan.changes, at: now };
      const { encoding, delimiter, columns } = table.value;
      return ok({
        token: previewed.token,
        encoding,
        delimiter,
        columns: [...columns],
        counts: countActions(plan.rows),
        rows: [...plan.rows],
      });
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
