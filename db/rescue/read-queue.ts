import type { RescueSummary } from '../../core/rescue/ports.ts';
import type { Connection } from '../connection.ts';
import type { RescueContent, RescueMessage, RescueStudent } from './content.ts';

const unsent = `state IN ('pending', 'sending', 'failed')`;
const messagesSql = `
  SELECT m.id, m.createdAt, m.state, m.studentId, m.schoolId, m.visit, m.destinationId, m.kind, m.interface, m.opensVisit,
    m.controlId, p.bytes, m.retryCount, m.strikes, m.outcome, m.problem, m.problemField, m.lastAttemptAt,
    m.possiblyDelivered, m.attemptCount, moved.before, came.source
  FROM messages AS m LEFT JOIN payloads AS p ON p.id = m.payloadId
  LEFT JOIN moved_messages AS moved ON moved.messageId = m.id AND m.problem = 'MOVED'
  LEFT JOIN imported_messages AS came ON came.messageId = m.id
  WHERE m.${unsent} ORDER BY m.position, m.id`;
const attemptsSql = `
  SELECT number, startedAt, finishedAt, outcome, problem, code, ackCode, errCode, errText, errLocation, httpStatus, latencyMs,
    transport, ackRaw
  FROM attempts WHERE id BETWEEN ? * 65536 + 1 AND ? * 65536 + 65535 ORDER BY id`;
const assessmentsSql = `
  SELECT visit, id, studentId, schoolId, kind, visitStartedAt, measuredAt, savedAt, savedBy, content
  FROM assessments WHERE visit IN (SELECT visit FROM messages WHERE ${unsent} AND visit IS NOT NULL) ORDER BY visit`;
const changesSql = `
  SELECT number, id, change, at, by, reason, kind, visitStartedAt, measuredAt, content
  FROM assessment_changes WHERE visit = ? ORDER BY number`;
const studentsSql = `
  SELECT id, schoolId, studentNumber, familyName, givenName, middleName, familyNameArabic, givenNameArabic, middleNameArabic,
    dateOfBirth, sex, nationality, emiratesId, particulars
  FROM students WHERE id IN (
    SELECT studentId FROM messages WHERE ${unsent} UNION
    SELECT a.studentId FROM messages AS m JOIN assessments AS a ON a.visit = m.visit WHERE m.${unsent})`;
const schoolsSql = 'SELECT id, name, nameArabic, facilityLicence, region FROM schools';
const destinationsSql = `
  SELECT id, name, profile FROM destinations WHERE id IN (SELECT destinationId FROM messages WHERE ${unsent})`;

interface MessageRow extends Omit<RescueMessage, 'opensVisit' | 'bytes' | 'neverSent' | 'attempts'> {
  readonly opensVisit: number;
  readonly bytes: Buffer | null;
  readonly possiblyDelivered: number;
  readonly attemptCount: number;
  /** What it was before it was set aside; null where it is not. */
  readonly before: string | null;
}

type Attempt = RescueMessage['attempts'][number];

/**
 * Everything unsent with what it refers to, as a rescue file holds it. `proven`: nothing sends from this database meanwhile, so
 * that what was never claimed has certainly not gone; of a backup or of a file that does not open nobody can say that.
 */
export function readQueue(
  connection: Connection,
  named: Pick<RescueContent, 'exportId' | 'exportedAt' | 'machine' | 'dbId'>,
  proven: boolean,
): RescueContent {
  return {
    ...named,
    schools: connection.all(schoolsSql),
    students: connection.all<RescueStudent>(studentsSql),
    destinations: connection.all(destinationsSql),
    assessments: connection
      .all<Omit<RescueContent['assessments'][number], 'changes'>>(assessmentsSql)
      .map((row) => ({ ...row, changes: connection.all(changesSql, [row.visit]) })),
    messages: connection.all<MessageRow>(messagesSql).map((row) => message(connection, row, proven)),
  };
}

/** The numbers of a content. */
export function summaryOf(content: RescueContent): RescueSummary {
  const { exportId, exportedAt, machine, messages, assessments } = content;
  return {
    exportId,
    exportedAt,
    machine,
    messages: messages.length,
    assessments: assessments.length,
    neverSent: messages.filter(({ neverSent }) => neverSent).length,
  };
}

function message(connection: Connection, row: MessageRow, proven: boolean): RescueMessage {
  const { opensVisit, bytes, possiblyDelivered, attemptCount, before, ...rest } = row;
  const attempts = connection
    .all<Omit<Attempt, 'ackRaw'> & { ackRaw: Buffer | null }>(attemptsSql, [row.id, row.id])
    .map((attempt) => ({ ...attempt, ackRaw: attempt.ackRaw?.toString('base64') ?? null }));
  // A connect that failed is on the timeline of what was next: nothing left by it.
  const claimed = attempts.some(({ outcome }) => outcome !== 'unreachable') || attempts.length < attemptCount;
  return {
    ...rest,
    // What was set aside before may have gone from where that file was brought in.
    ...(before === null ? {} : (JSON.parse(before) as Partial<RescueMessage>)),
    opensVisit: opensVisit === 1,
    bytes: bytes?.toString('base64') ?? null,
    neverSent:
      proven &&
      before === null &&
      row.state === 'pending' &&
      bytes !== null &&
      possiblyDelivered === 0 &&
      !claimed,
    attempts,
  };
}
