import { desc, eq, sql } from 'drizzle-orm';
import type { AssessmentStore, AssessmentToStore, SaveOutcome } from '../core/assessments/ports.ts';
import type { AuditStore } from '../core/host/stores.ts';
import { changesOf, createAssessmentChanges, shownContent } from './assessment-changes.ts';
import { createCommitDoubt } from './commit-doubt.ts';
import type { Connection } from './connection.ts';
import { createDraftStore } from './draft-store.ts';
import { createFollowStore } from './follow-store.ts';
import { createMessageInsert, nextMessageIdSql } from './message-insert.ts';
import { createOutboxSteps } from './outbox-steps.ts';
import { createRebuildMessages } from './rebuild-messages.ts';
import { createReplaceStore } from './replace-store.ts';
import { assessments } from './schema/visits.ts';
import { createSupersede } from './supersede.ts';
import { createUnbuiltStore } from './unbuilt-store.ts';
import { visitNumberOf, visitOf, visitsOfDay } from './visit-number.ts';

const savedSql = 'SELECT messageIds FROM assessments WHERE id = ?';
const discardSql = 'DELETE FROM drafts WHERE id = ?';
const lastVisitSql = 'SELECT max(visit) AS last FROM assessments WHERE visit >= ? AND visit < ?';

/** The United Arab Emirates keep UTC+4 all year; a visit number carries the day there, whatever the machine is set to. */
const dubaiOffsetMs = 4 * 3_600_000;

/** Assessments and their drafts. A save is one IMMEDIATE transaction with everything that belongs to it. */
export function createAssessmentStore(connection: Connection, audit: AuditStore): AssessmentStore {
  const insertMessage = createMessageInsert(connection);
  const supersede = createSupersede(connection, insertMessage);
  const insertAssessment = connection.prepared((orm) =>
    orm
      .insert(assessments)
      .values({
        id: sql.placeholder('id'),
        studentId: sql.placeholder('studentId'),
        schoolId: sql.placeholder('schoolId'),
        kind: sql.placeholder('kind'),
        visit: sql.placeholder('visit'),
        messageIds: sql.placeholder('messageIds'),
        visitStartedAt: sql.placeholder('visitStartedAt'),
        measuredAt: sql.placeholder('measuredAt'),
        savedAt: sql.placeholder('savedAt'),
        savedBy: sql.placeholder('savedBy'),
        accountId: sql.placeholder('accountId'),
        content: sql.placeholder('content'),
      })
      .prepare(),
  );
  const ofStudent = connection.prepared((orm) =>
    orm
      .select()
      .from(assessments)
      .where(eq(assessments.studentId, sql.placeholder('studentId')))
      .orderBy(desc(assessments.measuredAt), desc(assessments.savedAt))
      .prepare(),
  );
  let lastGiven = 0;
  const doubt = createCommitDoubt(connection);

  return {
    ...createDraftStore(connection),
    ...createUnbuiltStore(connection, insertMessage),
    ...createReplaceStore(connection, audit, supersede),
    ...createRebuildMessages(connection, audit, supersede),
    ...createFollowStore(connection, audit, insertMessage),
    ...createAssessmentChanges(
      connection,
      audit,
      doubt,
      createOutboxSteps(connection, insertMessage, supersede),
    ),
    save(entry) {
      try {
        const outcome = connection.write(() => write(entry));
        return outcome.kind === 'alreadySaved' && !doubt.isSettled(entry.assessment.id)
          ? { kind: 'notSaved' }
          : outcome;
      } catch (error) {
        const { id } = entry.assessment;
        const outcome = doubt.afterFailure(error, id, () => find(id));
        return outcome.kind === 'saved' ? { kind: 'saved', messageIds: outcome.found } : outcome;
      }
    },
    find: (id) => (doubt.isSettled(id) ? find(id) : null),
    history: (studentId) =>
      ofStudent()
        .all({ studentId })
        .map(({ id, kind, visit, visitStartedAt, measuredAt, savedAt, savedBy, content }) => ({
          id,
          kind,
          visitNumber: visitNumberOf(visit),
          visitStartedAt,
          measuredAt,
          savedAt,
          savedBy,
          ...shownContent(content),
          ...changesOf(connection, visit),
        })),
    nextVisitNumber(now) {
      const day = new Date(now + dubaiOffsetMs).toISOString().slice(2, 10).replaceAll('-', '');
      const first = Number(day) * visitsOfDay;
      const stored = connection.get<{ last: number | null }>(lastVisitSql, [
        first,
        first + visitsOfDay,
      ])?.last;
      // Numbers handed out and not saved yet count too: two forms may be on their way to the same commit.
      const given = Math.floor(lastGiven / visitsOfDay) === Number(day) ? lastGiven : first;
      lastGiven = Math.max(stored ?? first, given) + 1;
      return visitNumberOf(lastGiven);
    },
  };

  function find(id: string): readonly number[] | null {
    const saved = connection.get<{ messageIds: string }>(savedSql, [id]);
    return saved && (JSON.parse(saved.messageIds) as number[]);
  }

  function write(entry: AssessmentToStore): SaveOutcome {
    const { assessment, actor, savedAt, schoolId } = entry;
    const earlier = find(assessment.id);
    if (earlier) return { kind: 'alreadySaved', messageIds: earlier };
    const visit = visitOf(entry.visitNumber);
    const firstId = connection.get<{ id: number }>(nextMessageIdSql)?.id ?? 1;
    const messageIds = entry.messages.map((_, index) => firstId + index);
    const { measurements, vision, notes, record } = assessment;
    insertAssessment().run({
      ...assessment,
      schoolId,
      visit,
      messageIds: JSON.stringify(messageIds),
      savedAt,
      savedBy: actor.name,
      accountId: actor.accountId,
      content: JSON.stringify({ measurements, vision, notes, record }),
    });
    // The message that opens the visit comes first: order within a student is the order of ids.
    const openersFirst = entry.messages.toSorted((a, b) => Number(b.opensVisit) - Number(a.opensVisit));
    const place = { studentId: assessment.studentId, visit, schoolId, savedAt };
    for (const message of openersFirst) insertMessage(message, place, true);
    connection.run(discardSql, [assessment.id]);
    audit.append({
      at: savedAt,
      actor: actor.name,
      action: 'assessment.save',
      subject: assessment.id,
      outcome: 'ok',
      detail: `account=${actor.accountId} messages=${messageIds.join(',')}`,
    });
    return { kind: 'saved', messageIds };
  }
}
