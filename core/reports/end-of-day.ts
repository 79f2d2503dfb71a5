import type { AppParts, Handlers } from '../app-parts.ts';
import { dubaiDate } from '../clinical/calendar.ts';
import { confirmationOf } from '../contract/confirmation.ts';
import type { Link } from '../contract/health.ts';
import type { QueueRow } from '../contract/message.ts';
import type { Confirmation } from '../contract/report.ts';
import { ok } from '../contract/result.ts';
import { queueRow } from '../queue/next-step.ts';

/** The list of a day: how many assessments Malaffi has confirmed, which wait, and which need a person. */
export function endOfDayHandler(
  { reports, queue, clock }: Pick<AppParts, 'reports' | 'queue' | 'clock'>,
  links: () => readonly Link[],
): Pick<Handlers, 'report.endOfDay'> {
  return {
    'report.endOfDay': ({ day: asked }) => {
      const now = clock.nowMs();
      const day = asked ?? dubaiDate(now) ?? '';
      const known = links();
      const rows = reports.dayEntries(day).map(({ enteredInError, ...entry }) => {
        const messages = queue.rowsOfAssessment(entry.assessmentId).map((row) => queueRow(row, known, now));
        const state = confirmationOf(messages, enteredInError);
        return { ...entry, state, message: holding(messages) };
      });
      const count = (state: Confirmation) => rows.filter((row) => row.state === state).length;
      return ok({
        day,
        counts: {
          assessments: rows.length,
          confirmed: count('confirmed'),
          waiting: count('waiting'),
          needsPerson: count('needsPerson'),
          notSent: count('notSent'),
          takenBack: count('takenBack'),
        },
        earlier: reports.unconfirmedBefore(day),
        rows,
      });
    },
  };
}

function holding(messages: readonly QueueRow[]): QueueRow | null {
  return (
    messages.find(({ state }) => state === 'failed') ??
    messages.find(({ state }) => state === 'pending' || state === 'sending') ??
    null
  );
}
