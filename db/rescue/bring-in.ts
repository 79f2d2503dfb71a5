import type { Student } from '../../core/contract/student.ts';
import type { RescueEffect } from '../../core/rescue/ports.ts';
import type { Connection } from '../connection.ts';
import { nextMessageIdSql } from '../message-insert.ts';
import { settleOrder } from '../order.ts';
import { nextSeqSql } from '../outbox-sql.ts';
import { studentView } from '../student-row.ts';
import { indexStudentWords } from '../student-writer.ts';
import { visitsOfDay } from '../visit-number.ts';
import type { RescueContent, RescueMessage, RescueStudent } from './content.ts';
import { summaryOf } from './read-queue.ts';

const schoolSql = 'SELECT id FROM schools WHERE nameKey = ?';
const addSchoolSql = `
  INSERT INTO schools (name, nameKey, nameArabic, facilityLicence, region)
  VALUES (@name, @nameKey, @nameArabic, @facilityLicence, @region) RETURNING id`;
const studentSql = `
  SELECT coalesce(mergedInto, id) AS id, dateOfBirth, sex FROM students WHERE schoolId = ? AND numberKey = ?`;
const addStudentSql = `
  INSERT INTO students (schoolId, studentNumber, numberKey, familyName, givenName, middleName, familyNameArabic,
    givenNameArabic, middleNameArabic, dateOfBirth, sex, nationality, emiratesId, particulars, createdAt, updatedAt)
  VALUES (@schoolId, @studentNumber, @numberKey, @familyName, @givenName, @middleName, @familyNameArabic,
    @givenNameArabic, @middleNameArabic, @dateOfBirth, @sex, @nationality, @emiratesId, @particulars, @now, @now)
  RETURNING id`;
const destinationsSql = 'SELECT id, name, profile, profileVersion FROM destinations';
const addDestinationSql = `
  INSERT INTO destinations (id, name, enabled, profile, profileVersion, createdAt, updatedAt)
  VALUES (@id, @name, 0, @profile, 1, @now, @now)`;
const visitSql = 'SELECT visit FROM assessments WHERE id = ?';
const takenSql = 'SELECT 1 FROM assessments WHERE visit = ?';
const lastOfDaySql = 'SELECT max(visit) AS visit FROM assessments WHERE visit BETWEEN ? AND ?';
const addAssessmentSql = `
  INSERT INTO assessments (visit, id, studentId, schoolId, kind, visitStartedAt, measuredAt, savedAt, savedBy, accountId,
    content, messageIds)
  VALUES (@visit, @id, @studentId, @schoolId, @kind, @visitStartedAt, @measuredAt, @savedAt, @savedBy, 0, @content, '[]')`;
const addChangeSql = `
  INSERT INTO assessment_changes (visit, number, id, change, at, by, accountId, reason, kind, visitStartedAt, measuredAt,
    content)
  VALUES (@visit, @number, @id, @change, @at, @by, 0, @reason, @kind, @visitStartedAt, @measuredAt, @content)
  ON CONFLICT DO NOTHING`;
const knownSql = `
  SELECT 1 FROM messages WHERE controlId = @controlId UNION ALL SELECT 1 FROM imported_messages WHERE source = @source`;
const payloadSql = 'INSERT INTO payloads (bytes) VALUES (?) RETURNING id';
const addMessageSql = `
  INSERT INTO messages (id, position, state, stateAt, createdAt, dueAt, studentId, schoolId, visit, destinationId,
    profileVersion, kind, interface, opensVisit, holds, controlId, payloadId, retryCount, strikes, attemptCount,
    possiblyDelivered, outcome, problem, problemField, lastAttemptAt)
  VALUES (@id, @id, @state, @now, @createdAt, @dueAt, @studentId, @schoolId, @visit, @destinationId, @profileVersion, @kind,
    @interface, @opensVisit, 0, @controlId, @payloadId, @retryCount, @strikes, @attemptCount, @possiblyDelivered, @outcome,
    @problem, @problemField, @lastAttemptAt)`;
const listSql = `UPDATE assessments SET messageIds = json_insert(messageIds, '$[#]', ?) WHERE visit = ?`;
const addAttemptSql = `
  INSERT INTO attempts (id, messageId, destinationId, number, seq, startedAt, finishedAt, outcome, problem, code, ackCode,
    errCode, errText, errLocation, httpStatus, latencyMs, transport, ackRaw)
  VALUES (@messageId * 65536 + @number, @messageId, @destinationId, @number, @seq, @startedAt, @finishedAt, @outcome,
    @problem, @code, @ackCode, @errCode, @errText, @errLocation, @httpStatus, @latencyMs, @transport, @ackRaw)`;
