import { sql } from 'drizzle-orm';
import type { AssessmentToStore, MessageToStore } from '../core/assessments/ports.ts';
import type { Connection } from './connection.ts';
import { settleOrder } from './order.ts';
import { messages, payloads } from './schema/messages.ts';

/** Where a new message belongs. */
export type MessagePlace = Pick<AssessmentToStore, 'schoolId' | 'savedAt'> & {
  readonly studentId: number;
  readonly visit: number | null;
};

/** The id that the next message will have; ids are given in order and never again. */
export const nextMessageIdSql = 'SELECT coalesce(max(id), 0) + 1 AS id FROM messages';
const listSql = `UPDATE assessments SET messageIds = json_insert(messageIds, '$[#]', ?) WHERE visit = ?`;

export type InsertMessage = (message: MessageToStore, place: MessagePlace, listed?: boolean) => number;

/**
 * Enqueues one message in the caller's transaction and returns its id: `pending` and due now, or `failed` without bytes and
 * with the reason when it could not be built. `listed` says that its visit names it already.
 */
export function createMessageInsert(connection: Connection): InsertMessage {
  const insertPayload = connection.prepared((orm) =>
    orm
      .insert(payloads)
      .values({ bytes: sql.placeholder('bytes') })
      .returning({ id: payloads.id })
      .prepare(),
  );
  const insertMessage = connection.prepared((orm) =>
    orm
      .insert(messages)
      .values({
        id: sql.placeholder('id'),
        position: sql.placeholder('id'),
        state: sql.placeholder('state'),
        stateAt: sql.placeholder('at'),
        createdAt: sql.placeholder('at'),
        dueAt: sql.placeholder('dueAt'),
        studentId: sql.placeholder('studentId'),
        schoolId: sql.placeholder('schoolId'),
        visit: sql.placeholder('visit'),
        destinationId: sql.placeholder('destinationId'),
        profileVersion: sql.placeholder('profileVersion'),
        kind: sql.placeholder('kind'),
        interface: sql.placeholder('interface'),
        opensVisit: sql.placeholder('opensVisit'),
        holds: false,
        controlId: sql.placeholder('controlId'),
        payloadId: sql.placeholder('payloadId'),
        problem: sql.placeholder('problem'),
        problemField: sql.placeholder('problemField'),
      })
      .prepare(),
  );

  return (message, place, listed = false) => {
    const id = connection.get<{ id: number }>(nextMessageIdSql)?.id ?? 1;
    const payload = message.built ? insertPayload().get({ bytes: Buffer.from(message.bytes) }) : null;
    insertMessage().run({
      id,
      at: place.savedAt,
      studentId: place.studentId,
      schoolId: place.schoolId,
      visit: place.visit,
      destinationId: message.destinationId,
      profileVersion: message.profileVersion,
      kind: message.kind,
      interface: message.interface,
      opensVisit: message.opensVisit,
      payloadId: payload?.id ?? null,
      ...(message.built
        ? {
            state: 'pending',
            dueAt: place.savedAt,
            controlId: message.controlId,
            problem: null,
            problemField: null,
          }
        : {
            state: 'failed',
            dueAt: null,
            controlId: null,
            problem: message.problem,
            problemField: message.field,
          }),
    });
    if (!listed && place.visit !== null) connection.run(listSql, [id, place.visit]);
    settleOrder(connection, id);
    return id;
  };
}
