import type { AppParts, Handlers } from '../app-parts.ts';
import type { ProblemCode } from '../contract/message.ts';
import { fail, ok } from '../contract/result.ts';
import type { FixTarget } from '../contract/student-page.ts';
import { parseAck } from '../hl7/ack.ts';
import { receiverHint } from '../malaffi/receiver-hints.ts';
import { pathOfRefusal } from '../malaffi/refused-place.ts';

/** Where a person corrects what made a message fail: from the receiver's answer, or from our own check before sending. */
export function fixTargetHandler({
  queue,
  assessments,
  reports,
}: Pick<AppParts, 'queue' | 'assessments' | 'reports'>): Pick<Handlers, 'message.fixTarget'> {
  return {
    'message.fixTarget': ({ id }) => {
      const row = queue.row(id);
      const source = assessments.source(id);
      if (!row || !source) return fail('NOT_FOUND', 'This message does not exist.');
      const reply = reports.lastReply(id);
      const refused = row.outcome === 'rejected' && reply !== null;
      const complaint = refused ? parseAck(reply)?.errors[0] : undefined;
      const field =
        (refused ? pathOfRefusal(reply, source.bytes) : row.problemField) ?? usualField(row.problem);
      const hint = complaint ? receiverHint(complaint) : null;
      const { studentId, assessmentId } = row;
      return ok({
        page: pageOf(field, row.problem, row.kind, assessmentId !== null),
        studentId,
        assessmentId,
        field,
        problem: row.problem,
        // The receiver's own text may be in no language of ours: without a known number the problem's words must do.
        hint:
          hint && complaint?.text !== hint.english ? { english: hint.english, arabic: hint.arabic } : null,
      });
    },
  };
}

function usualField(problem: ProblemCode | null): string | null {
  return problem === 'NACK_ID' ? 'student.emiratesId' : null;
}

function pageOf(
  field: string | null,
  problem: ProblemCode | null,
  kind: string,
  ofVisit: boolean,
): FixTarget['page'] {
  const [room] = (field ?? '').split('.');
  if (room === 'student') return 'student';
  if (room === 'school') return 'schools';
  if (room === 'clinician') return 'people';
  if (room === 'profile') return 'destination';
  if (field !== null) return ofVisit ? 'assessment' : 'student';
  switch (problem) {
    case 'CONFIG':
      return 'schools';
    case 'NACK_REQUIRED':
    case 'NACK_FORMAT':
    case 'NACK_CODE':
    case 'LOCAL_BUILD':
    case 'REFUSED_OTHER':
      return ofVisit && !kind.startsWith('ADT') ? 'assessment' : 'student';
    default:
      return 'none';
  }
}
