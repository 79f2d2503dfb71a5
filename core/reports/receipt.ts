import type { AppParts, Handlers } from '../app-parts.ts';
import type { Link } from '../contract/health.ts';
import { fail, ok } from '../contract/result.ts';
import { queueRow } from '../queue/next-step.ts';

/** The delivery receipt of one assessment: what was sent, when, under which control id, and what was answered. */
export function receiptHandler(
  {
    assessments,
    students,
    destinations,
    queue,
    clock,
  }: Pick<AppParts, 'assessments' | 'students' | 'destinations' | 'queue' | 'clock'>,
  links: () => readonly Link[],
): Pick<Handlers, 'assessment.receipt'> {
  return {
    'assessment.receipt': ({ id }, { signedIn }) => {
      const visit = assessments.visit(id);
      const student = visit && students.get(visit.assessment.studentId);
      const entry = student && assessments.history(student.id).find((each) => each.id === id);
      if (!student || !entry) return fail('NOT_FOUND', 'This assessment does not exist.');
      const now = clock.nowMs();
      const known = links();
      const messages = queue.rowsOfAssessment(id).map((row) => ({
        row: queueRow(row, known, now),
        destination: destinations.get(row.destinationId)?.name ?? '',
        attempts: [...queue.attempts(row.id)],
        reply: queue.reply(row.id),
        supersededBy: row.supersededBy,
      }));
      return ok({
        student,
        assessment: { ...entry, messages: messages.map(({ row }) => row) },
        messages,
        issuedAt: now,
        issuedBy: signedIn?.name ?? '',
      });
    },
  };
}
