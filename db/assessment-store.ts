import { desc, eq, sql } from 'drizzle-orm';
import type { AssessmentStore, AssessmentToStore, SaveOutcome } from '../core/assessments/ports.ts';
import type { AssessmentView } from '../core/contract/assessment.ts';
import type { AuditStore } from '../core/host/stores.ts';
import type { Connection } from './connection.ts';
import { createDraftStore } from './draft-store.ts';
import { createMessageInsert } from './message-insert.ts';
import { sqliteCode } from './open.ts';
import { assessments } from './schema/visits.ts';
import { createUnbuiltStore } from './unbuilt-store.ts';

const savedSql = 'SELECT 1 FROM assessments WHERE id = ?';
const messageIdsSql = 'SELECT id FROM messages WHERE assessmentId = ? ORDER BY id';
const visitSeenSql = 'UPDATE students SET lastVisitAt = max(coalesce(lastVisitAt, 0), ?) WHERE id = ?';
const discardSql = 'DELETE FROM drafts WHERE id = ?';
const lastVisitNumberSql =
  'SELECT max(visitNumber) AS last FROM assessments WHERE visitNumber >= ? AND visitNumber < ?';

/** The United Arab Emirates keep UTC+4 all year; a visit number carries the day there, whatever the machine is set to. */
const dubaiOffsetMs = 4 * 3_600_000;

/** Assessments and their drafts. A save is one IMMEDIATE transaction with everything that belongs to it. */
export function createAssessmentStore(connection: Connection, audit: AuditStore): AssessmentStore {
  const insertMessage = createMessageInsert(connection);
  const insertAssessment = connection.prepared((orm) =>
    orm
      .insert(assessments)
      .values({
        id: sql.placeholder('id'),
        studentId: sql.placeholder('studentId'),
        schoolId: sql.placeholder('schoolId'),
        kind: sql.placeholder('kind'),
        visitNumber: sql.placeholder('visitNumber'),
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
  let lastNumber = '';

  return {
    ...createDraftStore(connection),
    ...createUnbuiltStore(connection, insertMessage),
    save(entry) {
      try {
        return connection.write(() => write(entry));
      } catch (error) {
        return afterFailure(error, entry.assessment.id);
      }
    },
    find,
    history: (studentId) =>
      ofStudent()
        .all({ studentId })
        .map(({ id, kind, measuredAt, savedAt, savedBy, content }) => ({
          id,
          kind,
          measuredAt,
          savedAt,
          savedBy,
          ...(JSON.parse(content) as Content),
        })),
    nextVisitNumber(now) {
      const day = `V${new Date(now + dubaiOffsetMs).toISOString().slice(2, 10).replaceAll('-', '')}`;
      const stored =
        connection.get<{ last: string | null }>(lastVisitNumberSql, [day, `${day}A`])?.last ?? '';
      // Numbers handed out and not saved yet count too: two forms may be on their way to the same commit.
      const last = [stored, lastNumber]
        .filter((number) => number.startsWith(day))
        .sort()
        .at(-1);
      lastNumber = day + String(Number(last?.slice(day.length) ?? 0) + 1).padStart(5, '0');
      return lastNumber;
    },
  };

  function find(id: string): readonly number[] | null {
    if (!connection.get(savedSql, [id])) return null;
    return connection.all<{ id: number }>(messageIdsSql, [id]).map((row) => row.id);
  }

  function write(entry: AssessmentToStore): SaveOutcome {
    const { assessment, actor } = entry;
    const earlier = find(assessment.id);
    if (earlier) return { kind: 'alreadySaved', messageIds: earlier };
    const { measurements, vision, notes } = assessment;
    insertAssessment().run({
      ...assessment,
      schoolId: entry.schoolId,
      visitNumber: entry.visitNumber,
      savedAt: entry.savedAt,
      savedBy: actor.name,
      accountId: actor.accountId,
      content: JSON.stringify({ measurements, vision, notes }),
    });
    // The message that opens the visit comes first: order within a student is the order of ids.
    const openersFirst = entry.messages.toSorted((a, b) => Number(b.opensVisit) - Number(a.opensVisit));
    const { schoolId, savedAt } = entry;
    const place = { studentId: assessment.studentId, assessmentId: assessment.id, schoolId, savedAt };
    const messageIds = openersFirst.map((message) => insertMessage(message, place));
    connection.run(visitSeenSql, [assessment.measuredAt, assessment.studentId]);
    connection.run(discardSql, [assessment.id]);
    audit.append({
      at: entry.savedAt,
      actor: actor.name,
      action: 'assessment.save',
      subject: assessment.id,
      outcome: 'ok',
      detail: `account=${actor.accountId} messages=${messageIds.join(',')}`,
    });
    return { kind: 'saved', messageIds };
  }

  /** A commit that returned an I/O error may still be in the file: only a fresh look tells (docs/security.md, F2). */
  function afterFailure(error: unknown, id: string): SaveOutcome {
    const code = sqliteCode(error);
    if (code === 'SQLITE_FULL') return { kind: 'diskFull' };
    if (code.startsWith('SQLITE_IOERR') || code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB') {
      const saved = connection.reopen() ? find(id) : null;
      return saved && isOnDisk() ? { kind: 'saved', messageIds: saved } : { kind: 'notSaved' };
    }
    if (
      code.startsWith('SQLITE_BUSY') ||
      code.startsWith('SQLITE_READONLY') ||
      code === 'SQLITE_CONSTRAINT_UNIQUE'
    ) {
      return { kind: 'notSaved' };
    }
    throw error;
  }

  /** What a fresh look found may be in the system's memory alone: a checkpoint syncs the log before it says that it worked. */
  function isOnDisk(): boolean {
    try {
      const [result] = connection.handle.pragma('wal_checkpoint(FULL)') as { readonly busy: number }[];
      return result?.busy === 0;
    } catch (error) {
      if (sqliteCode(error) === '') throw error;
      return false;
    }
  }
}

type Content = Pick<AssessmentView, 'measurements' | 'vision' | 'notes'>;
