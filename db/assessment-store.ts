import { desc, eq, sql } from 'drizzle-orm';
import type { AssessmentStore, AssessmentToStore, SaveOutcome } from '../core/assessments/ports.ts';
import type { AuditStore } from '../core/host/stores.ts';
import { changesOf, createAssessmentChanges, shownContent } from './assessment-changes.ts';
import { createCommitDoubt } from './commit-doubt.ts';
import type { Connection } from './connection.ts';
import { createDraftStore } from './draft-store.ts';
import { createFollowStore } from './follow-store.ts';
import { createMessageInsert, insertMessage, nextMessageIdSql } from './message-insert.ts';
import { createOutboxSteps } from './outbox-steps.ts';
import { createRebuildMessages } from './rebuild-messages.ts';
import { createReplaceStore } from './replace-store.ts';
import { assessments } from './schema/visits.ts';
import { writeStudentChange } from './student-change.ts';
import { createSupersede } from './supersede.ts';
import { createUnbuiltStore } from './unbuilt-store.ts';
import { visitNumberOf, visitOf, visitsOfDay } from './visit-number.ts';

const savedSql = 'SELECT messageIds FROM assessments WHERE id = ?';
/** The draft's UUID makes a save happen once: the second one writes nothing. */
const saveSql = `
  INSERT INTO assessments (visit, id, studentId, schoolId, kind, visitStartedAt, measuredAt, savedAt, savedBy, accountId,
    content, messageIds)
  VALUES (@visit, @id, @studentId, @schoolId, @kind, @visitStartedAt, @measuredAt, @savedAt, @savedBy, @accountId,
    @content, @messageIds)
  ON CONFLICT (id) DO NOTHING`;
const discardSql = 'DELETE FROM drafts WHERE id = ?';
const lastVisitSql = 'SELECT max(visit) AS last FROM assessments WHERE visit >= ? AND visit < ?';

/** The United Arab Emirates keep UTC+4 all year; a visit number carries the day there, whatever the machine is set to. */
const dubaiOffsetMs = 4 * 3_600_000;

/** Assessments and their drafts. A save is one IMMEDIATE transaction with everything that belongs to it. */
export function createAssessmentStore(connection: Connection, audit: AuditStore): AssessmentStore {
  const insertNext = createMessageInsert(connection);
  const supersede = createSupersede(connection, insertNext);
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
    ...createUnbuiltStore(connection, insertNext),
    ...createReplaceStore(connection, audit, supersede),
    ...createRebuildMessages(connection, audit, supersede),
    ...createFollowStore(connection, audit, insertNext),
    ...createAssessmentChanges(
      connection,
      audit,
      doubt,
      createOutboxSteps(connection, insertNext, supersede),
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
    const visit = visitOf(entry.visitNumber);
    const firstId = connection.get<{ id: number }>(nextMessageIdSql)?.id ?? 1;
    const messageIds = entry.messages.map((_, index) => firstId + index);
    const { id, studentId, kind, visitStartedAt, measuredAt, measurements, vision, notes, record } =
      assessment;
    const written = connection.run(saveSql, {
      id,
      studentId,
      schoolId,
      kind,
      visit,
      visitStartedAt,
      measuredAt,
      savedAt,
      savedBy: actor.name,
      accountId: actor.accountId,
      content: JSON.stringify({ measurements, vision, notes, record }),
      messageIds: JSON.stringify(messageIds),
    });
    if (written === 0) return { kind: 'alreadySaved', messageIds: find(id) ?? [] };
    // The message that opens the visit comes first: order within a student is the order of ids.
    const openersFirst = entry.messages.toSorted((a, b) => Number(b.opensVisit) - Number(a.opensVisit));
    const place = { studentId, visit, schoolId, savedAt };
    for (const [index, message] of openersFirst.entries())
      insertMessage(connection, firstId + index, message, place);
    writeStudentChange(connection, audit, { id, assessment, actor, at: savedAt });
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
