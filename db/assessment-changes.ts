import type {
  AssessmentStore,
  ChangeOutcome,
  StoredMessage,
  StoredVisit,
} from '../core/assessments/ports.ts';
import type { AssessmentView } from '../core/contract/assessment.ts';
import type { MessageState } from '../core/contract/message.ts';
import { withoutSensitive } from '../core/contract/record.ts';
import type { AuditStore } from '../core/host/stores.ts';
import type { CommitDoubt } from './commit-doubt.ts';
import type { Connection } from './connection.ts';
import { MessageMoved, type OutboxSteps } from './outbox-steps.ts';
import { type AssessmentColumns, assessmentOf } from './replace-store.ts';
import { writeStudentChange } from './student-change.ts';
import { visitNumberOf, visitOf } from './visit-number.ts';

const visitColumns = `a.id, a.studentId, a.kind AS visitKind, a.visitStartedAt, a.measuredAt, a.content, a.visit, a.accountId,
  a.savedAt, a.schoolId, EXISTS (
    SELECT 1 FROM assessment_changes AS c WHERE c.visit = a.visit AND c.change = 'enteredInError') AS enteredInError`;
const visitSql = `SELECT ${visitColumns} FROM assessments AS a WHERE a.id = ?`;
const visitsOfSql = `
  SELECT ${visitColumns} FROM assessments AS a WHERE a.studentId = ? ORDER BY a.measuredAt DESC, a.visit DESC`;
// Refused means that the receiver was there, read it and does not have it, whatever was unsure before.
const messageColumns = `m.id, m.destinationId, m.kind, m.state, m.opensVisit, p.bytes,
  m.state IN ('sent', 'sending') OR (m.possiblyDelivered = 1 AND m.outcome IS NOT 'rejected') AS mayHaveArrived`;
const messagesOfSql = `
  SELECT ${messageColumns} FROM json_each((SELECT messageIds FROM assessments WHERE visit = ?)) AS listed
  CROSS JOIN messages AS m ON m.id = listed.value LEFT JOIN payloads AS p ON p.id = m.payloadId ORDER BY m.id`;
const personMessagesSql = `
  SELECT ${messageColumns} FROM messages AS m INDEXED BY messages_without_visit
  LEFT JOIN payloads AS p ON p.id = m.payloadId WHERE m.visit IS NULL AND m.studentId = ? ORDER BY m.id`;
const knownSql = 'SELECT 1 AS known FROM assessment_changes WHERE id = ?';
const keepSql = `
  INSERT INTO assessment_changes
    (visit, number, id, change, at, by, accountId, reason, kind, visitStartedAt, measuredAt, content)
  SELECT visit, 1 + (SELECT count(*) FROM assessment_changes AS c WHERE c.visit = a.visit), @id, @change, @at, @by,
    @accountId, @reason, kind, visitStartedAt, measuredAt, content
  FROM assessments AS a WHERE a.id = @assessmentId`;
const correctSql = `
  UPDATE assessments SET kind = @kind, visitStartedAt = @visitStartedAt, measuredAt = @measuredAt, content = @content
  WHERE id = @assessmentId`;
const changesSql = `
  SELECT number, change, at, by, reason, kind, visitStartedAt, measuredAt, content FROM assessment_changes
  WHERE visit = ? ORDER BY number`;

/** Corrections of assessments and assessments entered in error. What one was before is kept in the same transaction. */
export function createAssessmentChanges(
  connection: Connection,
  audit: AuditStore,
  doubt: CommitDoubt,
  makeSteps: OutboxSteps,
): Pick<
  AssessmentStore,
  'visit' | 'visitsOf' | 'messagesOf' | 'personMessagesOf' | 'change' | 'isKnownChange'
