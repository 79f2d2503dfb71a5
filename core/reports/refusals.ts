import type { AppParts, Handlers } from '../app-parts.ts';
import { dayNumber, dubaiDate } from '../clinical/calendar.ts';
import type { Link } from '../contract/health.ts';
import { type ProblemCode, problemCodes } from '../contract/message.ts';
import type { Refusal, RefusalList } from '../contract/report.ts';
import { fail, ok } from '../contract/result.ts';
import { queueRow } from '../queue/next-step.ts';
import type { StoredRow } from '../queue/ports.ts';
import type { StoredRefusal } from './ports.ts';
import { refusalsCsv } from './refusals-csv.ts';

const dayMs = 86_400_000;
const dubaiOffsetMs = 4 * 3_600_000;

interface Asked {
  readonly from: string;
  readonly to: string;
  readonly openOnly: boolean;
}

/**
 * The worklist of refusals: NACKs are to be watched daily, acknowledged and corrected (docs/hl7.md). Each with who read it
 * and who corrected it, the counts by day, and the same as CSV without patient data.
 */
export function refusalHandlers(
  {
    reports,
    queue,
    students,
    audit,
    clock,
  }: Pick<AppParts, 'reports' | 'queue' | 'students' | 'audit' | 'clock'>,
  links: () => readonly Link[],
): Pick<Handlers, 'report.refusals' | 'report.acknowledgeRefusals' | 'report.exportRefusals'> {
  return {
    'report.refusals': (asked) => ok(list(asked)),

    'report.acknowledgeRefusals': ({ attemptIds }, { signedIn }) => {
      if (!signedIn) return fail('SIGNED_OUT', 'Sign in first.');
      const actor = { accountId: signedIn.accountId, name: signedIn.name };
      return ok({ acknowledged: reports.acknowledge(attemptIds, actor, clock.nowMs()) });
    },

    'report.exportRefusals': (asked, { signedIn }) => {
      const { refusals } = list(asked);
      audit.append({
        at: clock.nowMs(),
        actor: signedIn?.name ?? '',
        action: 'refusals.export',
        subject: `${asked.from}..${asked.to}`,
        outcome: 'ok',
        detail: `account=${signedIn?.accountId ?? 0} rows=${refusals.length}`,
      });
      const licences = new Map(
        students.schools().map(({ id, facilityLicence }) => [id, facilityLicence ?? '']),
      );
      return ok({
        csv: refusalsCsv(refusals, licences),
        fileName: `refusals-${asked.from}-${asked.to}.csv`,
      });
    },
  };

  function list({ from, to, openOnly }: Asked): RefusalList {
    const now = clock.nowMs();
    const known = links();
    const all = reports.refusals(startOf(from), startOf(to) + dayMs).flatMap((stored): Refusal[] => {
      const row = queue.row(stored.messageId);
      return row ? [refusalOf(stored, row, known, now)] : [];
    });
    return {
      refusals: openOnly ? all.filter(({ settled }) => settled === null) : all,
      days: daysOf(all),
      open: all.filter(({ settled }) => settled === null).length,
      unread: all.filter(({ acknowledged }) => acknowledged === null).length,
    };
  }

  function refusalOf(stored: StoredRefusal, row: StoredRow, known: readonly Link[], now: number): Refusal {
    const { attemptId, at, ackCode, errCode, location, acknowledgedAt, acknowledgedBy } = stored;
    return {
      attemptId,
      at,
      row: queueRow(row, known, now),
      problem: problemCodes.find((code): code is ProblemCode => code === stored.problem) ?? null,
      ackCode,
      errCode,
      location,
      acknowledged: acknowledgedAt === null ? null : { at: acknowledgedAt, by: acknowledgedBy ?? '' },
      settled: settledOf(stored, row),
    };
  }

  function settledOf(stored: StoredRefusal, row: StoredRow): Refusal['settled'] {
    if (stored.newId !== null) {
      const { replacedAt, replacedBy, newId } = stored;
      return { how: 'corrected', at: replacedAt ?? stored.at, by: replacedBy, newId };
    }
    if (row.state === 'sent')
      return { how: 'acceptedLater', at: row.finishedAt ?? stored.at, by: null, newId: null };
    if (row.state !== 'cancelled') return null;
    const taken = queue.cancellation(row.id);
    return { how: 'cancelled', at: taken?.at ?? stored.at, by: taken?.by ?? null, newId: null };
  }
}

/** The counts of each day that had a refusal, newest first. */
function daysOf(refusals: readonly Refusal[]): RefusalList['days'] {
  const days = new Map<string, Refusal[]>();
  for (const refusal of refusals) {
    const day = dubaiDate(refusal.at) ?? '';
    days.set(day, [...(days.get(day) ?? []), refusal]);
  }
  return [...days].map(([day, own]) => ({
    day,
    refused: own.length,
    acknowledged: own.filter(({ acknowledged }) => acknowledged !== null).length,
    settled: own.filter(({ settled }) => settled !== null).length,
  }));
}

/** Midnight in Dubai at the start of a calendar day. */
function startOf(day: string): number {
  return (dayNumber(day) ?? 0) * dayMs - dubaiOffsetMs;
}
