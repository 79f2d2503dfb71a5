import type { AppParts } from '../app-parts.ts';
import type { BuildForDestination } from './build-for-destinations.ts';

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
): () => number {
  return () => {
    let completed = 0;
    for (const unbuilt of assessments.unbuilt()) {
      const destination = destinations.get(unbuilt.destinationId);
      const student = students.get(unbuilt.assessment.studentId);
      const school = students.schools().find(({ id }) => id === student?.schoolId);
      if (!destination || !student || !school) continue;
      const { assessment, accountId, visitNumber, savedAt, storedKinds } = unbuilt;
      const built = { savedAt, firstContact: storedKinds.includes('ADT^A28') };
      const messages = build({ assessment, student, school, accountId, visitNumber, built }, destination);
      const message = messages.find(({ kind }) => kind === unbuilt.kind);
      const missing = message?.built ? messages.filter(({ kind }) => !storedKinds.includes(kind)) : [];
      if (
        message &&
        assessments.complete(unbuilt.messageId, message, missing, clock.nowMs()) &&
        message.built
      )
        completed += 1;
    }
    return completed;
  };
}