const rememberSql = `
  INSERT INTO imported_messages (source, messageId, exportId, at, by) VALUES (@source, @messageId, @exportId, @now, @by)`;

interface Receiver {
  readonly id: string;
  readonly profileVersion: number;
}

/**
 * Brings the content of a rescue file in, in the caller's transaction: bytes and control ids as they are, everything with bytes
 * flagged, because a file can be brought in on two PCs. What was never claimed waits to be sent; what may have gone waits for a
 * person (IMPORTED); what was refused or never built stays so. What is here already is left alone.
 */
export function bringIn(
  connection: Connection,
  content: RescueContent,
  by: string,
  now: number,
): RescueEffect {
  const fresh = content.messages.filter((message) => !isKnown(message));
  const missingReceivers: string[] = [];
  const schools = remembered(content.schools, ({ id }) => id, schoolOf);
  const students = remembered(content.students, ({ id }) => id, studentOf);
  const receivers = remembered(content.destinations, ({ id }) => id, receiverOf);
  const visits = remembered(content.assessments, ({ visit }) => visit, visitOf);
  const added = fresh.map(add);
  for (const { id } of added) settleOrder(connection, id);
  return {
    ...summaryOf(content),
    added: added.length,
    held: added.filter(({ held }) => held).length,
    known: content.messages.length - fresh.length,
    missingReceivers,
  };

  /** Unbuilt messages have no control id: they are known by where they came from. */
  function sourceOf({ id, createdAt }: RescueMessage): string {
    return `${content.dbId}:${id}:${createdAt}`;
  }

  function isKnown(message: RescueMessage): boolean {
    const bound = { controlId: message.controlId, source: sourceOf(message) };
    return connection.get(knownSql, bound) !== null;
  }

  function schoolOf(school: RescueContent['schools'][number]): number {
    const nameKey = school.name.trim().toLowerCase();
    return (
      connection.get<{ id: number }>(schoolSql, [nameKey]) ?? inserted(addSchoolSql, { ...school, nameKey })
    ).id;
  }

  /** The same number in the same school is the same student, unless birth or sex say otherwise: then it is one of its own. */
  function studentOf(student: RescueStudent): number {
    const schoolId = schools(student.schoolId);
    for (let number = student.studentNumber; ; number += '*') {
      const numberKey = number.trim().toLowerCase();
      const here = connection.get<Pick<RescueStudent, 'id' | 'dateOfBirth' | 'sex'>>(studentSql, [
        schoolId,
        numberKey,
      ]);
      if (here && here.dateOfBirth === student.dateOfBirth && here.sex === student.sex) return here.id;
      if (here) continue;
      const row = { ...student, schoolId, studentNumber: number, numberKey, now };
      const { id } = inserted(addStudentSql, row);
      const view = studentView({ ...row, id, schoolName: '', lastVisitAt: null });
      indexStudentWords(connection, id, view as Student);
      return id;
    }
  }

  /** By its id, else by name and by whether it is live; one that this PC lacks is added switched off and without its key. */
  function receiverOf({ id, name, profile }: RescueContent['destinations'][number]): Receiver {
    const here = connection.all<Receiver & { name: string; profile: string }>(destinationsSql);
    const same =
      here.find((one) => one.id === id) ??
      here.find(
        (one) => one.name.toLowerCase() === name.toLowerCase() && isLive(one.profile) === isLive(profile),
      );
    if (same) return same;
    missingReceivers.push(name);
    const off = JSON.stringify({ ...(JSON.parse(profile) as object), enabled: false });
    connection.run(addDestinationSql, { id, name, profile: off, now });
    return { id, profileVersion: 1 };
  }

  /** A number that another visit of this PC has is not taken: the visit gets the next one of its day. */
  function visitOf(assessment: RescueContent['assessments'][number]): number {
    const known = connection.get<{ visit: number }>(visitSql, [assessment.id]);
    if (known) return known.visit;
    const { changes, ...row } = assessment;
    const visit = connection.get(takenSql, [row.visit]) === null ? row.visit : nextOfDay(row.visit);
    const studentId = students(row.studentId);
    connection.run(addAssessmentSql, { ...row, visit, studentId, schoolId: schools(row.schoolId) });
    for (const change of changes) connection.run(addChangeSql, { ...change, visit });
    return visit;
  }

  function nextOfDay(visit: number): number {
    const first = Math.floor(visit / visitsOfDay) * visitsOfDay;
    const last = connection.get<{ visit: number }>(lastOfDaySql, [first, first + visitsOfDay - 1])?.visit;
    return (last ?? first) + 1;
  }

  function add(message: RescueMessage): { readonly id: number; readonly held: boolean } {
    const id = connection.get<{ id: number }>(nextMessageIdSql)?.id ?? 1;
    const { id: destinationId, profileVersion } = receivers(message.destinationId);
    const visit = message.visit === null ? null : visits(message.visit);
    const bytes = message.bytes === null ? null : Buffer.from(message.bytes, 'base64');
    const fate = fateOf(message);
    const { kind, controlId, createdAt, retryCount, strikes, outcome, lastAttemptAt } = message;
    connection.run(addMessageSql, {
      kind,
      controlId,
      createdAt,
      retryCount,
      strikes,
      outcome,
      lastAttemptAt,
      ...fate,
      id,
      now,
      visit,
      destinationId,
      profileVersion,
      interface: message.interface,
      studentId: students(message.studentId),
      schoolId: schools(message.schoolId),
      opensVisit: Number(message.opensVisit),
      dueAt: fate.state === 'pending' ? now : null,
      payloadId: bytes && inserted(payloadSql, [bytes]).id,
      attemptCount: message.attempts.at(-1)?.number ?? 0,
      possiblyDelivered: Number(bytes !== null),
    });
    if (visit !== null) connection.run(listSql, [id, visit]);
    for (const attempt of message.attempts) addAttempt(id, destinationId, attempt);
    connection.run(rememberSql, {
      source: sourceOf(message),
      messageId: id,
      exportId: content.exportId,
      now,
      by,
    });
    return { id, held: fate.state === 'failed' };
  }

  function addAttempt(
    messageId: number,
    destinationId: string,
    attempt: RescueMessage['attempts'][number],
  ): void {
    const seq = connection.get<{ seq: number }>(nextSeqSql)?.seq;
    const { finishedAt, ackRaw } = attempt;
    // One that was open when it was written down never got an end that anybody knows.
    const end =
      finishedAt === null
        ? {
            finishedAt: Math.max(now, attempt.startedAt),
            outcome: 'noAnswer',
            problem: 'NO_REPLY_AFTER_SEND',
            code: 'INTERRUPTED',
          }
        : {};
    connection.run(addAttemptSql, {
      ...attempt,
      ...end,
      messageId,
      destinationId,
      seq,
      ackRaw: ackRaw === null ? null : Buffer.from(ackRaw, 'base64'),
    });
  }

  function inserted(sql: string, bound: Parameters<Connection['get']>[1]): { readonly id: number } {
    const row = connection.get<{ id: number }>(sql, bound);
    if (!row) throw new Error('row missing after insert');
    return row;
  }
}

