import type { AppParts, Handlers } from '../app-parts.ts';
import type { Link } from '../contract/health.ts';
import { ok } from '../contract/result.ts';
import { queueRow } from '../queue/next-step.ts';

/** A student's assessments, newest first, each with its messages as the queue shows them. */
export function historyHandler(
  { assessments, queue, clock }: Pick<AppParts, 'assessments' | 'queue' | 'clock'>,
  links: () => readonly Link[],
): Pick<Handlers, 'assessment.history'> {
  return {
    'assessment.history': ({ studentId }) => {
      const now = clock.nowMs();
      const known = links();
      const entries = assessments.history(studentId).map((entry) => ({
        ...entry,
        messages: queue.rowsOfAssessment(entry.id).map((row) => queueRow(row, known, now)),
      }));
      return ok(entries);
    },
  };
}
