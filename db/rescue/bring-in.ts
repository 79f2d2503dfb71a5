import type { RescueEffect } from '../../core/rescue/ports.ts';
import type { Connection } from '../connection.ts';
import { nextMessageIdSql } from '../message-insert.ts';
import { settleOrder } from '../order.ts';
import { nextSeqSql } from '../outbox-sql.ts';
import type { RescueContent, RescueMessage } from './content.ts';
import { isOfThisPc, sourceOf } from './message-source.ts';
import { summaryOf } from './read-queue.ts';
import { createReferences } from './references.ts';

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

/**
 * Brings the content of a rescue file in, in the caller's transaction: bytes and control ids as they are, everything flagged,
 * because a file can be brought in on two PCs. What was never claimed waits to be sent; what may have gone waits for a
 * person (IMPORTED); what was refused or never built stays so. What is here already is left alone.
 */
export function bringIn(
  connection: Connection,
  content: RescueContent,
  own: { readonly dbId: string; readonly by: string },
  now: number,
): RescueEffect {
  const fresh = content.messages.filter((message) => !isKnown(message));
  const { schools, students, receivers, visits, missingReceivers } = createReferences(
    connection,
    content,
    now,
  );
  const added = fresh.map(add);
  for (const { id } of added) settleOrder(connection, id);
  return {
    ...summaryOf(content),
    added: added.length,
    held: added.filter(({ held }) => held).length,
    known: content.messages.length - fresh.length,
    missingReceivers,
  };

  function isKnown(message: RescueMessage): boolean {
    const source = sourceOf(content.dbId, message);
    return (
      connection.get(knownSql, { controlId: message.controlId, source }) !== null ||
      isOfThisPc(connection, own.dbId, source)
    );
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
      payloadId: bytes && payloadOf(bytes),
      attemptCount: message.attempts.at(-1)?.number ?? 0,
      possiblyDelivered: 1,
    });
    if (visit !== null) connection.run(listSql, [id, visit]);
    for (const attempt of message.attempts) addAttempt(id, destinationId, attempt);
    connection.run(rememberSql, {
      source: sourceOf(content.dbId, message),
      messageId: id,
      exportId: content.exportId,
      now,
      by: own.by,
    });
    return { id, held: fate.state === 'failed' };
  }

  function payloadOf(bytes: Buffer): number {
    const payload = connection.get<{ id: number }>(payloadSql, [bytes]);
    if (!payload) throw new Error('payload row missing');
    return payload.id;
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
