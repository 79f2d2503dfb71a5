import type { AppParts } from '../app-parts.ts';
import type { ContextForDestination } from '../assessments/build-for-destinations.ts';
import type { MessageToStore, OutboxStep, StoredMessage, StoredVisit } from '../assessments/ports.ts';
import { isUnsent, keepOrReplace } from '../assessments/steps.ts';
import type { VisitPlanner } from '../assessments/visit-planner.ts';
import { dubaiDate } from '../clinical/calendar.ts';
import type { Assessment } from '../contract/assessment.ts';
import type { StudentView } from '../contract/student.ts';
import type { StoredDestination } from '../host/stores.ts';
import { buildPersonChanged, buildVisitChanged } from '../malaffi/build-events.ts';
import type { PersonContextFor } from './person-context.ts';

/** A visit that is corrected in the same transaction, and what is planned for it already. */
export interface CorrectedVisit {
  readonly visitNumber: string;
  readonly after: Assessment;
  readonly steps: readonly OutboxStep[];
}

export type StudentPlanner = (student: StudentView, corrected?: CorrectedVisit) => readonly OutboxStep[];

/**
 * Plans what a changed student does to the messages: what waits is built again; then each receiver is told, unless a message
 * that opens a visit, or a change of a visit that is planned already, carries it all anyway.
 */
export function studentPlanner(
  {
    assessments,
    students,
    destinations,
    clock,
  }: Pick<AppParts, 'assessments' | 'students' | 'destinations' | 'clock'>,
  plan: VisitPlanner,
  contextFor: ContextForDestination,
  personContextFor: PersonContextFor,
): StudentPlanner {
  return (student, corrected) => {
    const visits = assessments
      .visitsOf(student.id)
      .filter(({ enteredInError }) => !enteredInError)
      .map((visit) =>
        visit.visitNumber === corrected?.visitNumber ? { ...visit, assessment: corrected.after } : visit,
      );
    const rebuilt = visits
      .filter(({ visitNumber }) => visitNumber !== corrected?.visitNumber)
      .flatMap((visit) => plan({ visit, after: visit.assessment, student, unsentOnly: true }));
    const open = visits.find((visit) => isOpen(visit, clock.nowMs()));
    const told = destinations
      .list()
      .filter(({ id, enabled }) => enabled && !corrected?.steps.some((step) => tellsVisit(step, id)))
      .flatMap((destination) => tell(destination, student, visits, open));
    return [...rebuilt, ...told];
  };

  function tell(
    destination: StoredDestination,
    student: StudentView,
    visits: readonly StoredVisit[],
    open: StoredVisit | undefined,
  ): readonly OutboxStep[] {
    const at = ({ destinationId }: StoredMessage) => destinationId === destination.id;
    const ofVisits = visits.flatMap(({ visitNumber }) => assessments.messagesOf(visitNumber).filter(at));
    const openerWaits = ofVisits.some((message) => message.opensVisit && isUnsent(message));
    if (openerWaits && !ofVisits.some(({ mayHaveArrived }) => mayHaveArrived)) return [];
    const ofPerson = assessments.personMessagesOf(student.id).filter(at);
    const waiting = ofPerson.filter((message) => message.kind === 'ADT^A31' && isUnsent(message));
    const school = students.schools().find(({ id }) => id === student.schoolId);
    if (open && school) {
      // One that waits already was built again above.
      const openMessages = assessments.messagesOf(open.visitNumber).filter(at);
      if (openMessages.some((message) => message.kind === 'ADT^A08' && isUnsent(message))) return [];
      const { assessment, accountId, visitNumber, savedAt } = open;
      const built = { savedAt, firstContact: false };
      const visit = { assessment, student, school, accountId, visitNumber, built };
      return buildVisitChanged(contextFor(visit, destination)).map((message) =>
        addFor(message, student, visitNumber),
      );
    }
    return personMessages(destination, student).flatMap((message) => {
      const [first] = waiting;
      return first
        ? keepOrReplace({ studentId: student.id }, first, message)
        : [addFor(message, student, null)];
    });
  }

  function personMessages(destination: StoredDestination, student: StudentView): readonly MessageToStore[] {
    const context = personContextFor(student, destination);
    return context ? buildPersonChanged(context) : [];
  }
}

/** ADT^A08 carries the student as he is now. */
function tellsVisit(step: OutboxStep, destinationId: string): boolean {
  return (
    step.step !== 'cancel' && step.message.destinationId === destinationId && step.message.kind === 'ADT^A08'
  );
}

/** A new message about a student, within a visit or outside of any. */
export function addFor(
  message: MessageToStore,
  student: StudentView,
  visitNumber: string | null,
): OutboxStep {
  const { id: studentId, schoolId } = student;
  return { step: 'add', message, studentId, schoolId, visitNumber, corrects: null };
}

/** A visit of today, in Dubai, whose end nobody recorded. */
function isOpen({ assessment }: StoredVisit, now: number): boolean {
  const { visitStartedAt, record } = assessment;
  return dubaiDate(visitStartedAt) === dubaiDate(now) && record?.visitEndedAt === undefined;
}
