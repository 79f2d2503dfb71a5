import type { AssessmentToStore, MessageToStore } from '../core/assessments/ports.ts';
import type { Connection } from './connection.ts';
import { placeOfNew } from './order.ts';

/** Where a new message belongs. */
export type MessagePlace = Pick<AssessmentToStore, 'schoolId' | 'savedAt'> & {
  readonly studentId: number;
  readonly visit: number | null;
};

/** The id that the next message will have; ids are given in order and never again. */
export const nextMessageIdSql = 'SELECT coalesce(max(id), 0) + 1 AS id FROM messages';
const payloadSql = 'INSERT INTO payloads (bytes) VALUES (?) RETURNING id';
const messageSql = `
  INSERT INTO messages (id, position, state, stateAt, createdAt, dueAt, studentId, schoolId, visit, destinationId,
    profileVersion, kind, interface, opensVisit, blockedBy, holds, controlId, payloadId, problem, problemField)
  VALUES (@id, @id, @state, @savedAt, @savedAt, @dueAt, @studentId, @schoolId, @visit, @destinationId,
    @profileVersion, @kind, @interface, @opensVisit, @blockedBy, @holds, @controlId, @payloadId, @problem, @problemField)`;
const listSql = `UPDATE assessments SET messageIds = json_insert(messageIds, '$[#]', ?) WHERE visit = ?`;

/** Enqueues one message in the caller's transaction and returns its id. */
export type InsertMessage = (message: MessageToStore, place: MessagePlace) => number;

/** Enqueues a message that its visit, where it has one, does not name yet. */
export function createMessageInsert(connection: Connection): InsertMessage {
  return (message, place) => {
    const id = connection.get<{ id: number }>(nextMessageIdSql)?.id ?? 1;
    insertMessage(connection, id, message, place);
    if (place.visit !== null) connection.run(listSql, [id, place.visit]);
    return id;
  };
}

/**
 * Enqueues one message under the id that is next, in the caller's transaction: `pending` and due now, or `failed` without
 * bytes and with the reason when it could not be built. It is written once, in its place in the order: nothing can wait for
 * it yet.
 */
export function insertMessage(
  connection: Connection,
  id: number,
  message: MessageToStore,
  place: MessagePlace,
): void {
  const { destinationId, profileVersion, kind, built } = message;
  const opensVisit = Number(message.opensVisit);
  connection.run(messageSql, {
    ...place,
    id,
    destinationId,
    profileVersion,
    kind,
    interface: message.interface,
    opensVisit,
    state: built ? 'pending' : 'failed',
    dueAt: built ? place.savedAt : null,
    ...(built
      ? placeOfNew(connection, { ...place, destinationId, opensVisit, position: id })
      : { blockedBy: null, holds: 0 }),
    controlId: built ? message.controlId : null,
    payloadId: built ? (connection.get<{ id: number }>(payloadSql, [bytesOf(message)])?.id ?? null) : null,
    problem: built ? null : message.problem,
    problemField: built ? null : message.field,
  });
}

/** The same memory as a Buffer: the driver binds no other array of bytes. */
function bytesOf({ bytes }: Extract<MessageToStore, { built: true }>): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
