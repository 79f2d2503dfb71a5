import type { AppParts } from '../app-parts.ts';
import type { Assessment } from '../contract/assessment.ts';
import type { SchoolView } from '../contract/destination.ts';
import type { StudentView } from '../contract/student.ts';
import { codeOf } from '../host/error-code.ts';
import { logCode, logId } from '../host/ports.ts';
import type { StoredDestination } from '../host/stores.ts';
import { buildMessages } from '../malaffi/build-messages.ts';
import type { ContextForDestination } from './build-for-destinations.ts';
import { emptied, planVisit } from './plan-visit.ts';
import type { OutboxStep, StoredVisit } from './ports.ts';

/** A visit that changes, by itself or because its student did. */
export interface VisitChange {
  readonly visit: StoredVisit;
  /** What the assessment is from now on; null says that it was entered in error. */
  readonly after: Assessment | null;
  readonly student: StudentView;
  readonly unsentOnly?: boolean;
}

export type VisitPlanner = (change: VisitChange) => readonly OutboxStep[];

/**
 * Plans what a change does to the messages of a visit, for every destination that has any and for every one that is enabled.
 * It never stops the change: a fault of ours becomes a message without bytes that says so.
 */
export function visitPlanner(
  {
    assessments,
    students,
    destinations,
    log,
  }: Pick<AppParts, 'assessments' | 'students' | 'destinations' | 'log'>,
  contextFor: ContextForDestination,
): VisitPlanner {
  return ({ visit, after, student, unsentOnly = false }) => {
    const stored = assessments.messagesOf(visit.visitNumber);
    const school = students.schools().find(({ id }) => id === visit.schoolId);
    if (!school) return [];
    const concerned = destinations
      .list()
      .filter(
        ({ id, enabled }) =>
          stored.some(({ destinationId }) => destinationId === id) || (enabled && !unsentOnly),
      );
    return concerned.flatMap((destination) => stepsAt(destination, school));

    function stepsAt(destination: StoredDestination, at: SchoolView): readonly OutboxStep[] {
      const own = stored.filter(({ destinationId }) => destinationId === destination.id);
      const assessment = after ?? emptied(visit.assessment);
      const firstContact = own.some(({ kind }) => kind === 'ADT^A28');
      const { accountId, visitNumber, savedAt } = visit;
      const built = { savedAt, firstContact };
      try {
        const context = contextFor(
          { assessment, student, school: at, accountId, visitNumber, built },
          destination,
        );
        const planned = after ? buildMessages(context) : [];
        return planVisit({
          visit,
          after,
          studentId: student.id,
          stored: own,
          context,
          planned,
          unsentOnly,
        });
      } catch (error) {
        log.error('message.changeFailed', {
          assessment: logId(visit.assessment.id),
          code: logCode(codeOf(error)),
        });
        const message = {
          built: false,
          destinationId: destination.id,
          profileVersion: destination.profileVersion,
          kind: 'ORU^R01 correction',
          interface: 'ORU',
          opensVisit: false,
          problem: 'LOCAL_BUILD',
          field: null,
        } as const;
        const { schoolId } = visit;
        return [{ step: 'add', message, studentId: student.id, schoolId, visitNumber, corrects: null }];
      }
    }
  };
}
