import type { Connection } from './connection.ts';

/**
 * Order of delivery, kept in two columns so that finding the next message is one index step however many wait:
 *
 * - `blockedBy`: the message a pending one waits for. Within a visit everything waits until the message that opens it is
 *   `sent` (a superseded opener counts through its replacement); within a student a message waits for the nearest earlier
 *   one that holds.
 * - `holds`: whether a message holds later ones of its student: while it is sending, or pending and not itself stopped behind
 *   an opener that failed. So a failed A04 holds its own visit and nobody else.
 */
const ofSameVisit = `
  json_each((SELECT messageIds FROM assessments WHERE visit = m.visit)) AS listed
  CROSS JOIN messages AS other ON other.id = listed.value`;

const visitOpener = `
  SELECT CASE WHEN max(other.state = 'sent') THEN NULL
    ELSE max(CASE WHEN other.state <> 'superseded' THEN other.id END) END
  FROM ${ofSameVisit}
  WHERE m.opensVisit = 0 AND other.opensVisit = 1 AND other.destinationId = m.destinationId`;

const nearestHolder = `
  SELECT holder.id FROM messages AS holder
  WHERE holder.studentId = m.studentId AND holder.destinationId = m.destinationId AND holder.holds = 1
    AND holder.position < m.position
  ORDER BY holder.position DESC LIMIT 1`;

export const placeOfSql = `
  SELECT m.state, m.blockedBy, m.holds, m.studentId, m.destinationId, m.position,
    coalesce((${visitOpener}), (${nearestHolder})) AS blocker
  FROM messages AS m WHERE m.id = ?`;

/** The same for a message that is about to be written. */
export const placeOfNewSql = `
  SELECT coalesce((${visitOpener}), (${nearestHolder})) AS blocker
  FROM (SELECT @visit AS visit, @studentId AS studentId, @destinationId AS destinationId, @opensVisit AS opensVisit,
    @position AS position) AS m`;

const blockerStateSql = 'SELECT state FROM messages WHERE id = ?';

const setPlaceSql = 'UPDATE messages SET blockedBy = ?, holds = ?, rev = rev + 1 WHERE id = ?';

/** Who waits for a message: those of its visit, and the one that comes next in the student's order. */
export const dependentsSql = `
  SELECT other.id FROM messages AS m CROSS JOIN ${ofSameVisit} WHERE m.id = @id AND other.blockedBy = @id
  UNION
  SELECT id FROM (
    SELECT next.id, next.blockedBy FROM messages AS m CROSS JOIN messages AS next
    WHERE m.id = @id AND next.studentId = m.studentId AND next.destinationId = m.destinationId AND next.holds = 1
      AND next.position > m.position
    ORDER BY next.position LIMIT 1)
  WHERE blockedBy = @id`;

export const nextHolderSql = `
  SELECT id FROM messages
  WHERE studentId = ? AND destinationId = ? AND holds = 1 AND position > ?
  ORDER BY position LIMIT 1`;

interface Place {
  readonly state: string;
  readonly blockedBy: number | null;
  readonly holds: number;
  readonly studentId: number;
  readonly destinationId: string;
  readonly position: number;
  readonly blocker: number | null;
}

/**
 * Brings the order up to date after the state of `messageId` changed, in the transaction that changed it. Touches only the
 * messages whose place can have changed.
 */
export function settleOrder(connection: Connection, messageId: number): void {
  // Those who waited for it are looked at whatever became of it: its end frees them, its failure or return moves them.
  placeAll(connection, [messageId, ...dependentsOf(connection, messageId)]);
}

/**
 * The same for a message that came to an end, or failed, and whose row already says that it neither waits nor holds: its own
 * place needs no look.
 */
export function settleFollowers(connection: Connection, messageId: number): void {
  placeAll(connection, dependentsOf(connection, messageId));
}

function placeAll(connection: Connection, ids: readonly number[]): void {
  const toPlace = [...ids];
  for (let id = toPlace.shift(); id !== undefined; id = toPlace.shift()) {
    toPlace.push(...place(connection, id));
  }
}

/** Where a new message stands that is due now: what a save writes with it, so that it is not written twice. */
export function placeOfNew(
  connection: Connection,
  message: {
    readonly visit: number | null;
    readonly studentId: number;
    readonly destinationId: string;
    readonly opensVisit: number;
    readonly position: number;
  },
): { readonly blockedBy: number | null; readonly holds: number } {
  const { visit, studentId, destinationId, opensVisit, position } = message;
  const bound = { visit, studentId, destinationId, opensVisit, position };
  const blockedBy = connection.get<{ blocker: number | null }>(placeOfNewSql, bound)?.blocker ?? null;
  return { blockedBy, holds: isStopped(connection, blockedBy) ? 0 : 1 };
}

/** Puts one message in its place and returns those that must be looked at because of it. */
function place(connection: Connection, id: number): readonly number[] {
  const now = connection.get<Place>(placeOfSql, [id]);
  if (!now) return [];
  const blockedBy = now.state === 'pending' ? now.blocker : null;
  const holds =
    now.state === 'sending' || (now.state === 'pending' && !isStopped(connection, blockedBy)) ? 1 : 0;
  if (blockedBy !== now.blockedBy || holds !== now.holds) connection.run(setPlaceSql, [blockedBy, holds, id]);
  if (holds === now.holds) return [];
  if (holds === 0) return dependentsOf(connection, id);
  const next = connection.get<{ id: number }>(nextHolderSql, [
    now.studentId,
    now.destinationId,
    now.position,
  ]);
  return next ? [next.id] : [];
}

/** An opener that needs a person lets nobody of its visit pass and must not stop the student's other visits. */
function isStopped(connection: Connection, blockedBy: number | null): boolean {
  if (blockedBy === null) return false;
  const blocker = connection.get<{ state: string }>(blockerStateSql, [blockedBy]);
  return blocker?.state === 'failed' || blocker?.state === 'cancelled';
}

function dependentsOf(connection: Connection, id: number): readonly number[] {
  return connection.all<{ id: number }>(dependentsSql, { id }).map((row) => row.id);
}