/** Whoever is asked for is made once, and only when something needs it. */
function remembered<Row, Key, Made>(
  rows: readonly Row[],
  keyOf: (row: Row) => Key,
  make: (row: Row) => Made,
): (key: Key) => Made {
  const byKey = new Map(rows.map((row) => [keyOf(row), row]));
  const made = new Map<Key, Made>();
  return (key) => {
    const known = made.get(key);
    if (known !== undefined) return known;
    const row = byKey.get(key);
    if (row === undefined) throw new Error('rescue file refers to what it does not hold');
    const result = make(row);
    made.set(key, result);
    return result;
  };
}

function fateOf({
  neverSent,
  state,
  problem,
  problemField,
  bytes,
}: RescueMessage): Pick<RescueMessage, 'state' | 'problem' | 'problemField'> {
  if (neverSent) return { state: 'pending', problem: null, problemField: null };
  if (state === 'failed' && problem !== null && problem !== 'MOVED')
    return { state: 'failed', problem, problemField };
  return { state: 'failed', problem: bytes === null ? 'LOCAL_BUILD' : 'IMPORTED', problemField: null };
}

/** Whether messages for a receiver are live (MSH-11 `P`): a test receiver never stands in for a live one. */
function isLive(profile: string): boolean {
  return (JSON.parse(profile) as { processingId?: unknown }).processingId === 'P';
}
