import type { Connection } from '../connection.ts';
import type { RescueMessage } from './content.ts';

const ownSql = 'SELECT 1 FROM messages WHERE id = ? AND createdAt = ?';

/**
 * Names a message for ever, also one that was never built and has no control id: the database in which it was made, its number
 * and its time there. It keeps that name on every PC that it comes by.
 */
export function sourceOf(dbId: string, { source, id, createdAt }: RescueMessage): string {
  return source ?? `${dbId}:${id}:${createdAt}`;
}

/** Whether a name is that of a message that was made in this database and is in it still. */
export function isOfThisPc(connection: Connection, dbId: string, source: string): boolean {
  const [, madeIn, id, createdAt] = /^(.+):(\d+):(-?\d+)$/.exec(source) ?? [];
  return madeIn === dbId && connection.get(ownSql, [Number(id), Number(createdAt)]) !== null;
}
