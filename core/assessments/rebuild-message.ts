import type { AppParts } from '../app-parts.ts';
import { textAt } from '../hl7/message.ts';
import { parseMessage } from '../hl7/parse.ts';
import type { StoredDestination } from '../host/stores.ts';
import { buildCondition, buildCorrection, correctionOf, resultSets } from '../malaffi/build-corrections.ts';
import {
  buildPersonChanged,
  buildStudentsMerged,
  buildVisitCancelled,
  buildVisitChanged,
} from '../malaffi/build-events.ts';
import { buildMessages } from '../malaffi/build-messages.ts';
import { sentResults } from '../malaffi/sent-results.ts';
import type { PersonContextFor } from '../students/person-context.ts';
import type { ContextForDestination } from './build-for-destinations.ts';
import { numberedConditions } from './plan-conditions.ts';
import { emptied } from './plan-visit.ts';
import type { MessageSource, MessageToStore, StoredVisit } from './ports.ts';

export type RebuildMessage = (source: MessageSource) => MessageToStore | null;

/**
 * Builds one stored message again from what is recorded now, whatever made it: a save, a correction, a changed student, a
 * merge. Null where nothing of the kind is to be sent any more: the profile leaves it out, or what it said is gone.
 */
export function messageRebuilder(
  { assessments, students, destinations }: Pick<AppParts, 'assessments' | 'students' | 'destinations'>,
  contextFor: ContextForDestination,
  personContextFor: PersonContextFor,
): RebuildMessage {
  return (source) => {
    const destination = destinations.get(source.destinationId);
    if (!destination) return null;
    const visit = source.assessmentId === null ? null : assessments.visit(source.assessmentId);
    return visit ? ofVisit(source, visit, destination) : ofPerson(source, destination);
  };

  function ofVisit(
    source: MessageSource,
    visit: StoredVisit,
    destination: StoredDestination,
  ): MessageToStore | null {
    const student = students.get(visit.assessment.studentId);
    const school = students.schools().find(({ id }) => id === visit.schoolId);
    if (!student || !school) return null;
    const assessment = visit.enteredInError ? emptied(visit.assessment) : visit.assessment;
    const { accountId, visitNumber, savedAt } = visit;
    const stored = assessments
      .messagesOf(visitNumber)
      .filter(({ destinationId }) => destinationId === destination.id);
    const firstContact = stored.some(({ kind }) => kind === 'ADT^A28');
    const built = { savedAt, firstContact };
    const context = contextFor({ assessment, student, school, accountId, visitNumber, built }, destination);
    const { kind } = source;
    if (kind === 'ADT^A08') return buildVisitChanged(context)[0] ?? null;
    if (kind === 'ADT^A11') return buildVisitCancelled(context)[0] ?? null;
    const set = resultSets.find((each) => correctionOf(each) === kind);
    if (set) {
      const earlier = stored.filter((message) => message.id < source.messageId && message.mayHaveArrived);
      const base = earlier.findLast((message) => message.kind === set || message.kind === kind);
      return base?.bytes ? buildCorrection(context, set, sentResults(base.bytes)) : null;
    }
    const numbered = /^PPR\^(PC[123]) (\D.*)$/.exec(kind);
    if (!numbered) return buildMessages(context).find((message) => message.kind === kind) ?? null;
    const [, trigger, number = ''] = numbered;
    const condition =
      numberedConditions(visitNumber, visit.assessment).get(number) ??
      students.conditionChanges(student.id).findLast(({ instanceId }) => instanceId === number);
    const change = trigger === 'PC1' ? 'added' : trigger === 'PC2' ? 'changed' : 'withdrawn';
    return condition ? buildCondition(context, { ...condition, change, instanceId: number }) : null;
  }

  function ofPerson(source: MessageSource, destination: StoredDestination): MessageToStore | null {
    const student = students.get(source.studentId);
    const context = student && personContextFor(student, destination);
    if (!student || !context) return null;
    if (source.kind !== 'ADT^A40') return buildPersonChanged(context)[0] ?? null;
    const message = source.bytes && parseMessage(source.bytes);
    const merged = message ? textAt(message, 'MRG-1') : students.mergedNumbers(student.id).at(-1);
    return merged ? (buildStudentsMerged(context, merged)[0] ?? null) : null;
  }
}