> {
  const isKnown = (id: string) => connection.get<{ known: number }>(knownSql, [id]) !== null;
  return {
    visit(id) {
      const row = connection.get<VisitRow>(visitSql, [id]);
      return row && storedVisit(row);
    },
    visitsOf: (studentId) => connection.all<VisitRow>(visitsOfSql, [studentId]).map(storedVisit),
    messagesOf: (visitNumber) =>
      connection.all<MessageRow>(messagesOfSql, [visitOf(visitNumber)]).map(storedMessage),
    personMessagesOf: (studentId) =>
      connection.all<MessageRow>(personMessagesSql, [studentId]).map(storedMessage),

    isKnownChange: isKnown,

    change: (change) =>
      writeChange(connection, doubt, change.id, isKnown, () => {
        const { assessment, assessmentId, reason, actor, at } = change;
        connection.run(keepSql, {
          id: change.id,
          change: assessment ? 'corrected' : 'enteredInError',
          at,
          by: actor.name,
          accountId: actor.accountId,
          reason,
          assessmentId,
        });
        if (assessment) {
          const { kind, visitStartedAt, measuredAt, measurements, vision, notes, record } = assessment;
          const content = JSON.stringify({ measurements, vision, notes, record });
          connection.run(correctSql, { assessmentId, kind, visitStartedAt, measuredAt, content });
          writeStudentChange(connection, audit, { id: change.id, assessment, actor, at });
        }
        const done = makeSteps(change.steps, { actor, now: at, reason });
        audit.append({
          at,
          actor: actor.name,
          action: assessment ? 'assessment.correct' : 'assessment.enteredInError',
          subject: assessmentId,
          outcome: 'ok',
          detail: `account=${actor.accountId} messages=${done.messageIds.join(',')} cancelled=${done.cancelled}`,
        });
        return done;
      }),
  };
}

/**
 * One transaction for a person's change. Saved twice it writes once; where a message moved since it was planned it writes
 * nothing; after an error of the disk a fresh look tells whether it is there.
 */
export function writeChange(
  connection: Connection,
  doubt: CommitDoubt,
  id: string,
  isKnown: (id: string) => boolean,
  write: () => { readonly messageIds: readonly number[]; readonly cancelled: number },
): ChangeOutcome {
  try {
    const done = connection.write(() => (isKnown(id) ? null : write()));
    if (done) return { kind: 'saved', ...done };
    return { kind: doubt.isSettled(id) ? 'alreadySaved' : 'notSaved' };
  } catch (error) {
    if (error instanceof MessageMoved) return { kind: 'moved' };
    const outcome = doubt.afterFailure(error, id, () => (isKnown(id) ? id : null));
    return outcome.kind === 'saved' ? { kind: 'alreadySaved' } : outcome;
  }
}

/** What an assessment was before each correction, and that it was entered in error, for the history. */
export function changesOf(
  connection: Connection,
  visit: number,
): Pick<AssessmentView, 'versions' | 'enteredInError'> {
  const rows = connection.all<ChangeRow>(changesSql, [visit]);
  const error = rows.find(({ change }) => change === 'enteredInError');
  return {
    versions: rows
      .filter(({ change }) => change === 'corrected')
      .map(({ number, at, by, reason, kind, visitStartedAt, measuredAt, content }) => ({
        number,
        until: at,
        changedBy: by,
        reason,
        kind,
        visitStartedAt,
        measuredAt,
        ...shownContent(content),
      })),
    enteredInError: error ? { at: error.at, by: error.by, reason: error.reason } : null,
  };
}

type Content = Pick<AssessmentView, 'measurements' | 'vision' | 'notes' | 'record'>;

/** What the history shows of a stored content: everything but what is sensitive. */
export function shownContent(content: string): Content {
  const { measurements, vision, notes, record } = JSON.parse(content) as Content;
  return { measurements, vision, notes, ...(record ? { record: withoutSensitive(record) } : {}) };
}

interface VisitRow extends AssessmentColumns {
  readonly visit: number;
  readonly accountId: number;
  readonly savedAt: number;
  readonly schoolId: number;
  readonly enteredInError: number;
}

function storedVisit(row: VisitRow): StoredVisit {
  const { schoolId, accountId, savedAt } = row;
  return {
    assessment: assessmentOf(row),
    visitNumber: visitNumberOf(row.visit),
    schoolId,
    accountId,
    savedAt,
    enteredInError: row.enteredInError === 1,
  };
}

interface MessageRow extends Omit<StoredMessage, 'mayHaveArrived' | 'opensVisit' | 'bytes'> {
  readonly state: MessageState;
  readonly mayHaveArrived: number;
  readonly opensVisit: number;
  readonly bytes: Buffer | null;
}

function storedMessage(row: MessageRow): StoredMessage {
  return { ...row, mayHaveArrived: row.mayHaveArrived === 1, opensVisit: row.opensVisit === 1 };
}

interface ChangeRow {
  readonly number: number;
  readonly change: 'corrected' | 'enteredInError';
  readonly at: number;
  readonly by: string;
  readonly reason: string;
  readonly kind: AssessmentView['kind'];
  readonly visitStartedAt: number;
  readonly measuredAt: number;
  readonly content: string;
}
