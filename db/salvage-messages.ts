import type { Database } from 'better-sqlite3';
import type { Connection } from './connection.ts';
import { insertMissing, type RawRow, readableRows, rowsOfNumbers } from './salvage-rows.ts';
import type { HighWater } from './state-file.ts';

const existingSql = 'SELECT rev, state FROM messages WHERE id = ?';
const hasPayloadSql = 'SELECT 1 FROM payloads WHERE id = ?';
const reachedSql = `
  UPDATE messages SET state = @state, stateAt = @stateAt, finishedAt = @finishedAt, rev = @rev, outcome = @outcome,
    problem = @problem, problemField = @problemField, retryCount = @retryCount, strikes = @strikes,
    attemptCount = @attemptCount, possiblyDelivered = @possiblyDelivered, duplicate = @duplicate,
    lastAttemptAt = @lastAttemptAt, supersededBy = @supersededBy, dueAt = NULL, lease = NULL, leaseGeneration = NULL,
    blockedBy = NULL, holds = 0
  WHERE id = @id`;
/** It left for another PC since: this one must not send it. */
const movedSql = `
  UPDATE messages SET state = 'failed', stateAt = @stateAt, problem = 'MOVED', problemField = NULL, dueAt = NULL,
    attemptCount = max(attemptCount, @attemptCount), possiblyDelivered = @possiblyDelivered, lease = NULL,
    leaseGeneration = NULL, blockedBy = NULL, holds = 0
  WHERE id = @id`;
const unchangedSql = 'UPDATE messages SET possiblyDelivered = ? WHERE id = ?';
const triedSql = 'UPDATE messages SET attemptCount = max(attemptCount, ?) WHERE id = ?';
const finishedAttemptSql = `
  UPDATE attempts SET finishedAt = @finishedAt, outcome = @outcome, problem = @problem, code = @code, ackCode = @ackCode,
    errCode = @errCode, errText = @errText, errLocation = @errLocation, httpStatus = @httpStatus,
    latencyMs = @latencyMs, transport = @transport, ackRaw = @ackRaw
  WHERE id = @id AND finishedAt IS NULL AND @finishedAt IS NOT NULL`;

const attemptCountsSql = 'SELECT id, attemptCount FROM messages WHERE attemptCount > 0 ORDER BY id';

const finalStates = ['sent', 'superseded', 'cancelled'];

/**
 * Messages, their bytes and attempts from a damaged file. One that was final stays final. One that was not is never sent by
 * itself again: it becomes `failed` with RESTORED and the flag, because what happened to it last may be what was lost. Returns
 * how many messages the backup did not have.
 */
export function salvageMessages(
  target: Connection,
  source: Database,
  mark: HighWater | null,
  lost: () => void,
): number {
  for (const row of readableRows(source, 'payloads', mark?.messageId ?? 0, lost)) {
    insertMissing(target, 'payloads', row);
  }
  let added = 0;
  const afterwards: RawRow[] = [];
  for (const row of readableRows(source, 'messages', mark?.messageId ?? 0, lost)) {
    const existing = target.get<{ rev: number; state: string }>(existingSql, [row.id]);
    if (existing) catchUp(row, existing);
    else if (row.supersededBy !== null) afterwards.push(row);
    else if (insertMissing(target, 'messages', asFound(row))) added++;
  }
  // A superseded message names its replacement, which has to be there first.
  for (const row of afterwards.reverse()) if (insertMissing(target, 'messages', asFound(row))) added++;
  for (const row of rowsOfNumbers(source, 'attempts', attemptIds(), lost)) {
    if (!insertMissing(target, 'attempts', row)) target.run(finishedAttemptSql, { ...row });
  }
  for (const row of readableRows(source, 'manual_retries', 0, lost))
    insertMissing(target, 'manual_retries', row);
  return added;

  function* attemptIds(): Generator<number> {
    for (const { id, attemptCount } of target.all<{ id: number; attemptCount: number }>(attemptCountsSql)) {
      for (let number = 1; number <= attemptCount; number++) yield id * 65_536 + number;
    }
  }

  /** The backup has the message: what it reached since is taken over, and no change since means that nothing was sent. */
  function catchUp(row: RawRow, existing: { readonly rev: number; readonly state: string }): void {
    if (finalStates.includes(existing.state)) return;
    if (row.rev === existing.rev && row.state !== 'sending')
      target.run(unchangedSql, [row.possiblyDelivered, row.id]);
    else if (finalStates.includes(String(row.state)) && row.supersededBy === null)
      target.run(reachedSql, { ...row });
    else if (isMoved(row)) target.run(movedSql, { ...row });
    else target.run(triedSql, [row.attemptCount, row.id]);
  }

  function asFound(row: RawRow): RawRow {
    const bare = { ...row, blockedBy: null, holds: 0, lease: null, leaseGeneration: null };
    if (finalStates.includes(String(row.state))) return bare;
    const hasBytes = row.payloadId !== null && target.get(hasPayloadSql, [row.payloadId]) !== null;
    const waiting = { ...bare, state: 'failed', dueAt: null, finishedAt: null };
    if (isMoved(row)) return waiting;
    if (hasBytes) return { ...waiting, problem: 'RESTORED', problemField: null, possiblyDelivered: 1 };
    // Its bytes are gone and its assessment may be there: it is built again like one that never had any.
    return row.payloadId === null
      ? waiting
      : { ...waiting, payloadId: null, controlId: null, problem: 'LOCAL_BUILD', possiblyDelivered: 1 };
  }
}

function isMoved({ state, problem }: RawRow): boolean {
  return state === 'failed' && problem === 'MOVED';
}
