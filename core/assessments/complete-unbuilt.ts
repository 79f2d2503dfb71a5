import type { AppParts } from '../app-parts.ts';
import type { BuildForDestination } from './build-for-destinations.ts';
import type { MessageToStore, UnbuiltMessage } from './ports.ts';
import type { RebuildMessage } from './rebuild-message.ts';

/**
 * Builds what could not be built when it was saved, after a school, a clinician, a student or a profile was set up. Returns
 * how many messages became `pending`.
 */
export function unbuiltCompleter(
  {
    assessments,
    students,
    destinations,
    clock,
  }: Pick<AppParts, 'assessments' | 'students' | 'destinations' | 'clock'>,
  build: BuildForDestination,
  rebuild: RebuildMessage,
): () => number {
  return () => {
    let completed = 0;
    for (const unbuilt of assessments.unbuilt()) {
      const message = rebuild(unbuilt);
      if (!message) continue;
      const missing = message.built ? missingBeside(unbuilt) : [];
      if (assessments.complete(unbuilt.messageId, message, missing, clock.nowMs()) && message.built)
        completed += 1;
    }
    return completed;
  };

  /** A profile that could not be read at all left one message to stand for all of the visit: the others come now. */
  function missingBeside({
    assessmentId,
    destinationId,
    storedKinds,
  }: UnbuiltMessage): readonly MessageToStore[] {
    const visit = assessmentId === null || storedKinds.length > 1 ? null : assessments.visit(assessmentId);
    const destination = destinations.get(destinationId);
    const student = visit && students.get(visit.assessment.studentId);
    const school = students.schools().find(({ id }) => id === visit?.schoolId);
    if (!visit || visit.enteredInError || !destination || !student || !school) return [];
    const { assessment, accountId, visitNumber, savedAt } = visit;
    const built = { savedAt, firstContact: storedKinds.includes('ADT^A28') };
    const messages = build({ assessment, student, school, accountId, visitNumber, built }, destination);
    return messages.filter(({ kind }) => !storedKinds.includes(kind));
  }
}
